import type { Store } from "../storage/store";
import type { Watch } from "./watch";

/** Not a piece of work: an export is read as long as its reader likes, and closing is told of elsewhere. */
const unwatched: readonly string[] = ["exportRecords", "close"];

/** The store, with every operation timed and traced, whatever operations it has. */
export function createWatchedStore(store: Store, watch: Watch): Store {
  const watched = new Proxy(store, {
    get(target, name): unknown {
      const found: unknown = Reflect.get(target, name);
      if (typeof name !== "string" || typeof found !== "function" || unwatched.includes(name)) return found;
      return (...values: readonly unknown[]) =>
        watch.store(name, () => {
          const answer: unknown = Reflect.apply(found, target, values);
          return Promise.resolve(answer);
        });
    },
  });
  // Spread: from now on a call costs a closure, not a look through the proxy.
  return {
    ...watched,
    async saveTurn(change) {
      const result = await watch.store("saveTurn", () => store.saveTurn(change));
      watch.saved(result.kind);
      if (result.kind === "saved" && change.createRecord !== undefined)
        watch.verdict(change.createRecord.verdict.outcome);
      return result;
    },
  };
}
