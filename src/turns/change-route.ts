import { moveRoute, mostRoutes } from "../escalation/arrange-routes";
import { inOrder } from "../escalation/route";
import type { RouteInput } from "../input";
import type { Notice } from "../views";
import { endRoute } from "./end-routes";
import { openForm, presentRoute, saying, viewRoutes } from "./present-route";
import { readRoute } from "./read-route";
import { type Desk, draftRoute, meet, readGround } from "./route-desk";
import type { RouteFilling } from "./route-form";
import { type Plan, type Scene, showing, withNotice } from "./turn";

type Of<Step extends RouteInput["step"]> = Extract<RouteInput, { readonly step: Step }>;

/** Saves a route; a fault, or a change somebody else made meanwhile, leaves everything typed in the card. */
export async function planSave(
  scene: Scene,
  desk: Desk,
  { id, revision, values }: Of<"save">,
): Promise<Plan> {
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
  const ground = await readGround(scene, desk, base);
  const read = readRoute(values, base, ground, scene.audience.now);
  if ("faults" in read) return again({ faults: read.faults, notice: { key: "check_fields" } });
  const route = { ...read.route, revision: revision + 1, updatedAt: scene.audience.now };
  const routes = [...desk.routes.filter((one) => one.id !== id), route];
  return {
    change: { routes: { save: [route] }, people: meet(scene) },
    show: () => presentRoute(scene, { ...desk, routes: inOrder(routes) }, id, { key: "route_saved" }),
  };
}

/** Moves a route by one place. */
export function planMove(scene: Scene, desk: Desk, { id, revision, direction }: Of<"move">): Plan {
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
export async function planRemove(scene: Scene, desk: Desk, { id, revision }: Of<"remove">): Promise<Plan> {
  const stored = desk.routes.find((route) => route.id === id);
  if (stored?.revision !== revision)
    return showing(presentRoute(scene, desk, id, stored === undefined ? undefined : { key: "route_stale" }));
  const sent = stored.isCatchAll ? await scene.bench.store.countSentTo(scene.turn.key.tenantId, id) : 0;
  if (sent > 0) {
    const notice = { key: "route_in_use", values: { number: String(sent) } } as const;
    return showing(presentRoute(scene, desk, id, notice));
  }
  const routes = desk.routes.filter((route) => route.id !== id);
  const reroute = await endRoute(scene, stored, routes);
  const notice: Notice =
    reroute === undefined
      ? { key: "route_removed" }
      : { key: "route_removed_moved", values: { channel: reroute.to.name } };
  return {
    change: { routes: { remove: [{ id, revision }] }, ...(reroute === undefined ? {} : { reroute }) },
    show: () => withNotice(viewRoutes(scene, { ...desk, routes }), notice),
  };
}
