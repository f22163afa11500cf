import { moveRoute, mostRoutes, nextPosition } from "../escalation/arrange-routes";
import { readLeads } from "../escalation/roles";
import { isLead } from "../records/lead";
import { inOrder, type Route, tryRoutes } from "../escalation/route";
import type { RouteInput } from "../input";
import type { CaseRecord, Person } from "../records/record";
import type { MetPerson } from "../storage/store";
import type { Notice, View } from "../views";
import { findOwnRecord } from "./present";
import { readRoute, type RouteGround } from "./read-route";
import { type RouteFilling, viewRouteForm } from "./route-form";
import { type Plan, type Scene, showing, withNotice } from "./turn";

/** How many people a set-up card offers to mention. */
const offeredPeople = 20;

/** The routes of the tenant as this person may see and change them. */
interface Desk {
  /** In the order they are tried. */
  readonly routes: readonly Route[];
  readonly leads: readonly Person[];
  readonly mayChange: boolean;
}

async function readDesk({ turn, bench }: Scene): Promise<Desk> {
  const { tenantId } = turn.key;
  const [routes, leads] = await Promise.all([
    bench.store.listRoutes(tenantId),
    readLeads(bench.store, tenantId, bench.leads),
  ]);
  return { routes: inOrder(routes), leads, mayChange: isLead(turn.person, leads) };
}

/** Set-up of the channel the person is in: its first route, or the routes there are. */
export async function planSetUp(scene: Scene): Promise<Plan> {
  if (scene.turn.place?.kind !== "channel") return saying({ key: "setup_in_channel" });
  const desk = await readDesk(scene);
  if (!desk.mayChange) return saying(deny(desk));
  const { conversationId } = scene.turn.place;
  if (desk.routes.some((route) => route.conversationId === conversationId))
    return { change: { people: meet(scene) }, show: () => viewRoutes(scene, desk) };
  return planNew(scene, desk);
}

/** The routes in order, and the way a case would take: the one of the number, else the person's newest. */
export async function planRoutes(scene: Scene, number: number | null): Promise<Plan> {
  const desk = await readDesk(scene);
  const sample = number === null ? await findNewest(scene) : await findOwnRecord(scene, number);
  if (number !== null && sample === null)
    return showing(withNotice(viewRoutes(scene, desk), { key: "route_no_case" }));
  return showing(viewRoutes(scene, desk, sample));
}

/** A click on the routes. Looking is for everybody, changing for leads. */
export async function planRoute(scene: Scene, input: RouteInput): Promise<Plan> {
  if (input.step === "list") return planRoutes(scene, null);
  const desk = await readDesk(scene);
  if (input.step === "show") return showing(presentRoute(scene, desk, input.id));
  if (!desk.mayChange) return saying(deny(desk));
  switch (input.step) {
    case "new":
      return planNew(scene, desk);
    case "edit":
      return planEdit(scene, desk, input.id);
    case "ask":
      return showing(presentRoute(scene, desk, input.id, undefined, true));
    case "save":
      return planSave(scene, desk, input);
    case "move":
      return planMove(scene, desk, input);
    case "remove":
      return planRemove(scene, desk, input);
  }
}

/** What a click was about as it stands now; what was typed into a card that lost a race stays in it. */
export async function presentRoutes(
  scene: Scene,
  input: RouteInput,
  notice: Notice | undefined,
): Promise<View> {
  if (input.step === "save" && notice !== undefined) return (await planRoute(scene, input)).show(null);
  const desk = await readDesk(scene);
  if (!("id" in input) || input.step === "remove") return withNotice(viewRoutes(scene, desk), notice);
  return presentRoute(scene, desk, input.id, notice);
}

async function planNew(scene: Scene, desk: Desk): Promise<Plan> {
  if (desk.routes.length >= mostRoutes) return saying({ key: "route_full" });
  const draft = await draftRoute(scene, scene.bench.newId(), desk);
  if (draft === null) return saying({ key: "setup_in_channel" });
  return { change: { people: meet(scene) }, show: () => openForm(scene, desk, draft) };
}

async function planEdit(scene: Scene, desk: Desk, id: string): Promise<Plan> {
  const route = desk.routes.find((one) => one.id === id);
  if (route === undefined) return showing(presentRoute(scene, desk, id));
  return showing(await openForm(scene, desk, route));
}

type Of<Step extends RouteInput["step"]> = Extract<RouteInput, { readonly step: Step }>;

