import { mostRoutes } from "../escalation/arrange-routes";
import { type Route, tryRoutes } from "../escalation/route";
import type { CaseRecord } from "../records/record";
import type { Notice, View } from "../views";
import { type Desk, readGround } from "./route-desk";
import { type RouteFilling, viewRouteForm } from "./route-form";
import { type Plan, type Scene, showing, withNotice } from "./turn";

/** The routes in order, and the way the sample would take past the conversations that are gone. */
export function viewRoutes(
  scene: Scene,
  { routes, mayChange }: Desk,
  sample: CaseRecord | null = null,
  gone?: ReadonlySet<string>,
): View {
  const trial = sample === null ? null : { number: sample.number, trials: tryRoutes(routes, sample, gone) };
  const canAdd = mayChange && scene.turn.place?.kind === "channel" && routes.length < mostRoutes;
  return { kind: "routes", routes, trial, canAdd };
}

/** One route; the list with a word about it when it is gone. */
export function presentRoute(scene: Scene, desk: Desk, id: string, notice?: Notice, isAsking = false): View {
  const index = desk.routes.findIndex((route) => route.id === id);
  const route = desk.routes[index];
  if (route === undefined) return withNotice(viewRoutes(scene, desk), { key: "route_unknown" });
  const movable = desk.routes.filter(({ isCatchAll }) => !isCatchAll).length;
  const canMove = { up: !route.isCatchAll && index > 0, down: !route.isCatchAll && index < movable - 1 };
  const { mayChange } = desk;
  return withNotice({ kind: "route", route, place: index + 1, mayChange, canMove, isAsking }, notice);
}

/** The set-up card of a route. */
export async function openForm(
  scene: Scene,
  desk: Desk,
  route: Route,
  filling: RouteFilling = {},
): Promise<View> {
  return viewRouteForm(scene, route, await readGround(scene, desk, route), filling);
}

/** A plan that changes nothing and says one thing. */
export function saying(notice: Notice): Plan {
  return showing({ kind: "message", notice });
}
