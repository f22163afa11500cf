import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { createRateLimit } from "../../../src/http/api/rate-limit";

const Order = z.object({
  memory: z.instanceof(SharedArrayBuffer),
  rate: z.object({ burst: z.number(), perSecond: z.number(), people: z.number() }),
  people: z.number(),
  times: z.number(),
  now: z.number(),
});

// Calls for each person so many times, all at one moment, and tells how many calls might go on.
const { memory, rate, people, times, now } = Order.parse(workerData);
const limit = createRateLimit(() => new Date(now), rate, memory);
let allowed = 0;
for (let done = 0; done < times; done += 1)
  for (let person = 0; person < people; person += 1) if (limit(`person ${person}`) === 0) allowed += 1;
parentPort?.postMessage(allowed);
