import { formatRecordNumber } from "../../records/record";
import type { QuestionView, View } from "../../views";
import { execute, type ExecuteAction, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { headingOf, summarise } from "../headings";
import { channelOf, sayRouteDetails, sayRouteLine, sayTrial, titleOfRoute } from "../route-words";
import { run, sayRuns, subtle, type TextRun } from "../text-runs";
import type { FormModel } from "./form-model";
import { drawInputs } from "./input-model";
import { drawLeads } from "./lead-model";
import type { PlainModel } from "./plain-model";

type ViewOf<Kind extends View["kind"]> = Extract<View, { kind: Kind }>;

/** All routes in order, and the way one case would take. */
export function buildRoutes(scene: Scene, view: ViewOf<"routes">): FormModel {
  const { say } = scene;
  const { routes, canAdd } = view;
  const open = execute(say("routes.action.open"), "route/show", {}, { primary: true, withInputs: true });
  const add = execute(say("routes.action.add"), "route/new");
  const frame = frameCard(scene, {
    heading: headingOf(scene, view),
    summary: summarise(scene, view),
    notice: view.notice,
    actionRows: inRows([...(routes.length > 0 ? [open] : []), ...(canAdd ? [add] : [])]),
  });
  return {
    ...frame,
    leads: drawLeads(frame, listRoutes(scene, view)),
    inputs: drawInputs(scene, routes.length > 0 ? [chooseRoute(scene, view)] : []),
  };
}

function listRoutes(scene: Scene, { routes, trial }: ViewOf<"routes">): readonly (readonly TextRun[])[] {
  const { say } = scene;
  if (routes.length === 0) return [[run(say("routes.empty", { command: say("command.set_up") }))]];
  const lines = routes.map((route, index) => sayRouteLine(scene, route, index + 1));
  return [[run(say("routes.lead"), subtle)], ...lines, ...(trial === null ? [] : sayTrials(scene, trial))];
}

function sayTrials(
  scene: Scene,
  { number, trials }: NonNullable<ViewOf<"routes">["trial"]>,
): readonly (readonly TextRun[])[] {
  const taker = trials.findIndex(({ misses }) => misses.length === 0);
  const route = trials[taker]?.route;
  const values = { number: formatRecordNumber(number) };
  const result =
    route === undefined
      ? sayRuns(scene.say, "routes.no_way", values)
      : sayRuns(scene.say, "routes.way", { ...values, channel: channelOf(route) });
  const lines = trials.map((trial, index) =>
    sayTrial(scene, trial, index + 1, taker !== -1 && index > taker),
  );
  return [result, ...lines];
}

function chooseRoute({ say }: Scene, { routes }: ViewOf<"routes">): QuestionView {
  return {
    id: "routeId",
    kind: "choice",
    label: say("routes.choose"),
    hint: "",
    placeholder: "",
    options: routes.map((route, index) => ({ value: route.id, title: titleOfRoute(route, index + 1) })),
    value: routes[0]?.id ?? "",
    required: true,
    errorMessage: say("routes.choose"),
    error: "",
  };
}

/** One route with what a lead can do with it. */
export function buildRoute(scene: Scene, view: ViewOf<"route">): PlainModel {
  const { route, place, isAsking } = view;
  const title = [run(titleOfRoute(route, place), { weight: "Bolder" })];
  const question = isAsking ? [[run(scene.say("routes.ask_remove"), { color: "Attention" })]] : [];
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      notice: view.notice,
      actionRows: inRows(...actionsOf(scene, view)),
    }),
    paragraphs: [title, ...sayRouteDetails(scene, route), ...question].map((runs) => ({ runs })),
  };
}

function actionsOf({ say }: Scene, view: ViewOf<"route">): readonly (readonly ExecuteAction[])[] {
  const { route, mayChange, canMove, isAsking } = view;
  const id = { routeId: route.id };
  const guarded = { ...id, routeRevision: route.revision };
  const all = execute(say("routes.action.all"), "route/list");
  if (!mayChange) return [[all]];
  if (isAsking) {
    return [
      [
        execute(say("routes.action.remove_now"), "route/remove", guarded),
        execute(say("routes.action.keep"), "route/show", id, { primary: true }),
      ],
    ];
  }
  return [
    [
      execute(say("routes.action.edit"), "route/edit", id, { primary: true }),
      execute(say("routes.action.remove"), "route/ask", id),
      all,
    ],
    [
      ...(canMove.up
        ? [execute(say("routes.action.up"), "route/move", { ...guarded, direction: "up" })]
        : []),
      ...(canMove.down
        ? [execute(say("routes.action.down"), "route/move", { ...guarded, direction: "down" })]
        : []),
    ],
  ];
}

/** The set-up card of a route. */
export function buildRouteForm(scene: Scene, view: ViewOf<"route_form">): FormModel {
  const { say } = scene;
  const target = { routeId: view.id, routeRevision: view.revision };
  const save = execute(say("setup.save"), "route/save", target, { primary: true, withInputs: true });
  const all = execute(say("routes.action.all"), "route/list");
  const frame = frameCard(scene, {
    heading: headingOf(scene, view),
    summary: summarise(scene, view),
    notice: view.notice,
    actionRows: inRows([save, all]),
  });
  return {
    ...frame,
    leads: drawLeads(frame, [[run(say("setup.lead"), subtle)]]),
    inputs: drawInputs(scene, view.questions),
  };
}
