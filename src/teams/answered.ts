/** The message activities this process has begun to answer, so that a repeat is not answered twice. */
export interface Answered {
  /** True the first time a key is seen. */
  begin(key: string): boolean;
  /** Forgets a key whose answer did not go out, so that a repeat can bring it. */
  forget(key: string): void;
}

/** Keeps the newest `limit` keys; Teams repeats within minutes, not days. */
export function createAnswered(limit = 10_000): Answered {
  const keys = new Set<string>();
  return {
    begin(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      const [oldest] = keys;
      if (keys.size > limit && oldest !== undefined) keys.delete(oldest);
      return true;
    },
    forget(key) {
      keys.delete(key);
    },
  };
}
