import type { Step } from "../intake/advance";
import type { Plan, Scene } from "./turn";

/** The part of a plan that keeps what a step has told of the person; nothing where it told nothing new. */
export function learned(
  scene: Scene,
  { profile }: Pick<Extract<Step, { readonly kind: "moved" }>, "profile">,
): Pick<NonNullable<Plan["change"]>, "profile"> {
  return profile === null || profile === scene.context.profile ? {} : { profile };
}

/** The scene as it is once the person is known so well. */
export function withProfile(scene: Scene, profile: Scene["context"]["profile"]): Scene {
  return { ...scene, context: { ...scene.context, profile } };
}
