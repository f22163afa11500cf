import type { View } from "../../views";
import { languages } from "../../vocabulary";
import type { Scene } from "../card-kit";
import { caseLine, profileLine, titleOf } from "../case-words";
import type { CasesModel } from "../models/cases-model";
import type { FormModel } from "../models/form-model";
import type { HelpModel } from "../models/help-model";
import type { ReportModel } from "../models/report-model";
import { sayKnown } from "../models/page-model";
import { wordsOf } from "../text-runs";

/** The lines above the questions of a page. */
export function sayPageLeads(
  scene: Scene,
  { intake, profile, questions }: Extract<View, { kind: "page" }>,
): readonly string[] {
  const known = sayKnown(scene, intake, questions).map(wordsOf);
  return [
    [...known, profileLine(scene, { ...profile, ...intake.answers })]
      .filter((line) => line !== "")
      .join("\n"),
  ];
}

/** The lines above the inputs of a form. */
export function sayFormLeads(scene: Scene, { record }: Extract<View, { kind: "form" }>): readonly string[] {
  return [[caseLine(scene, record), titleOf(record)].join("\n")];
}

/** The texts to copy, each under its label; what else can be shown needs a card. */
export function sayHandOver({ leads, inputs }: FormModel): readonly string[] {
  const texts = inputs.filter(({ isLongText }) => isLongText);
  return [
    leads.map(({ runs }) => wordsOf(runs)).join("\n"),
    ...texts.map(({ label, value }) => `${label}\n${value}`),
  ];
}

/** The languages to choose from, in words. */
export function sayLanguages({ say }: Scene): readonly string[] {
  const names = languages.map((language) => say(`value.uiLanguage.${language}`));
  return [
    say("card.language.lead"),
    say("text.languages", {
      command: say("command.language"),
      languages: names.join(say("text.examples_joint")),
    }),
  ];
}

/** What can be typed, in words. */
export function sayHelp({ lead, commands }: HelpModel, { say }: Scene): readonly string[] {
  return [lead, commands.map((line) => say("text.command", { ...line })).join("\n")];
}

/** A page of the list of cases, in words. */
export function sayCases({ rows, isEmpty, empty, range }: CasesModel, { say }: Scene): readonly string[] {
  if (isEmpty) return [empty];
  const lines = rows.map(({ line, title, facts }) => [line, wordsOf(title), wordsOf(facts)].join("\n"));
  return [range, ...lines, say("text.open_case")];
}

/** The figures and what the bars are drawn of, one a line. */
export function sayReport({ lead, facts, isEmpty, empty, blocks, foot }: ReportModel): readonly string[] {
  if (isEmpty) return [lead, empty, foot];
  const sayLines = (lines: readonly { readonly title: string; readonly value: string }[]): string =>
    lines.map(({ title, value }) => `${title}: ${value}`).join("\n");
  return [
    lead,
    sayLines(facts),
    ...blocks.map(({ heading, table }) => `${heading}\n${sayLines(table)}`),
    foot,
  ];
}
