import { z } from "zod";
import { DataError } from "../errors";
import { type Answers, type InputId, inputIds, inputValues, isOneOf, type RouteId } from "../vocabulary";
import { allowedValues } from "./allowed-values";
import { Condition, type Facts, type Switches, test } from "./condition";
import type { Edition } from "./edition";
import { defaultSwitches, evaluate } from "./evaluate";
import { type Decision, findReachable, idsOf, type Reachable } from "./reachable";
import type { Verdict } from "./verdict";
import whatIfData from "./what-if.json";

/** Another answer to one question that makes another decision, all other answers unchanged. */
export interface WhatIf {
  readonly input: InputId;
  /** Each of these answers gives the same. */
  readonly values: readonly string[];
  /** True: the change alone decides ("would"). False: it opens further questions ("could"). */
  readonly certain: boolean;
  readonly from: Decision;
  readonly to: WhatIfResult;
  /** The questions that then have to be answered, in asking order; the least that bring the result about. */
  readonly needs: readonly InputId[];
  /** Answers to them that do. */
  readonly witness: Answers;
}

/** What the case would come to; several severities where a further answer decides between them. */
export interface WhatIfResult extends Pick<Reachable, "outcome" | "escalateTo" | "severities" | "row"> {
  /** Null while a question is open that decides the door. */
  readonly route: RouteId | null;
}

const Change = z
  .strictObject({
    input: z.enum(inputIds),
    to: z.array(z.string()).min(1),
    /** On answers and verdict as they are; absent: always. */
    when: Condition.optional(),
  })
  .refine(({ input, to }) => to.every((value) => isOneOf<string>(inputValues[input], value)), {
    error: "a change leads to a value of its input",
  });
type Change = z.infer<typeof Change>;

/** The changes a person could find to be so, the most telling first. Throws `DataError` naming the fault. */
export function loadChanges(data: unknown = whatIfData): readonly Change[] {
  const result = z.strictObject({ changes: z.array(Change).min(1) }).safeParse(data);
  if (!result.success)
    throw new DataError(`what-if.json: ${z.prettifyError(result.error)}`, { cause: result.error });
  return result.data.changes;
}

const changes = loadChanges();

/**
 * The single changes that would or could alter outcome, severity or addressee, found by deciding anew and never
 * written by hand; ways to Microsoft and severities first. Answers that give no verdict yet have none.
 */
export function whatIf(
  edition: Edition,
  answers: Answers,
  switches: Switches = defaultSwitches,
): readonly WhatIf[] {
  const evaluation = evaluate(edition, answers, switches);
  if (evaluation.kind === "needs") return [];
  const { verdict } = evaluation;
  const found = listChanges(edition, answers, switches, verdict).flatMap(({ input, value }) => {
    const changed: Answers = { ...answers, [input]: value };
    return findReachable(edition, changed, switches, verdict).map((reached) =>
      state(input, value, verdict, reached, reached.certain ? routeOf(edition, changed, switches) : null),
    );
  });
  return mergeAlike(found).sort((one, other) => rank(one) - rank(other));
}

interface SingleChange {
  readonly input: InputId;
  readonly value: string;
}

/** What was never answered is not listed: the verdict stands without it. */
export function listChanges(
  edition: Edition,
  answers: Answers,
  switches: Switches,
  verdict: Verdict,
): readonly SingleChange[] {
  const { row, outcome, route, severity } = verdict;
  const facts: Facts = { ...answers, edition: edition.id, row, outcome, route, severity };
  return changes
    .filter(({ when }) => when === undefined || test(when, { facts, switches }) === true)
    .flatMap(({ input, to }) => to.map((value) => ({ input, value })))
    .filter(({ input, value }) => answers[input] !== undefined && answers[input] !== value)
    .filter(({ input, value }) => allowedValues(edition, input).includes(value));
}

function routeOf(edition: Edition, answers: Answers, switches: Switches): RouteId | null {
  const evaluation = evaluate(edition, answers, switches);
  return evaluation.kind === "verdict" ? evaluation.verdict.route : null;
}

function state(
  input: InputId,
  value: string,
  from: Decision,
  { certain, witness, outcome, escalateTo, severities, row }: Reachable,
  route: RouteId | null,
): WhatIf {
  return {
    input,
    values: [value],
    certain,
    from: { outcome: from.outcome, severity: from.severity, escalateTo: from.escalateTo },
    to: { outcome, escalateTo, severities, route, row },
    needs: idsOf(witness),
    witness,
  };
}

/** Values of one input that give the same become one statement. */
function mergeAlike(found: readonly WhatIf[]): WhatIf[] {
  const alike = Map.groupBy(found, ({ values: _values, to: { route: _route, ...to }, ...rest }) =>
    JSON.stringify([rest, to]),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const isOneDoor = group.every(({ to }) => to.route === first.to.route);
    const to = isOneDoor ? first.to : { ...first.to, route: null };
    return [{ ...first, values: group.flatMap(({ values }) => values), to }];
  });
}

/** The less, the sooner it is said: ways to Microsoft, then how grave it is; what is certain before the rest. */
function rank({ certain, from, to }: WhatIf): number {
  const toMicrosoft = to.outcome === "escalate_to_microsoft" && from.outcome !== to.outcome;
  const onlySeverity = to.outcome === from.outcome && to.escalateTo === from.escalateTo;
  return (toMicrosoft ? 0 : onlySeverity ? 2 : 4) + (certain ? 0 : 1);
}
