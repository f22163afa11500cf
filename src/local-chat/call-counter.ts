/** Counts posts and edits by conversation, to show that no rate is exceeded. */
export interface CallCounter {
  count(conversationId: string, at: Date): void;
  /** The most calls any stretch of this many milliseconds held: in one conversation, and in all together. */
  busiest(ms: number): { readonly conversation: number; readonly all: number };
}

/** Calls that are remembered of each conversation. */
const kept = 5000;

export function createCallCounter(): CallCounter {
  const moments = new Map<string, number[]>();
  return {
    count(conversationId, at) {
      const of = moments.get(conversationId) ?? [];
      of.push(at.getTime());
      if (of.length > kept) of.shift();
      moments.set(conversationId, of);
    },
    busiest(ms) {
      const each = [...moments.values()].map((of) => mostWithin(of, ms));
      return { conversation: Math.max(0, ...each), all: mostWithin([...moments.values()].flat(), ms) };
    },
  };
}

/** The most moments a stretch holds that is shorter than `ms`. */
function mostWithin(moments: readonly number[], ms: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let start = 0;
  let most = 0;
  sorted.forEach((moment, end) => {
    while (moment - (sorted[start] ?? moment) >= ms) start += 1;
    most = Math.max(most, end - start + 1);
  });
  return most;
}
