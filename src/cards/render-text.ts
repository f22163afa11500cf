import type { Audience, View } from "../views";
import { type CardKit, createScene, type Scene } from "./card-kit";
import { noticeRuns } from "./card-model";
import { headingOf, summarise } from "./headings";
import { asideQuestions, buildAside } from "./models/aside-model";
import { buildCases } from "./models/cases-model";
import { buildHandOverCard } from "./models/hand-over-model";
import { buildHelp } from "./models/help-model";
import { buildMenu } from "./models/menu-model";
import { buildPlain } from "./models/plain-model";
import { buildSharedCase } from "./models/shared-case-model";
import { buildReport } from "./models/report-model";
import { buildTeamCase } from "./models/team-case-model";
import { buildRoute, buildRoutes } from "./models/routes-model";
import { buildTeam } from "./models/team-model";
import { buildVerdict } from "./models/verdict-model";
import { wordsOf } from "./text-runs";
import { sayAsk, sayQuestions } from "./words/question-words";
import {
  sayCases,
  sayFormLeads,
  sayHandOver,
  sayHelp,
  sayLanguages,
  sayPageLeads,
  sayReport,
} from "./words/view-words";
import { sayVerdict } from "./words/verdict-words";

/** Says a view in plain words for one reader. */
export interface TextRenderer {
  /** A view in plain words, for the typed dialog and for clients without cards. To be sent as plain text. */
  readonly renderText: (view: View, audience: Audience) => string;
  /** One line of at most 120 characters for the notification; carries the record's number where there is one. */
  readonly summarise: (view: View, audience: Audience) => string;
}

/** The renderer for clients and people without cards. */
export function createTextRenderer(kit: CardKit): TextRenderer {
  return {
    renderText: (view, audience) => sayView(createScene(kit, audience), view),
    summarise: (view, audience) => summarise(createScene(kit, audience), view),
  };
}

function sayView(scene: Scene, view: View): string {
  const notice = "notice" in view && view.notice !== undefined ? wordsOf(noticeRuns(scene, view.notice)) : "";
  const blocks =
    view.kind === "message" ? [notice] : [notice, headingOf(scene, view), ...sayBody(scene, view)];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** Paragraphs and lists below the heading. */
function sayBody(scene: Scene, view: Exclude<View, { kind: "message" }>): readonly string[] {
  switch (view.kind) {
    case "ask":
      return sayAsk(scene, view.question);
    case "page":
      return [...sayPageLeads(scene, view), scene.say("text.page"), ...sayQuestions(scene, view.questions)];
    case "shared_case":
      return buildSharedCase(scene, view).paragraphs.map(({ runs }) => wordsOf(runs));
    case "menu":
      return buildMenu(scene, view).paragraphs.map(({ runs }) => wordsOf(runs));
    case "form":
      return [...sayFormLeads(scene, view), ...sayQuestions(scene, view.questions)];
    case "profile":
      return [scene.say("card.profile.lead"), ...sayQuestions(scene, view.questions)];
    case "routes":
      return buildRoutes(scene, view).leads.map(({ runs }) => wordsOf(runs));
    case "route_form":
      return [scene.say("setup.lead"), ...sayQuestions(scene, view.questions)];
    case "route":
      return buildRoute(scene, view).paragraphs.map(({ runs }) => wordsOf(runs));
    case "team_welcome":
    case "self_test":
      return buildTeam(scene, view).paragraphs.map(({ runs }) => wordsOf(runs));
    case "report":
      return sayReport(buildReport(scene, view));
    case "aside":
      return [
        ...buildAside(scene, view).leads.map(({ runs }) => wordsOf(runs)),
        ...sayQuestions(scene, asideQuestions(scene, view)),
      ];
    case "language":
      return sayLanguages(scene);
    case "help":
      return sayHelp(buildHelp(scene, view), scene);
    case "hand_over":
      return sayHandOver(buildHandOverCard(scene, view));
    case "cases":
      return sayCases(buildCases(scene, view), scene);
    case "verdict":
      return sayVerdict(buildVerdict(scene, view), scene, view.record);
    case "team_case":
      return [
        buildTeamCase(scene, view)
          .lines.map(({ runs }) => wordsOf(runs))
          .join("\n"),
      ];
    case "welcome":
    case "greeting":
      return [...sayParagraphs(scene, view), scene.say("text.start", { new: scene.say("command.new") })];
    default:
      return sayParagraphs(scene, view);
  }
}

function sayParagraphs(scene: Scene, view: Parameters<typeof buildPlain>[1]): readonly string[] {
  return buildPlain(scene, view).paragraphs.map(({ runs }) => wordsOf(runs));
}
