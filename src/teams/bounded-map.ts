/** A map that forgets what was set longest ago once it holds its limit. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

/** Keeps at most `limit` entries; what was set longest ago goes first. */
export function createBoundedMap<Key, Value>(limit: number): BoundedMap<Key, Value> {
  const map = new Map<Key, Value>();
  return {
    get: (key) => map.get(key),
    set(key, value) {
      map.delete(key);
      map.set(key, value);
      const [oldest] = map.keys();
      if (map.size > limit && oldest !== undefined) map.delete(oldest);
    },
    delete(key) {
      map.delete(key);
    },
  };
}
