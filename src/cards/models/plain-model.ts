import type { View } from "../../views";
import { type CardModel, execute, type ExecuteAction, frameCard, inRows, noticeRuns } from "../card-model";
import type { Scene } from "../card-kit";
import { customerOf, titleOf } from "../case-words";
import { sayChannelCommands } from "./channel-commands";
import { headingOf, summarise } from "../headings";
import { run, sayRuns, type TextRun, type RunsModel } from "../text-runs";

type PlainKind =
  | "welcome"
  | "greeting"
  | "resume"
  | "cancelled"
  | "message"
  | "channel"
  | "file_offer"
  | "data_offer"
  | "subject_data";
type PlainView = Extract<View, { kind: PlainKind }>;

/** A card that says something and offers a way on. */
export interface PlainModel extends CardModel {
  readonly paragraphs: readonly RunsModel[];
}

/** A few sentences and the buttons that lead on. */
export function buildPlain(scene: Scene, view: PlainView): PlainModel {
  return {
    ...frameCard(scene, {
      heading: headingOf(scene, view),
      summary: summarise(scene, view),
      // A message is its notice; everywhere else the notice is a strip above the content.
      notice: view.kind === "channel" || view.kind === "message" ? undefined : view.notice,
      actionRows: inRows(drawActions(scene, view)),
    }),
    paragraphs: sayParagraphs(scene, view).map((runs) => ({ runs })),
  };
}

function sayParagraphs(scene: Scene, view: PlainView): readonly (readonly TextRun[])[] {
  const { say } = scene;
  switch (view.kind) {
    case "welcome":
      return [
        [run(say("card.welcome.lead"))],
        [run(`✓ ${say("card.welcome.can")}`)],
        [run(`✕ ${say("card.welcome.cannot")}`)],
        [run(say("card.welcome.type"))],
      ];
    case "resume":
      return [sayUnfinished(scene, view), [run(say("card.resume.lead"))]].filter((runs) => runs.length > 0);
    case "subject_data":
      // What was just erased is not named once more.
      if (view.notice?.key === "subject_erased") return [];
      return [
        sayRuns(say, `card.subject_data.lead_${view.subject.kind}`, {
          name: view.name,
          rows: String(view.rows),
        }),
        [run(say("card.subject_data.export"))],
        [run(`! ${say("card.subject_data.erase")}`)],
      ];
    case "message":
      return [noticeRuns(scene, view.notice)];
    case "channel":
      return [[run(say("card.channel.lead"))], [run(say("setup.mention"))], ...sayChannelCommands(scene)];
    default:
      return [[run(say(`card.${view.kind}.lead`))]];
  }
}

function sayUnfinished({ say }: Scene, { intake }: Extract<View, { kind: "resume" }>): readonly TextRun[] {
  const customer = customerOf(intake);
  const title = titleOf(intake);
  if (customer === "" && title === "") return [];
  if (customer === "") return sayRuns(say, "card.resume.title_only", { title });
  if (title === "") return sayRuns(say, "card.resume.customer_only", { customer });
  return sayRuns(say, "card.resume.for", { customer, title });
}

function drawActions({ say }: Scene, view: PlainView): readonly ExecuteAction[] {
  const primary = { primary: true };
  const start = (options = {}): ExecuteAction =>
    execute(say("card.action.start"), "intake/start", {}, options);
  switch (view.kind) {
    case "channel":
    case "file_offer":
    case "data_offer":
      return [];
    case "subject_data": {
      if (view.notice?.key === "subject_erased") return [];
      const target = { subjectKind: view.subject.kind, subject: view.subject.id };
      return [
        execute(say("card.action.export_data"), "subject/export", target, primary),
        execute(say("card.action.erase_data"), "subject/erase", target),
      ];
    }
    case "welcome":
      return [start(primary)];
    case "resume": {
      const target = { intakeId: view.intake.id, revision: view.intake.revision };
      return [
        execute(say("card.action.resume"), "intake/resume", target, primary),
        execute(say("card.action.discard"), "intake/discard", target),
      ];
    }
    case "cancelled": {
      const target = { intakeId: view.intake.id, revision: view.intake.revision };
      return [execute(say("card.action.undo"), "intake/undo", target), start()];
    }
    default:
      return [
        start(primary),
        execute(say("card.action.my_cases"), "cases/list", { offset: 0 }),
        execute(say("card.action.help"), "help/show"),
      ];
  }
}
