import type { Audience, View } from "../views";
import { type CardKit, createScene, type Scene } from "./card-kit";
import { type AdaptiveCard, expandCard, type ExpandCard } from "./expand-card";
import { buildAside } from "./models/aside-model";
import { buildCases } from "./models/cases-model";
import { buildLanguage, buildProfile, buildRecordForm } from "./models/form-model";
import { buildHandOverCard } from "./models/hand-over-model";
import { buildHelp } from "./models/help-model";
import { buildMenu } from "./models/menu-model";
import { buildPage } from "./models/page-model";
import { buildPlain } from "./models/plain-model";
import { buildSharedCase } from "./models/shared-case-model";
import { buildReport } from "./models/report-model";
import { buildTeamCase } from "./models/team-case-model";
import { buildRoute, buildRouteForm, buildRoutes } from "./models/routes-model";
import { buildTeam } from "./models/team-model";
import { buildVerdict } from "./models/verdict-model";

export type { AdaptiveCard } from "./expand-card";
export type { CardKit } from "./card-kit";

/** Draws a view as an Adaptive Card for one reader. */
export type CardRenderer = (view: View, audience: Audience) => AdaptiveCard;

/** Draws every view as an Adaptive Card in the person's language and time zone. */
export function createCardRenderer(kit: CardKit, expand: ExpandCard = expandCard): CardRenderer {
  return (view, audience) => drawCard(createScene(kit, audience), view, expand);
}

function drawCard(scene: Scene, view: View, expand: ExpandCard): AdaptiveCard {
  switch (view.kind) {
    case "page":
    case "ask":
      return expand("page", buildPage(scene, view));
    case "verdict":
      return expand("verdict", buildVerdict(scene, view));
    case "team_case":
      return expand("team_case", buildTeamCase(scene, view));
    case "shared_case":
      return expand("plain", buildSharedCase(scene, view));
    case "menu":
      return expand("plain", buildMenu(scene, view));
    case "form":
      return expand("form", buildRecordForm(scene, view));
    case "profile":
      return expand("form", buildProfile(scene, view));
    case "aside":
      return expand("form", buildAside(scene, view));
    case "language":
      return expand("form", buildLanguage(scene, view));
    case "hand_over":
      return expand("form", buildHandOverCard(scene, view));
    case "cases":
      return expand("cases", buildCases(scene, view));
    case "routes":
      return expand("form", buildRoutes(scene, view));
    case "route_form":
      return expand("form", buildRouteForm(scene, view));
    case "route":
      return expand("plain", buildRoute(scene, view));
    case "team_welcome":
    case "self_test":
      return expand("plain", buildTeam(scene, view));
    case "report":
      return expand("report", buildReport(scene, view));
    case "help":
      return expand("help", buildHelp(scene, view));
    default:
      return expand("plain", buildPlain(scene, view));
  }
}