/** Saves a route; a fault, or a change somebody else made meanwhile, leaves everything typed in the card. */
async function planSave(scene: Scene, desk: Desk, { id, revision, values }: Of<"save">): Promise<Plan> {
  const stored = desk.routes.find((route) => route.id === id);
  // The same card saved twice.
  if (revision === 0 && stored !== undefined) return showing(presentRoute(scene, desk, id));
  if (revision > 0 && stored === undefined) return showing(presentRoute(scene, desk, id));
  if (stored === undefined && desk.routes.length >= mostRoutes) return saying({ key: "route_full" });
  const base = stored ?? (await draftRoute(scene, id, desk));
  if (base === null) return saying({ key: "setup_in_channel" });
  const again = async (filling: RouteFilling): Promise<Plan> =>
    showing(await openForm(scene, desk, base, { ...filling, values }));
  if (base.revision !== revision) return again({ notice: { key: "route_changed" } });
  const read = readRoute(values, base, await readGround(scene, desk, base));
  if ("faults" in read) return again({ faults: read.faults, notice: { key: "check_fields" } });
  const route = { ...read.route, revision: revision + 1, updatedAt: scene.audience.now };
  const routes = [...desk.routes.filter((one) => one.id !== id), route];
  return {
    change: { routes: { save: [route] }, people: meet(scene) },
    show: () => presentRoute(scene, { ...desk, routes: inOrder(routes) }, id, { key: "route_saved" }),
  };
}

function planMove(scene: Scene, desk: Desk, { id, revision, direction }: Of<"move">): Plan {
  const stored = desk.routes.find((route) => route.id === id);
  if (stored?.revision !== revision)
    return showing(presentRoute(scene, desk, id, stored === undefined ? undefined : { key: "route_stale" }));
  const moved = moveRoute(desk.routes, id, direction, scene.audience.now);
  if (moved.length === 0) return showing(presentRoute(scene, desk, id));
  const routes = desk.routes.map((route) => moved.find((one) => one.id === route.id) ?? route);
  return {
    change: { routes: { save: moved } },
    show: () => presentRoute(scene, { ...desk, routes: inOrder(routes) }, id, { key: "route_moved" }),
  };
}

/** The catch-all stays while cases that are not settled went by it: whoever has them would lose their way back. */
async function planRemove(scene: Scene, desk: Desk, { id, revision }: Of<"remove">): Promise<Plan> {
  const stored = desk.routes.find((route) => route.id === id);
  if (stored?.revision !== revision)
    return showing(presentRoute(scene, desk, id, stored === undefined ? undefined : { key: "route_stale" }));
  const sent = stored.isCatchAll ? await scene.bench.store.countSentTo(scene.turn.key.tenantId, id) : 0;
  if (sent > 0) {
    const notice = { key: "route_in_use", values: { number: String(sent) } } as const;
    return showing(presentRoute(scene, desk, id, notice));
  }
  const routes = desk.routes.filter((route) => route.id !== id);
  return {
    change: { routes: { remove: [{ id, revision }] } },
    show: () => withNotice(viewRoutes(scene, { ...desk, routes }), { key: "route_removed" }),
  };
}

function viewRoutes(scene: Scene, { routes, mayChange }: Desk, sample: CaseRecord | null = null): View {
  const trial = sample === null ? null : { number: sample.number, trials: tryRoutes(routes, sample) };
  const canAdd = mayChange && scene.turn.place?.kind === "channel" && routes.length < mostRoutes;
  return { kind: "routes", routes, trial, canAdd };
}

/** One route; the list with a word about it when it is gone. */
function presentRoute(scene: Scene, desk: Desk, id: string, notice?: Notice, isAsking = false): View {
  const index = desk.routes.findIndex((route) => route.id === id);
  const route = desk.routes[index];
  if (route === undefined) return withNotice(viewRoutes(scene, desk), { key: "route_unknown" });
  const movable = desk.routes.filter(({ isCatchAll }) => !isCatchAll).length;
  const canMove = { up: !route.isCatchAll && index > 0, down: !route.isCatchAll && index < movable - 1 };
  const { mayChange } = desk;
  return withNotice({ kind: "route", route, place: index + 1, mayChange, canMove, isAsking }, notice);
}

async function openForm(scene: Scene, desk: Desk, route: Route, filling: RouteFilling = {}): Promise<View> {
  return viewRouteForm(scene, route, await readGround(scene, desk, route), filling);
}

async function readGround(scene: Scene, { routes }: Desk, route: Route): Promise<RouteGround> {
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
async function draftRoute(scene: Scene, id: string, { routes }: Desk): Promise<Route | null> {
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
function meet({ turn: { place, person } }: Scene): readonly MetPerson[] {
  if (place === undefined || person.name === "") return [];
  return [{ place: place.conversationId, person, leads: false }];
}

async function findNewest({ turn: { key }, bench }: Scene): Promise<CaseRecord | null> {
  const { tenantId, userId: requesterId } = key;
  const page = await bench.store.listRecords({ tenantId, requesterId, offset: 0, limit: 1 });
  return page.records[0] ?? null;
}

function deny({ leads }: Desk): Notice {
  const names = [...new Set(leads.map(({ name }) => name))].filter((name) => name !== "");
  if (names.length === 0) return { key: "route_denied_unnamed" };
  return { key: "route_denied", values: { names: names.slice(0, 8).join(", ") } };
}

function saying(notice: Notice): Plan {
  return showing({ kind: "message", notice });
}
