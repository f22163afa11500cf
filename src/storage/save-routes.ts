import type { RouteSaves } from "./route-statements";
import { changeRows, type Steps } from "./statement";
import type { TurnChange } from "./store";

/** Saves and removes routes; false when one is no longer at the revision the change began with. */
export function* saveRoutes(
  statements: RouteSaves,
  { key: { tenantId }, routes, at }: TurnChange,
): Steps<boolean> {
  for (const route of routes?.save ?? []) {
    const row = {
      tenant_id: tenantId,
      id: route.id,
      revision: route.revision,
      position: route.position,
      conversation_id: route.conversationId,
      document: JSON.stringify(route),
      updated_at: route.updatedAt,
    };
    const saved =
      row.revision === 1
        ? yield* changeRows(statements.insertRoute, row)
        : yield* changeRows(statements.updateRoute, { ...row, expected: row.revision - 1 });
    if (!saved) return false;
    yield* changeRows(statements.lookAtSent, { tenantId, routeId: route.id, at });
  }
  for (const { id, revision } of routes?.remove ?? []) {
    if (!(yield* changeRows(statements.removeRoute, { tenantId, id, revision }))) return false;
  }
  return true;
}

/** Notes who was met where. */
export function* notePeople(
  statements: RouteSaves,
  { key: { tenantId }, people = [], at }: TurnChange,
): Steps<void> {
  for (const { place, person, leads } of people) {
    yield* changeRows(statements.notePerson, {
      tenant_id: tenantId,
      place,
      user_id: person.id,
      name: person.name,
      leads: leads ? 1 : 0,
      at,
    });
  }
}
