import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadCatalogue } from "../catalogue/catalogue";
import { buildLinks } from "../links/build-links";
import { textsOf } from "../locales/texts";
import type { Edition } from "../policy/edition";
import { evaluate } from "../policy/evaluate";
import { loadPolicy } from "../policy/load-policy";
import { type ReadAnswers, readAnswers } from "../policy/read-answers";
import type { Evaluation } from "../policy/verdict";
import { whatIf } from "../policy/what-if";
import { type Answers, editionIds, isOneOf } from "../vocabulary";

const usage =
  "decide --json '<answers>' | decide --json -   [--edition 2017|2020|newer] [--what-if]   one object of answers or an array of them";

/** Answers taken for granted when nothing else is missing (policy facts 2.1). */
const assumed: Answers = { cloud: "commercial", supportContact: "provider" };

/** A sentence for standard error and the exit code 2. */
class UsageError extends Error {}

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
    throw new UsageError(`edition is "${values.edition}"; allowed are ${editionIds.join(", ")}`);
  }
  if (values.json === undefined) throw new UsageError(usage);
  const edition = loadPolicy().editions[values.edition];
  const data = parseJson(values.json === "-" ? readFileSync(0, "utf8") : values.json);
  const decideOne = (one: unknown): object => decide(one, edition, values["what-if"]);
  const answer = Array.isArray(data) ? data.map(decideOne) : decideOne(data);
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`the answers are not JSON (${String(error)}); ${usage}`);
  }
}

const catalogue = loadCatalogue();

function decide(data: unknown, edition: Edition, withWhatIf: boolean): object {
  const read = readAnswers(data, edition, catalogue);
  if (read.kind === "wrong") throw new UsageError(read.problem);
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

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
