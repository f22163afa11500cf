import type { Route } from "../escalation/route";
import type { Person } from "../records/record";

/** Who belongs to a team, as Teams says it; ids as those of turns. */
export interface TeamRoster {
  readonly tenantId: string;
  readonly teamId: string;
  readonly members: readonly string[];
  /** ISO, UTC. */
  readonly at: string;
}

/** A team whose members are to be read, and the address of Teams to ask at. */
export interface TeamToAsk {
  readonly tenantId: string;
  readonly teamId: string;
  readonly serviceUrl: string;
}

/** The routes to teams' channels, and who belongs to the teams. */
export interface TeamStore {
  /** The routes of a tenant by their position. */
  listRoutes(tenantId: string): Promise<readonly Route[]>;
  /** How many cases that are not settled were sent by this route. */
  countSentTo(tenantId: string, routeId: string): Promise<number>;
  /** People met in the teams and channels of a tenant, who was met last first, each once. */
  listPeople(tenantId: string, limit: number): Promise<readonly Person[]>;
  /** Those of them who added the app. */
  listLeads(tenantId: string): Promise<readonly Person[]>;
  /** The channels of the teams somebody belongs to. */
  channelsOf(tenantId: string, userId: string): Promise<readonly string[]>;
  /** Keeps who belongs to a team, in place of what was known. */
  keepRoster(roster: TeamRoster): Promise<void>;
  /** Teams of all tenants whose members were never asked for, or not since. */
  teamsToAsk(before: string, limit: number): Promise<readonly TeamToAsk[]>;
}
