/** Lets one thread of this process write at a time. */
export interface ThreadLock {
  /** Null when it was free and is taken; else resolves when it is. */
  take(): Promise<void> | null;
  release(): void;
}

/**
 * Milliseconds after which the lock is taken for lost and the writing goes on without it. That is safe, because the engine
 * has a lock of its own; only waiting for that one keeps a thread from all other work.
 */
const usualPatience = 1000;

/**
 * Rounds of the event loop for which it is asked for again and again, longer than a commit mostly takes. Other work goes
 * on meanwhile, and being woken takes longer.
 */
const shortRounds = 40;

function nextRound(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** What all threads of a process give to `createThreadLock`. */
export function makeLockMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** `me` is the thread's own number, from 1. Nobody waits in a row: who asks while it is free has it. */
export function createThreadLock(
  memory: SharedArrayBuffer,
  me: number,
  patienceMs = usualPatience,
): ThreadLock {
  const holder = new Int32Array(memory);
  const takeIfFree = (): number => Atomics.compareExchange(holder, 0, nobody, me);

  async function wait(): Promise<void> {
    for (let round = 0; round < shortRounds; round += 1) {
      await nextRound();
      if (takeIfFree() === nobody) return;
    }
    const until = performance.now() + patienceMs;
    for (;;) {
      const other = takeIfFree();
      const left = until - performance.now();
      if (other === nobody || left <= 0) return;
      const change = Atomics.waitAsync(holder, 0, other, left);
      if (change.async) await change.value;
    }
  }

  return {
    take: () => (takeIfFree() === nobody ? null : wait()),
    release() {
      // Not that of another thread, where it was written without.
      if (Atomics.compareExchange(holder, 0, me, nobody) === me) Atomics.notify(holder, 0, 1);
    },
  };
}

const nobody = 0;
