/** What is drawn as a whole: in a chat one message, in a channel a post with its replies. */
export interface Unit {
  readonly id: string;
  /** The ids of its messages. */
  readonly messages: readonly string[];
}

interface Known {
  /** The units that are drawn. */
  readonly drawn: ReadonlySet<string>;
  /** Every message that was there before, drawn or not. */
  readonly messages: ReadonlySet<string>;
}

/** How many units are drawn at first, and how many more at each step further up. */
export const unitsAtOnce = 10;

/**
 * The place of the first unit to draw: what is drawn stays, and what has news is drawn with all that follows it. Before
 * anything is drawn that is the last few, so that a long transcript opens as fast as a short one.
 */
export function findFirstDrawn(units: readonly Unit[], { drawn, messages }: Known): number {
  const newest = Math.max(0, units.length - unitsAtOnce);
  if (drawn.size === 0) {
    return newest;
  }
  const first = units.findIndex(
    (unit) => drawn.has(unit.id) || unit.messages.some((message) => !messages.has(message)),
  );
  return first < 0 ? newest : first;
}
