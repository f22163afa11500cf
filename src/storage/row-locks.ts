import { type RawBuilder, sql } from "kysely";

/**
 * How rows are taken for work that only one may do. `none`: the engine lets one write at a time. `skip`: what somebody
 * else is just taking is passed over, so that many takers do not wait for each other.
 */
export type RowLocks = "none" | "skip";

/**
 * The end of a select whose rows are rewritten from what was read: nobody changes them meanwhile. What somebody else
 * holds is passed over, or waited for and read as it is then.
 */
export function lockRows(locks: RowLocks, held: "passed over" | "waited for"): RawBuilder<unknown> {
  if (locks === "none") return sql``;
  return held === "passed over" ? sql`for no key update skip locked` : sql`for no key update`;
}
