import { createRateLimit } from "./api/rate-limit";

/** After how many seconds a person of a tenant may go on; 0: at once. */
export type TurnLimit = (tenantId: string, personId: string) => number;

/** Nobody clicks four times a second for long; a program that runs wild must not take the bot from the others. */
export const turnRates = {
  ofPerson: { burst: 40, perSecond: 4, people: 20_000 },
  ofTenant: { burst: 1000, perSecond: 200, people: 1000 },
};

/** Limits what one person and one tenant may ask for, in all threads that are given the memory. */
export function createTurnLimit(
  now: () => Date,
  memory?: { readonly turnsOfPerson: SharedArrayBuffer; readonly turnsOfTenant: SharedArrayBuffer },
): TurnLimit {
  const personMayGo = createRateLimit(now, turnRates.ofPerson, memory?.turnsOfPerson);
  const tenantMayGo = createRateLimit(now, turnRates.ofTenant, memory?.turnsOfTenant);
  return (tenantId, personId) => {
    // Whoever is held up takes nothing from their colleagues.
    const wait = personMayGo(JSON.stringify([tenantId, personId]));
    return wait > 0 ? wait : tenantMayGo(tenantId);
  };
}
