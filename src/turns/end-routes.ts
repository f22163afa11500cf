import type { NewDelivery } from "../escalation/delivery";
import { moveCase, placeOf, type Reroute } from "../escalation/reroute";
import { readLeads } from "../escalation/roles";
import { inOrder, type Route } from "../escalation/route";
import type { Input } from "../input";
import type { Notice } from "../views";
import { plainLine } from "../plain-text";
import { actOf } from "./act-of";
import { routeLimits } from "./read-route";
import { type Plan, type Scene, showing } from "./turn";

/** What is said in a chat of each lead; `place` makes the message one of its own. */
interface Word {
  readonly place: string;
  readonly notice: Notice;
}

/** The cases of a route that is removed: those still on their way go to the route for the rest, if there is one. */
export async function endRoute(
  scene: Scene,
  route: Route,
  routes: readonly Route[],
): Promise<Reroute | undefined> {
  const to = await findRest(scene, routes, [route]);
  if (to === null || to.conversationId === route.conversationId) return undefined;
  const chats = await chatsOfLeads(scene, scene.turn.person.id);
  const { name } = scene.turn.person;
  const say = (moved: readonly number[]): Word => ({
    place: `removed:${route.id}:${route.revision}`,
    notice: { key: "cases_moved", values: { name, ...namesOf([route], to), count: String(moved.length) } },
  });
  return {
    ...toward(scene, [route], to, false),
    tell: (moved) => (moved.length === 0 ? [] : tellAll(chats, say(moved))),
  };
}

/**
 * A channel was deleted, or the bot was taken out of a team: what was there goes to the route for the rest, and the
 * leads are told. The routes stay: a channel can be restored, and the app added again.
 */
export async function planPlaceLost(
  scene: Scene,
  lost: Extract<Input, { readonly kind: "place_lost" }>,
): Promise<Plan> {
  const routes = inOrder(await scene.bench.store.listRoutes(scene.turn.key.tenantId));
  const gone = await findLost(scene, routes, lost);
  if (gone.length === 0) return showing({ kind: "channel" });
  const [to, chats] = await Promise.all([findRest(scene, routes, gone), chatsOfLeads(scene, null)]);
  // A team is left in two events; the hour keeps the second one quiet.
  const place = `lost:${gone.map(({ id }) => id).join(",")}:${scene.audience.now.slice(0, 13)}`;
  if (to === null) {
    const notice: Notice = { key: "channel_lost", values: namesOf(gone, null) };
    return { change: { deliveries: tellAll(chats, { place, notice }) }, show: () => ({ kind: "channel" }) };
  }
  const tell: Reroute["tell"] = (moved) => {
    const values = { ...namesOf(gone, to), count: String(moved.length) };
    return tellAll(chats, { place, notice: { key: "channel_lost_moved", values } });
  };
  return {
    change: { reroute: { ...toward(scene, gone, to, true), tell } },
    show: () => ({ kind: "channel" }),
  };
}

/** The routes to a channel are called as it is, so that people find it. */
export async function planPlaceRenamed(
  { bench, turn, audience }: Scene,
  { conversationId, name }: Extract<Input, { readonly kind: "place_renamed" }>,
): Promise<Plan> {
  const channelName = plainLine(name).slice(0, routeLimits.name).toWellFormed();
  const routes = await bench.store.listRoutes(turn.key.tenantId);
  const save = routes
    .filter((route) => route.conversationId === conversationId && route.channelName !== channelName)
    .map((route) => ({ ...route, channelName, revision: route.revision + 1, updatedAt: audience.now }));
  if (save.length === 0 || channelName === "") return showing({ kind: "channel" });
  return { change: { routes: { save } }, show: () => ({ kind: "channel" }) };
}

function toward(
  scene: Scene,
  from: readonly Route[],
  to: Route,
  isGone: boolean,
): Pick<Reroute, "from" | "to" | "move"> {
  const act = actOf(scene);
  return {
    from,
    to: placeOf(to),
    move: (ending, route) => moveCase(ending, { from: route, to, isGone, act }),
  };
}

/** The route for the rest, where its channel can be written to and is none of those that end. */
async function findRest(
  { bench, turn }: Scene,
  routes: readonly Route[],
  ending: readonly Route[],
): Promise<Route | null> {
  const rest = routes.find(({ isCatchAll }) => isCatchAll);
  if (rest === undefined || ending.some(({ id }) => id === rest.id)) return null;
  const conversation = await bench.store.findConversation(turn.key.tenantId, rest.conversationId);
  return conversation?.state === "removed" ? null : rest;
}

async function findLost(
  { bench, turn }: Scene,
  routes: readonly Route[],
  { conversationId, teamId }: Extract<Input, { readonly kind: "place_lost" }>,
): Promise<readonly Route[]> {
  const conversations = await Promise.all(
    routes.map((route) => bench.store.findConversation(turn.key.tenantId, route.conversationId)),
  );
  return routes.filter(
    (route, place) =>
      route.conversationId === conversationId ||
      (teamId !== null && (conversations[place]?.teamId === teamId || route.conversationId === teamId)),
  );
}

async function chatsOfLeads({ bench, turn }: Scene, without: string | null): Promise<readonly string[]> {
  const { tenantId } = turn.key;
  const leads = await readLeads(bench.store, tenantId, bench.leads);
  const chats = await Promise.all(
    leads.filter(({ id }) => id !== without).map(({ id }) => bench.store.personalConversation(tenantId, id)),
  );
  return [
    ...new Set(
      chats.flatMap((chat) => (chat === null || chat.state === "removed" ? [] : [chat.conversationId])),
    ),
  ];
}

function tellAll(chats: readonly string[], { place, notice }: Word): readonly NewDelivery[] {
  const { key, values = {} } = notice;
  return chats.map((conversationId) => ({
    key: `${place}:${conversationId}`,
    conversationId,
    kind: "post",
    body: { what: "message", notice: key, values },
    record: null,
    causedBy: null,
    priority: "normal",
  }));
}

function namesOf(from: readonly Route[], to: Route | null): Readonly<Record<string, string>> {
  const channel = [...new Set(from.map(({ channelName }) => channelName))].join(", ");
  return to === null ? { channel } : { channel, to: to.channelName };
}
