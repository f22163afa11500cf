import type { CasePage } from "../api/wire";

type Step = Pick<CasePage["firstSteps"][number], "id" | "isDone" | "health">;

/** What somebody has set and not saved: a tick, or what service health showed. */
export type Ticks = Readonly<Record<string, boolean | string>>;

/** How the steps stand on the page: as they were saved, with what was set since. */
export function ticksOf(steps: readonly Step[], set: Ticks): Ticks {
  return Object.fromEntries(steps.map((step) => [step.id, set[step.id] ?? savedOf(step)]));
}

/** What was set and is not as it was saved; a step that is no longer listed counts as not set. */
export function changedTicks(steps: readonly Step[], set: Ticks): Ticks {
  return Object.fromEntries(
    steps.flatMap((step) => {
      const own = set[step.id];
      return own === undefined || own === savedOf(step) ? [] : [[step.id, own] as const];
    }),
  );
}

function savedOf({ isDone, health }: Step): boolean | string {
  return health ?? isDone;
}
