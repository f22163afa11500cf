import { nextPosition } from "../escalation/arrange-routes";
import { readLeads } from "../escalation/roles";
import { inOrder, type Route } from "../escalation/route";
import { isLead } from "../records/lead";
import type { Person } from "../records/record";
import type { MetPerson } from "../storage/store";
import type { Notice } from "../views";
import type { RouteGround } from "./read-route";
import type { Scene } from "./turn";

/** How many people a set-up card offers to mention. */
const offeredPeople = 20;

/** The routes of the tenant as this person may see and change them. */
export interface Desk {
  /** In the order they are tried. */
  readonly routes: readonly Route[];
  readonly leads: readonly Person[];
  readonly mayChange: boolean;
}

/** Reads them, and whether the person may change them. */
export async function readDesk({ turn, bench }: Scene): Promise<Desk> {
  const { tenantId } = turn.key;
  const [routes, leads] = await Promise.all([
    bench.store.listRoutes(tenantId),
    readLeads(bench.store, tenantId, bench.leads),
  ]);
  return { routes: inOrder(routes), leads, mayChange: isLead(turn.person, leads) };
}

/** The conversations of routes nothing can be written to any more. */
export async function findGone({ turn, bench }: Scene, { routes }: Desk): Promise<ReadonlySet<string>> {
  const ids = [...new Set(routes.map(({ conversationId }) => conversationId))];
  const found = await Promise.all(ids.map((id) => bench.store.findConversation(turn.key.tenantId, id)));
  return new Set(ids.filter((_, place) => found[place]?.state === "removed"));
}

/** Whom and what the set-up card of a route can name. */
export async function readGround(scene: Scene, { routes }: Desk, route: Route): Promise<RouteGround> {
  const { tenantId } = scene.turn.key;
  const [customers, people] = await Promise.all([
    scene.bench.directory.list(tenantId),
    scene.bench.store.listPeople(tenantId, offeredPeople),
  ]);
  const mayCatchAll = (route.revision === 0 || !route.isCatchAll) && !routes.some(isOtherCatchAll(route));
  return { customers, people: people.filter(({ name }) => name !== ""), mayCatchAll };
}

function isOtherCatchAll({ id }: Route): (route: Route) => boolean {
  return (route) => route.isCatchAll && route.id !== id;
}

/** A new route to the channel the person is in; null anywhere else. */
export async function draftRoute(scene: Scene, id: string, { routes }: Desk): Promise<Route | null> {
  const { place, key } = scene.turn;
  if (place?.kind !== "channel") return null;
  const { conversationId } = place;
  const known = await scene.bench.store.findConversation(key.tenantId, conversationId);
  return {
    schema: 1,
    id,
    revision: 0,
    position: nextPosition(routes),
    conversationId,
    channelName: place.name ?? known?.name ?? "",
    match: { families: [], severities: [], outcomes: [], customers: [] },
    isCatchAll: false,
    sendsAtOnce: false,
    mentions: [],
    language: scene.audience.language,
    updatedAt: scene.audience.now,
  };
}

/** Who acts in a channel can be mentioned there later. */
export function meet({ turn: { place, person } }: Scene): readonly MetPerson[] {
  if (place === undefined || person.name === "") return [];
  return [{ place: place.conversationId, person, leads: false }];
}

/** Who may change routes, for somebody who may not. */
export function denyChange({ leads }: Desk): Notice {
  const names = [...new Set(leads.map(({ name }) => name))].filter((name) => name !== "");
  if (names.length === 0) return { key: "route_denied_unnamed" };
  return { key: "route_denied", values: { names: names.slice(0, 8).join(", ") } };
}
