import { workerData } from "node:worker_threads";
import { z } from "zod";
import { createCallPace } from "../../src/escalation/call-pace";

const Order = z.object({
  memory: z.instanceof(SharedArrayBuffer),
  begun: z.instanceof(SharedArrayBuffer),
  seconds: z.number(),
});

/** Begins as many calls of a tenant as it may at each of so many moments, and counts them by their moment. */
const { memory, begun, seconds } = Order.parse(workerData);
const pace = createCallPace(memory);
const counts = new Int32Array(begun);
for (let second = 1; second <= seconds; second += 1) {
  // A moment comes when all three are there.
  Atomics.add(counts, 0, 1);
  while (Atomics.load(counts, 0) < 3 * second);
  for (let wish = 0; wish < 60; wish += 1) {
    const call = { tenantId: "contoso", conversationId: `chat-${wish}`, priority: "answer" } as const;
    if (pace.beginCall(call, second * 1200) === 0) Atomics.add(counts, second, 1);
  }
}
