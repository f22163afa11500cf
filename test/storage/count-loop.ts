import { workerData } from "node:worker_threads";
import { z } from "zod";
import { createThreadLock } from "../../src/storage/thread-lock";

const Order = z.object({
  memory: z.instanceof(SharedArrayBuffer),
  me: z.number(),
  count: z.instanceof(SharedArrayBuffer),
  times: z.number(),
});

/** Counts one up so many times, in two steps that would lose what another thread counts in between. */
async function count(): Promise<void> {
  const { memory, me, count: counted, times } = Order.parse(workerData);
  const lock = createThreadLock(memory, me, 60_000);
  const number = new Int32Array(counted);
  // Waiting for the lock alone keeps no thread running; in the product its server does.
  const running = setInterval(() => undefined, 1000);
  for (let done = 0; done < times; done += 1) {
    await lock.take();
    const before = number[0] ?? 0;
    for (let idle = 0; idle < 200; idle += 1) number[0] = before;
    number[0] = before + 1;
    lock.release();
  }
  clearInterval(running);
}

void count();
