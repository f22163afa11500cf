import { z } from "zod";
import { makeCallMemory } from "../escalation/call-log";
import { makeRateMemory, personRate, tenantRate } from "./api/rate-limit";
import { turnRates } from "./turn-limits";

const Memory = z.instanceof(SharedArrayBuffer);

/** In what all threads of a process count together what is limited, so that the limits are those of the process. */
export const LimitMemory = z
  .object({
    /** A counter: the activities in hand. */
    inFlight: Memory,
    /** Another one: the tokens that are being checked. */
    checks: Memory,
    /** The calls to Teams. */
    calls: Memory,
    turnsOfPerson: Memory,
    turnsOfTenant: Memory,
    callsOfPerson: Memory,
    callsOfTenant: Memory,
  })
  .readonly();
export type LimitMemory = z.infer<typeof LimitMemory>;

/** Makes it, once in a process; every thread is given the same. */
export function makeLimitMemory(): LimitMemory {
  return {
    inFlight: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
    checks: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
    calls: makeCallMemory(),
    turnsOfPerson: makeRateMemory(turnRates.ofPerson),
    turnsOfTenant: makeRateMemory(turnRates.ofTenant),
    callsOfPerson: makeRateMemory(personRate),
    callsOfTenant: makeRateMemory(tenantRate),
  };
}
