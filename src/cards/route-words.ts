import { type Route, type RouteTrial } from "../escalation/route";
import type { Scene } from "./card-kit";
import { joinFacts } from "./case-words";
import { run, sayRuns, strong, subtle, type TextRun } from "./text-runs";
import { cleanUserText, shownLength } from "./user-text";

/** How many names of a list are said before the rest is a number. */
const namesShown = 4;

/** The name of a route's channel, as its lead typed it. */
export function channelOf({ channelName }: Pick<Route, "channelName">): string {
  return cleanUserText(channelName, shownLength.name);
}

/** "2. Azure desk": how a route is chosen from a list. */
export function titleOfRoute(route: Route, place: number): string {
  return `${place}. ${channelOf(route)}`;
}

/** "2. **Azure desk** · Azure · Severity A": what comes by a route. */
export function sayRouteLine(scene: Scene, route: Route, place: number): readonly TextRun[] {
  return [
    run(`${place}. `),
    run(channelOf(route), strong),
    run(`${scene.say("card.dot")}${sayConditions(scene, route)}`),
  ];
}

/** What a case must be like to take a route. */
function sayConditions(scene: Scene, { match, isCatchAll }: Route): string {
  const { say } = scene;
  if (isCatchAll) return say("routes.rest");
  const words = joinFacts(scene, [
    list(
      scene,
      match.families.map((id) => say(`value.productFamily.${id}`)),
    ),
    list(
      scene,
      match.severities.map((id) => say(`severity.${id}`)),
    ),
    list(
      scene,
      match.outcomes.map((id) => say(`outcome.${id}`)),
    ),
    list(
      scene,
      match.customers.map((key) => cleanUserText(key, shownLength.name)),
    ),
  ]);
  return words === "" ? say("routes.everything") : words;
}

/** Whom it tells, how, and when: one line each. */
export function sayRouteDetails(scene: Scene, route: Route): readonly (readonly TextRun[])[] {
  const { say } = scene;
  const mentions = route.mentions.map(({ person, severities }) => {
    const name = cleanUserText(person.name, shownLength.name);
    const when = severities.map((id) => say(`severity.${id}`)).join(say("text.examples_joint"));
    return when === ""
      ? name
      : say("routes.mention_when", { when, name: "\ue000" }).replace("\ue000", () => name);
  });
  const { quietHours } = route;
  return [
    [run(sayConditions(scene, route))],
    mentions.length === 0
      ? [run(say("routes.mentions_none"))]
      : sayRuns(say, "routes.mentions", { names: list(scene, mentions) }),
    [run(say(route.sendsAtOnce ? "routes.at_once" : "routes.on_request"))],
    [run(say("routes.language", { language: say(`value.uiLanguage.${route.language}`) }))],
    ...(quietHours === undefined
      ? []
      : [[run(say("routes.quiet", { from: quietHours.from, to: quietHours.to, zone: quietHours.zone }))]]),
    ...(route.country === undefined ? [] : [[run(say("routes.country", { country: route.country }))]]),
    ...(route.digest === undefined ? [] : [[run(say("routes.digest"))]]),
  ];
}

/** Why one route takes a case or not; `taken` once an earlier one has taken it. */
export function sayTrial(
  scene: Scene,
  { route, misses, holds }: RouteTrial,
  place: number,
  taken: boolean,
): readonly TextRun[] {
  const { say } = scene;
  const parts = (listed: RouteTrial["misses"]): string =>
    list(
      scene,
      listed.map((part) => say(`routes.part.${part}`)),
    );
  const channel = titleOfRoute(route, place);
  if (misses.length > 0)
    return sayRuns(say, "routes.misses", { channel, parts: parts(misses) }, { text: subtle });
  if (taken) return sayRuns(say, "routes.later", { channel }, { text: subtle });
  if (holds.length === 0) return sayRuns(say, "routes.takes_all", { channel });
  return sayRuns(say, "routes.takes", { channel, parts: parts(holds) });
}

function list({ say }: Scene, names: readonly string[]): string {
  const shown = names.slice(0, namesShown).join(say("text.examples_joint"));
  const left = names.length - namesShown;
  return left > 0 ? `${shown} ${say("routes.more", { number: left })}` : shown;
}
