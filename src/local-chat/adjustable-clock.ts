/** A clock that can be put forward, to see today what would happen tomorrow. */
export interface AdjustableClock {
  readonly now: () => Date;
  /** Puts it forward by so many minutes. */
  move(minutes: number): void;
  /** Minutes it is ahead of the clock it was made from. */
  ahead(): number;
}

const minute = 60_000;

/** The clock given, and how far it has been put forward. */
export function createAdjustableClock(now: () => Date): AdjustableClock {
  let ahead = 0;
  return {
    now: () => (ahead === 0 ? now() : new Date(now().getTime() + ahead * minute)),
    move(minutes) {
      ahead += minutes;
    },
    ahead: () => ahead,
  };
}
