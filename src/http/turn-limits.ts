import { createRateLimit } from "./api/rate-limit";

/** After how many seconds a person of a tenant may go on; 0: at once. */
export type TurnLimit = (tenantId: string, personId: string) => number;

/** Nobody clicks four times a second for long; a program that runs wild must not take the bot from the others. */
const ofPerson = { burst: 40, perSecond: 4, people: 20_000 };
const ofTenant = { burst: 1000, perSecond: 200, people: 1000 };

/** Limits what one person and one tenant may ask for. */
export function createTurnLimit(now: () => Date): TurnLimit {
  const personMayGo = createRateLimit(now, ofPerson);
  const tenantMayGo = createRateLimit(now, ofTenant);
  return (tenantId, personId) => {
    // Whoever is held up takes nothing from their colleagues.
    const wait = personMayGo(JSON.stringify([tenantId, personId]));
    return wait > 0 ? wait : tenantMayGo(tenantId);
  };
}
