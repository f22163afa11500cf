import { startIntake } from "../intake/advance";
import type { CaseSource } from "../intake/intake";
import { prefill } from "../intake/prefill";
import { isUnfinished } from "./intake-turns";
import { withProfile } from "./learned-profile";
import { presentIntake, presentState } from "./present";
import { readSentence } from "./read-sentence";
import { type Plan, type Scene, showing } from "./turn";

/** Begins a case; an unfinished one is offered first unless the person wants a new one all the same. */
export async function planStart(
  scene: Scene,
  title: string,
  fresh: boolean,
  source?: CaseSource,
): Promise<Plan> {
  const { intake, profile } = scene.context;
  if (!fresh && intake !== null && isUnfinished(intake)) return showing({ kind: "resume", intake });
  const { now, language } = scene.audience;
  const empty = startIntake(scene.bench.newId(), title, now, language);
  const started =
    title === "" ? empty : prefill(empty, await readSentence(scene, title), scene.turn.timeZone);
  const begun = source === undefined ? started : { ...started, source };
  const welcomed = profile ?? { schema: 1, revision: 1, welcomed: true, updatedAt: now };
  return {
    change: { intake: begun, ...(profile === null ? { profile: welcomed } : {}) },
    show: () => presentIntake(withProfile(scene, welcomed), begun),
  };
}

/**
 * Begins a case from a chat message, beside whatever is unfinished. The same message once more goes on with the case it
 * began: people close dialogs half-way, and Teams may deliver one click again under a new id.
 */
export async function planStartFromMessage(
  scene: Scene,
  { text, source }: { readonly text: string; readonly source?: CaseSource },
): Promise<Plan> {
  const { intake } = scene.context;
  if (intake !== null && source !== undefined && isUnfinished(intake) && intake.source?.link === source.link)
    return showing(await presentIntake(scene, { ...intake, mode: "card" }));
  return planStart(scene, text, true, source);
}

/** Leaves an unfinished case for a new one. A second click, or one on an older card, must not leave the new one, too. */
export async function planDiscard(scene: Scene, intakeId: string): Promise<Plan> {
  if (scene.context.intake?.id !== intakeId) return showing(await presentState(scene, { key: "stale" }));
  return planStart(scene, "", true);
}
