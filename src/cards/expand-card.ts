import type { CasesModel } from "./models/cases-model";
import type { FormModel } from "./models/form-model";
import type { HelpModel } from "./models/help-model";
import type { PageModel } from "./models/page-model";
import type { PlainModel } from "./models/plain-model";
import type { VerdictModel } from "./models/verdict-model";
import type { ReportModel } from "./models/report-model";
import type { TeamCaseModel } from "./models/team-case-model";
import { type FillTemplate, prepareTemplate } from "./prepare-template";
import cases from "./templates/cases.json";
import form from "./templates/form.json";
import help from "./templates/help.json";
import page from "./templates/page.json";
import plain from "./templates/plain.json";
import report from "./templates/report.json";
import teamCase from "./templates/team-case.json";
import verdict from "./templates/verdict.json";
import actions from "./templates/parts/actions.json";
import caseLink from "./templates/parts/case-link.json";
import decided from "./templates/parts/decided.json";
import evidence from "./templates/parts/evidence.json";
import files from "./templates/parts/files.json";
import firstSteps from "./templates/parts/first-steps.json";
import heading from "./templates/parts/heading.json";
import inputs from "./templates/parts/inputs.json";
import notice from "./templates/parts/notice.json";
import origin from "./templates/parts/origin.json";
import ownClocks from "./templates/parts/own-clocks.json";
import similar from "./templates/parts/similar.json";
import whatIf from "./templates/parts/what-if.json";
import workaround from "./templates/parts/workaround.json";

/** Which model fills which template. */
interface Models {
  readonly cases: CasesModel;
  readonly form: FormModel;
  readonly help: HelpModel;
  readonly page: PageModel;
  readonly plain: PlainModel;
  readonly report: ReportModel;
  readonly team_case: TeamCaseModel;
  readonly verdict: VerdictModel;
}

/** A card as it goes out; its content type is `application/vnd.microsoft.card.adaptive`. */
export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly [property: string]: unknown;
}

const parts: Readonly<Record<string, unknown>> = {
  actions,
  "case-link": caseLink,
  decided,
  evidence,
  files,
  "first-steps": firstSteps,
  heading,
  inputs,
  notice,
  origin,
  "own-clocks": ownClocks,
  similar,
  "what-if": whatIf,
  workaround,
};

/** The templates with their shared parts, in the language of adaptivecards-templating. */
export const cardTemplates: Readonly<Record<keyof Models, unknown>> = {
  cases: insertParts(cases),
  form: insertParts(form),
  help: insertParts(help),
  page: insertParts(page),
  plain: insertParts(plain),
  report: insertParts(report),
  team_case: insertParts(teamCase),
  verdict: insertParts(verdict),
};

const prepared: Readonly<Record<keyof Models, FillTemplate>> = {
  cases: prepareTemplate(cardTemplates.cases),
  form: prepareTemplate(cardTemplates.form),
  help: prepareTemplate(cardTemplates.help),
  page: prepareTemplate(cardTemplates.page),
  plain: prepareTemplate(cardTemplates.plain),
  report: prepareTemplate(cardTemplates.report),
  team_case: prepareTemplate(cardTemplates.team_case),
  verdict: prepareTemplate(cardTemplates.verdict),
};

/** Fills the template of a name with its model. */
export type ExpandCard = <Name extends keyof Models>(name: Name, model: Models[Name]) => AdaptiveCard;

/** Fills a template, once: what people typed is data and is never evaluated. */
export function expandCard<Name extends keyof Models>(name: Name, model: Models[Name]): AdaptiveCard {
  const card: unknown = prepared[name](model);
  if (!isAdaptiveCard(card)) throw new Error(`the template "${name}" does not make a card`);
  return card;
}

/** `{"part": name}` in a template stands for a part that cards share. */
function insertParts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(insertParts);
  if (typeof node !== "object" || node === null) return node;
  if ("part" in node && typeof node.part === "string") return insertParts(parts[node.part]);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, insertParts(value)]));
}

function isAdaptiveCard(value: unknown): value is AdaptiveCard {
  return typeof value === "object" && value !== null && "type" in value && value.type === "AdaptiveCard";
}
