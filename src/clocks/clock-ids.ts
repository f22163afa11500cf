/** Microsoft's first response, nobody has taken it, nobody writes, and the partner's own two promises. */
export const clockIds = [
  "response_due",
  "untaken",
  "silence",
  "own_target_update",
  "own_target_resolve",
] as const;
/** Which clock of a case is meant. */
export type ClockId = (typeof clockIds)[number];
