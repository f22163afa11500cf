import type { Audience, View } from "../views";
import { type CardKit, createScene, type Scene } from "./card-kit";
import { type AdaptiveCard, expandCard } from "./expand-card";
import { buildCases } from "./models/cases-model";
import { buildLanguage, buildProfile, buildRecordForm } from "./models/form-model";
import { buildHandOverCard } from "./models/hand-over-model";
import { buildHelp } from "./models/help-model";
import { buildMenu } from "./models/menu-model";
import { buildPage } from "./models/page-model";
import { buildPlain } from "./models/plain-model";
import { buildTeamCase } from "./models/team-case-model";
import { buildRoute, buildRouteForm, buildRoutes } from "./models/routes-model";
import { buildTeam } from "./models/team-model";
import { buildVerdict } from "./models/verdict-model";

export type { AdaptiveCard } from "./expand-card";
export type { CardKit } from "./card-kit";

export type CardRenderer = (view: View, audience: Audience) => AdaptiveCard;

/** Draws every view as an Adaptive Card in the person's language and time zone. */
export function createCardRenderer(kit: CardKit): CardRenderer {
  return (view, audience) => drawCard(createScene(kit, audience), view);
}

function drawCard(scene: Scene, view: View): AdaptiveCard {
  switch (view.kind) {
    case "page":
    case "ask":
      return expandCard("page", buildPage(scene, view));
    case "verdict":
      return expandCard("verdict", buildVerdict(scene, view));
    case "team_case":
      return expandCard("team_case", buildTeamCase(scene, view));
    case "menu":
      return expandCard("plain", buildMenu(scene, view));
    case "form":
      return expandCard("form", buildRecordForm(scene, view));
    case "profile":
      return expandCard("form", buildProfile(scene, view));
    case "language":
      return expandCard("form", buildLanguage(scene, view));
    case "hand_over":
      return expandCard("form", buildHandOverCard(scene, view));
    case "cases":
      return expandCard("cases", buildCases(scene, view));
    case "routes":
      return expandCard("form", buildRoutes(scene, view));
    case "route_form":
      return expandCard("form", buildRouteForm(scene, view));
    case "route":
      return expandCard("plain", buildRoute(scene, view));
    case "team_welcome":
    case "self_test":
      return expandCard("plain", buildTeam(scene, view));
    case "help":
      return expandCard("help", buildHelp(scene, view));
    default:
      return expandCard("plain", buildPlain(scene, view));
  }
}
