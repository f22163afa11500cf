import type { CaseRecord } from "../../records/record";
import type { Say } from "../../locales/texts";
import type { Scene } from "../card-kit";
import type { CardAction } from "../card-model";
import { numberOf } from "../case-words";
import type { VerdictModel } from "../models/verdict-model";
import { type RunsModel, wordsOf } from "../text-runs";

/** The verdict card in words, in the same order and made from the same model. */
export function sayVerdict(model: VerdictModel, { say }: Scene, record: CaseRecord): readonly string[] {
  const { band, clock } = model;
  return [
    joinLines([band.verdict, band.severity, band.door]),
    joinLines([clock.lead, clock.detail]),
    joinLines([model.caseLine, ...words(model.subject), wordsOf(model.files.runs)]),
    joinLines(words([...model.similar, ...model.moreSimilar.rows])),
    joinLines(model.ownClocks.map(({ text }) => text)),
    titled(
      model.stepsTitle,
      model.steps.map(({ number, runs }) => `${number} ${wordsOf(runs)}`),
    ),
    joinLines(words(model.paths)),
    titled(model.firstSteps.title, model.hasFirstSteps ? sayFirstSteps(say, model) : []),
    joinLines(model.linkRows.flatMap(({ actions }) => actions.map((action) => sayLink(say, action)))),
    titled(model.mindTitle, bullets(model.mind)),
    titled(model.whyTitle, bullets(model.reasons)),
    titled(
      model.whatIf.title,
      model.whatIf.lines.map(({ line }) => line),
    ),
    model.decided,
    say("text.see_again", { number: numberOf(record) }),
  ];
}

function sayLink(say: Say, action: CardAction): string {
  return action.type === "Action.OpenUrl" ? say("text.link", { label: action.title, where: action.url }) : "";
}

function sayFirstSteps(say: Say, { firstSteps }: VerdictModel): readonly string[] {
  return firstSteps.items.map(({ sentence: step, done }) =>
    done ? say("firstSteps.done", { step }) : say("firstSteps.open", { step }),
  );
}

function titled(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : joinLines([title, ...lines]);
}

function words(models: readonly RunsModel[]): readonly string[] {
  return models.map(({ runs }) => wordsOf(runs));
}

function bullets(models: readonly RunsModel[]): readonly string[] {
  return words(models).map((line) => `- ${line}`);
}

function joinLines(lines: readonly string[]): string {
  return lines.filter((line) => line !== "").join("\n");
}
