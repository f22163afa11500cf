import { z } from "zod";
import { makeRateMemory, personRate, tenantRate } from "./api/rate-limit";
import { turnRates } from "./turn-limits";

const Memory = z.instanceof(SharedArrayBuffer);

/** In what all threads of a process count together what is limited, so that the limits are those of the process. */
export const LimitMemory = z
  .object({
    /** One counter: the activities in hand. */
    inFlight: Memory,
    turnsOfPerson: Memory,
    turnsOfTenant: Memory,
    callsOfPerson: Memory,
    callsOfTenant: Memory,
  })
  .readonly();
export type LimitMemory = z.infer<typeof LimitMemory>;

export function makeLimitMemory(): LimitMemory {
  return {
    inFlight: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
    turnsOfPerson: makeRateMemory(turnRates.ofPerson),
    turnsOfTenant: makeRateMemory(turnRates.ofTenant),
    callsOfPerson: makeRateMemory(personRate),
    callsOfTenant: makeRateMemory(tenantRate),
  };
}
