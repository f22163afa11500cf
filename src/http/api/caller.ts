import type { IncomingHttpHeaders } from "node:http";
import type { Person } from "../../records/record";

/** Who asks, as a checked token says: never what a query, a body or the page around it says. */
export interface Caller {
  readonly tenantId: string;
  /** The Entra object id, and the display name for the history. */
  readonly person: Person;
}

/**
 * `unknown`: nobody we believe; `elsewhere`: somebody Entra vouches for, of an organization this bot does not serve;
 * `unavailable`: it cannot be told now.
 */
export type Identified = Caller | "unknown" | "elsewhere" | "unavailable";

/** Finds out who asks from the headers of a request. */
export type Identify = (headers: IncomingHttpHeaders) => Promise<Identified>;
