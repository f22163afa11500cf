import type { Kysely } from "kysely";
import { Route } from "../escalation/route";
import type { Person } from "../records/record";
import { compileRouteReads } from "./route-statements";
import { parseDocument } from "./rows";
import type { Tables } from "./schema";
import { selectRows, type Steps } from "./statement";

/** Which cases come to which channel, and the people met there. */
export interface TeamQueries {
  listRoutes(tenantId: string): Steps<readonly Route[]>;
  countSentTo(tenantId: string, routeId: string): Steps<number>;
  listPeople(tenantId: string, limit: number): Steps<readonly Person[]>;
  listLeads(tenantId: string): Steps<readonly Person[]>;
}

type Statements = ReturnType<typeof compileRouteReads>;

/** Compiles them for the dialect of `db`. */
export function createTeamQueries(db: Kysely<Tables>): TeamQueries {
  const statements = compileRouteReads(db);
  return {
    listRoutes: (tenantId) => listRoutes(statements, tenantId),
    countSentTo: (tenantId, routeId) => countSentTo(statements, { tenantId, routeId }),
    listPeople: (tenantId, limit) => listPeople(statements, { tenantId, limit: Math.max(0, limit) }),
    listLeads: (tenantId) => listLeads(statements, tenantId),
  };
}

function* listRoutes(statements: Statements, tenantId: string): Steps<readonly Route[]> {
  const rows = yield* selectRows(statements.listRoutes, { tenantId });
  return rows.map(({ id, document }) => parseDocument(Route, document, `route ${id} of tenant ${tenantId}`));
}

function* countSentTo(
  statements: Statements,
  query: { readonly tenantId: string; readonly routeId: string },
): Steps<number> {
  return (yield* selectRows(statements.countSentTo, query))[0]?.total ?? 0;
}

function* listPeople(
  statements: Statements,
  query: { readonly tenantId: string; readonly limit: number },
): Steps<readonly Person[]> {
  return eachOnce(yield* selectRows(statements.listPeople, query));
}

function* listLeads(statements: Statements, tenantId: string): Steps<readonly Person[]> {
  return eachOnce(yield* selectRows(statements.listLeads, { tenantId }));
}

/** Somebody met in several places is one person, by the name they had first in the list. */
function eachOnce(rows: readonly { readonly user_id: string; readonly name: string }[]): readonly Person[] {
  const people = new Map<string, Person>();
  for (const { user_id: id, name } of rows) if (!people.has(id)) people.set(id, { id, name });
  return [...people.values()];
}
