import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadCatalogue } from "../catalogue/catalogue";
import { SettingsError } from "../errors";
import { buildLinks } from "../links/build-links";
import { textsOf } from "../locales/texts";
import type { Edition } from "../policy/edition";
import { evaluate } from "../policy/evaluate";
import { loadPolicy } from "../policy/load-policy";
import { cutShort, type ReadAnswers, readAnswers, unknownNames } from "../intake/read-answers";
import type { Evaluation } from "../policy/verdict";
import { whatIf } from "../policy/what-if";
import { type Answers, editionIds, isOneOf } from "../vocabulary";
import { runCommand } from "./run-command";

const usage =
  "decide --json '<answers>' | decide --json -   [--edition 2017|2020|newer] [--what-if]   one object of answers or an array of them";

/** Answers taken for granted when nothing else is missing (policy facts 2.1). */
const assumed: Answers = { cloud: "commercial", supportContact: "provider" };

function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      edition: { type: "string", default: "2020" },
      "what-if": { type: "boolean", default: false },
    },
  });
  if (!isOneOf(editionIds, values.edition)) {
    throw new SettingsError(`edition is "${values.edition}"; allowed are ${editionIds.join(", ")}`);
  }
  if (values.json === undefined) throw new SettingsError(usage);
  const edition = loadPolicy().editions[values.edition];
  const data = parseJson(values.json === "-" ? readFileSync(0, "utf8") : values.json);
  const decideOne = (one: unknown, place = ""): object => decide(one, edition, values["what-if"], place);
  const answer = Array.isArray(data)
    ? data.map((one, index) => decideOne(one, `set ${index + 1}: `))
    : decideOne(data);
  noteUnknown(Array.isArray(data) ? data : [data]);
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    // What some shells write before the text they pass on.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new SettingsError(
      `the answers are not JSON (${error instanceof Error ? cutShort(error.message) : String(error)}); ${usage}`,
    );
  }
}

/** A misspelt name would pass for an answer that was not given; whoever calls this may have fields of their own. */
function noteUnknown(sets: readonly unknown[]): void {
  const names = new Set(sets.flatMap((one) => unknownNames(one)));
  if (names.size > 0)
    process.stderr.write(`${cutShort(`not an input, left out: ${[...names].join(", ")}`)}\n`);
}

const catalogue = loadCatalogue();

function decide(data: unknown, edition: Edition, withWhatIf: boolean, place: string): object {
  const read = readAnswers(data, edition, catalogue);
  if (read.kind === "wrong") throw new SettingsError(`${place}${read.problem}`);
  const { answers, evaluation } = evaluateAssuming(edition, read);
  if (evaluation.kind === "needs") return { needs: evaluation.inputs };
  const { verdict } = evaluation;
  const say = textsOf("en");
  const links = buildLinks({
    verdict,
    answers: read.answers,
    customer: read.customer,
    product: read.product,
  });
  return {
    severity: verdict.severity,
    responseHours: verdict.responseHours,
    responseBusinessDays: verdict.responseBusinessDays,
    outcome: verdict.outcome,
    escalateTo: verdict.escalateTo,
    route: verdict.route,
    row: verdict.row,
    ruleIds: verdict.ruleIds,
    notes: verdict.notes,
    links: links.map((link) =>
      "url" in link
        ? { id: link.id, label: say(link.label), url: link.url }
        : { id: link.id, label: say(link.label), menu: say(link.menu) },
    ),
    ...(withWhatIf ? { whatIf: whatIf(edition, answers, read.switches) } : {}),
  };
}

/** The answers that were decided on, with what is taken for granted where that was needed. */
interface Decided {
  readonly answers: Answers;
  readonly evaluation: Evaluation;
}

function evaluateAssuming(edition: Edition, read: Extract<ReadAnswers, { kind: "read" }>): Decided {
  const evaluation = evaluate(edition, read.answers, read.switches);
  if (evaluation.kind === "verdict" || evaluation.inputs.some((id) => assumed[id] === undefined))
    return { answers: read.answers, evaluation };
  const answers = { ...assumed, ...read.answers };
  return { answers, evaluation: evaluate(edition, answers, read.switches) };
}

runCommand(usage, main);
