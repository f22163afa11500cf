/**
 * Looks again and again until what is looked for is there; what comes later than a test may take is an error. The patience
 * is for a machine that has much else to do: how fast something is, a bench tells.
 */
export async function waitUntil<T>(
  look: () => T | Promise<T>,
  isThere: (seen: T) => boolean,
  patience = 15_000,
  /** Milliseconds between two looks; a look that takes work had better come less often. */
  pause = 15,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > end) throw new Error(`never seen; last: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
