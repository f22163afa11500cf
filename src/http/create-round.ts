/** Resolves when this round of the event loop is over, for all who asked in it, one after the other. */
export type Round = () => Promise<void>;

/**
 * Lets requests that came in the same round of the event loop take each step of their way right after one another. A
 * processor has forgotten the code of a step by the time the next request comes to it, if that one comes after all the
 * others; side by side, sixteen requests take a seventh less of it. Whoever is alone loses a few microseconds.
 */
export function createRound(): Round {
  let under: Promise<void> | undefined;
  return () =>
    (under ??= new Promise((resolve) => {
      setImmediate(() => {
        under = undefined;
        resolve();
      });
    }));
}
