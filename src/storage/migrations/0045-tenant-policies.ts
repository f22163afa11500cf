import type { Kysely, Migration } from "kysely";

/** How an engine that keeps tenants apart beneath the queries words that anew. */
export type RewordPolicies = (db: Kysely<unknown>) => Promise<void>;

/**
 * Asks once for each statement whose rows it may see, not for each row, and in words that a planner can judge: it took
 * them to leave one row of two hundred, and so read and sorted all that was due where a few were asked for.
 */
export function rewordTenantPolicies(rewordPolicies: RewordPolicies): Migration {
  return { up: rewordPolicies };
}
