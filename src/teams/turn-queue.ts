/** Runs the turns of one conversation one after the other, and those of different ones side by side. */
export interface TurnQueue {
  run<T>(conversation: string, turn: () => Promise<T>): Promise<T>;
}

/** People type faster than databases answer: without a queue two quick messages would race for one intake. */
export function createTurnQueue(): TurnQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(conversation, turn) {
      const before = tails.get(conversation) ?? Promise.resolve();
      const result = before.then(turn, turn);
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(conversation) === tail) tails.delete(conversation);
        });
      tails.set(conversation, tail);
      return result;
    },
  };
}
