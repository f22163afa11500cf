/**
 * How rows are taken for work that only one may do. `none`: the engine lets one write at a time. `skip`: what somebody
 * else is just taking is passed over, so that many takers do not wait for each other.
 */
export type RowLocks = "none" | "skip";
