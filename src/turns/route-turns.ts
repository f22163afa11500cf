import { mostRoutes } from "../escalation/arrange-routes";
import type { RouteInput } from "../input";
import type { CaseRecord } from "../records/record";
import type { Notice, View } from "../views";
import { planMove, planRemove, planSave } from "./change-route";
import { findOwnRecord } from "./present";
import { openForm, presentRoute, saying, viewRoutes } from "./present-route";
import { denyChange, type Desk, draftRoute, findGone, meet, readDesk } from "./route-desk";
import { type Plan, type Scene, showing, withNotice } from "./turn";

/** Set-up of the channel the person is in: its first route, or the routes there are. */
export async function planSetUp(scene: Scene): Promise<Plan> {
  if (scene.turn.place?.kind !== "channel") return saying({ key: "setup_in_channel" });
  const desk = await readDesk(scene);
  if (!desk.mayChange) return saying(denyChange(desk));
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
  const gone = sample === null ? undefined : await findGone(scene, desk);
  return showing(viewRoutes(scene, desk, sample, gone));
}

/** A click on the routes. Looking is for everybody, changing for leads. */
export async function planRoute(scene: Scene, input: RouteInput): Promise<Plan> {
  if (input.step === "list") return planRoutes(scene, null);
  const desk = await readDesk(scene);
  if (input.step === "show") return showing(presentRoute(scene, desk, input.id));
  if (!desk.mayChange) return saying(denyChange(desk));
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

async function findNewest({ turn: { key }, bench }: Scene): Promise<CaseRecord | null> {
  const { tenantId, userId: requesterId } = key;
  const page = await bench.store.listRecords({ tenantId, requesterId, offset: 0, limit: 1 });
  return page.records[0] ?? null;
}
