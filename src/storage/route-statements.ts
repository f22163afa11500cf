import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { compileStatement, sealed } from "./statement";
import type { PersonRow, RouteRow } from "./tables/team-tables";

const NoRow = z.unknown();
const StoredRoute = z.object({ id: z.string(), document: z.string() });
const StoredPerson = z.object({ user_id: z.string(), name: z.string() });
const Count = z.object({ total: z.coerce.number() });

type OfTenant = { readonly tenantId: string };

/** All of them, compiled. */
export type RouteSaves = ReturnType<typeof compileRouteSaves>;

/** The statements that change routes and note people. */
export function compileRouteSaves(db: Kysely<Tables>) {
  return { ...compileRouteChanges(db), ...compilePeople(db) };
}

/** An insert that meets the same id and a change that meets another revision change nothing. */
function compileRouteChanges(db: Kysely<Tables>) {
  return {
    insertRoute: compileStatement<RouteRow, unknown>(NoRow, (value) =>
      db
        .insertInto("routes")
        .values({
          tenant_id: value("tenant_id"),
          id: value("id"),
          revision: value("revision"),
          position: value("position"),
          conversation_id: value("conversation_id"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    updateRoute: compileStatement<RouteRow & { readonly expected: number }, unknown>(NoRow, (value) =>
      db
        .updateTable("routes")
        .set({
          revision: value("revision"),
          position: value("position"),
          conversation_id: value("conversation_id"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .where("tenant_id", "=", value("tenant_id"))
        .where("id", "=", value("id"))
        .where("revision", "=", value("expected")),
    ),
    removeRoute: compileStatement<OfTenant & { readonly id: string; readonly revision: number }, unknown>(
      NoRow,
      (value) =>
        db
          .deleteFrom("routes")
          .where("tenant_id", "=", value("tenantId"))
          .where("id", "=", value("id"))
          .where("revision", "=", value("revision")),
    ),
    // The country and the quiet hours of a route are those of its cases.
    lookAtSent: compileStatement<OfTenant & { readonly routeId: string; readonly at: string }, unknown>(
      NoRow,
      (value) =>
        db
          .updateTable("records")
          .set({ next_look_at: value("at") })
          .where("tenant_id", "=", value("tenantId"))
          .where("route_id", "=", value("routeId"))
          .where("settled", "=", (eb) => eb.lit(0)),
    ),
  };
}

function compilePeople(db: Kysely<Tables>) {
  return {
    // Who leads once stays one, however often they are met again.
    notePerson: compileStatement<PersonRow, unknown>(NoRow, (value) =>
      db
        .insertInto("people")
        .values({
          tenant_id: value("tenant_id"),
          place: value("place"),
          user_id: value("user_id"),
          name: value("name"),
          leads: value("leads"),
          at: value("at"),
        })
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "place", "user_id"]).doUpdateSet((eb) => ({
            name: sql<string>`case when ${eb.ref("excluded.name")} = '' then ${eb.ref("people.name")} else ${eb.ref("excluded.name")} end`,
            leads: sql<number>`case when ${eb.ref("excluded.leads")} = 1 then 1 else ${eb.ref("people.leads")} end`,
            at: eb.ref("excluded.at"),
          })),
        ),
    ),
  };
}

/** The statements that read routes and the people met. */
export function compileRouteReads(db: Kysely<Tables>) {
  return {
    listRoutes: compileStatement<OfTenant, z.infer<typeof StoredRoute>>(StoredRoute, (value) =>
      db
        .selectFrom("routes")
        .where("tenant_id", "=", sealed(value("tenantId"), "text"))
        .orderBy("position")
        .orderBy("id")
        .select(["id", "document"]),
    ),
    countSentTo: compileStatement<OfTenant & { readonly routeId: string }, z.infer<typeof Count>>(
      Count,
      (value) =>
        db
          .selectFrom("records")
          .where("tenant_id", "=", value("tenantId"))
          .where("route_id", "=", value("routeId"))
          .where("settled", "=", (eb) => eb.lit(0))
          .select((eb) => eb.fn.countAll().as("total")),
    ),
    listPeople: compileStatement<OfTenant & { readonly limit: number }, z.infer<typeof StoredPerson>>(
      StoredPerson,
      (value) =>
        db
          .selectFrom("people")
          .where("tenant_id", "=", sealed(value("tenantId"), "text"))
          .orderBy("at", "desc")
          .orderBy("user_id")
          .limit(value("limit"))
          .select(["user_id", "name"]),
    ),
    listLeads: compileStatement<OfTenant, z.infer<typeof StoredPerson>>(StoredPerson, (value) =>
      db
        .selectFrom("people")
        .where("tenant_id", "=", sealed(value("tenantId"), "text"))
        .where("leads", "=", (eb) => eb.lit(1))
        .orderBy("at")
        .orderBy("user_id")
        .select(["user_id", "name"]),
    ),
  };
}
