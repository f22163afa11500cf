import fc from "fast-check";
import { DataError } from "../../src/errors";
import { StoredAnswers } from "../../src/intake/intake";
import { allowedValues } from "../../src/policy/allowed-values";
import type { Switches } from "../../src/policy/condition";
import type { Edition } from "../../src/policy/edition";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { listChanges, loadChanges, whatIf, type WhatIf } from "../../src/policy/what-if";
import type { Verdict } from "../../src/policy/verdict";
import { type Answers, editionIds, type InputId, inputIds } from "../../src/vocabulary";
import { escalation } from "../support/cases";

const policy = loadPolicy();
const edition2020 = policy.editions["2020"];

function decide(edition: Edition, answers: Answers, switches: Switches): Verdict {
  const evaluation = evaluate(edition, answers, switches);
  if (evaluation.kind === "needs") throw new Error(`undecided: ${evaluation.inputs.join()}`);
  return evaluation.verdict;
}

/** Outcome, addressee and severity in one word; a case that is not covered has no severity to speak of. */
function wordOf({ outcome, escalateTo, severity }: Verdict): string {
  return [outcome, escalateTo, outcome === "not_covered" ? null : severity].join(" ");
}

function covers({ to }: WhatIf, verdict: Verdict): boolean {
  if (to.outcome !== verdict.outcome || to.escalateTo !== verdict.escalateTo) return false;
  return verdict.severity === null || to.severities.includes(verdict.severity);
}

/** The answers a dialog would have asked for, taken from a person who knows everything; and what else was known. */
function answerUntilDecided(edition: Edition, whole: Answers, extra: readonly InputId[]): Answers {
  let answers: Answers = Object.fromEntries(extra.map((id) => [id, whole[id]]));
  for (;;) {
    const evaluation = evaluate(edition, answers);
    if (evaluation.kind === "verdict") return answers;
    answers = { ...answers, ...Object.fromEntries(evaluation.inputs.map((id) => [id, whole[id]])) };
  }
}

interface Sample {
  readonly whole: Answers;
  readonly other: Answers;
  readonly answers: Answers;
  readonly switches: Switches;
}

function samplesOf(edition: Edition): fc.Arbitrary<Sample> {
  // Most values at random lie outside the interesting part of the table, so half the cases are drawn from it.
  const likely: { readonly [Id in InputId]?: readonly string[] } = {
    cloud: ["commercial"],
    tenantScope: ["customer"],
    purchaseChannel: ["csp"],
    issueType: ["technical_break_fix", "technical_break_fix", "how_to", "billing_question"],
    productFamily: ["azure", "office365", "dynamics365"],
  };
  const whole = (isLikely: boolean): fc.Arbitrary<Answers> =>
    fc
      .record(
        Object.fromEntries(
          inputIds.map((id) => [
            id,
            fc.constantFrom(...((isLikely ? likely[id] : undefined) ?? allowedValues(edition, id))),
          ]),
        ),
      )
      .map((given) => StoredAnswers.parse(given));
  return fc
    .record({
      whole: fc.oneof(whole(true), whole(false)),
      other: whole(false),
      extra: fc.subarray([...inputIds]),
      strictTechnicalVehicle: fc.boolean(),
    })
    .map(({ whole, other, extra, strictTechnicalVehicle }) => ({
      whole,
      other,
      answers: answerUntilDecided(edition, whole, extra),
      switches: { strictTechnicalVehicle },
    }))
    .filter(({ answers, switches }) => evaluate(edition, answers, switches).kind === "verdict");
}

describe.each(editionIds)("what if, in edition %s", (id) => {
  const edition = policy.editions[id];
  const samples = samplesOf(edition);
  const runs = { numRuns: 200 };

  test("a change said to be certain gives what it says, whatever else is answered", () => {
    fc.assert(
      fc.property(samples, ({ whole, other, answers, switches }) => {
        for (const statement of whatIf(edition, answers, switches).filter(({ certain }) => certain)) {
          for (const value of statement.values) {
            const changed = { ...answers, [statement.input]: value };
            for (const rest of [whole, other]) {
              const verdict = decide(edition, { ...rest, ...changed }, switches);
              expect(covers(statement, verdict)).toBe(true);
              if (statement.to.row !== null) expect(verdict.row).toBe(statement.to.row);
              if (statement.to.route !== null) expect(verdict.route).toBe(statement.to.route);
            }
          }
          expect(statement.to.severities.length).toBeLessThanOrEqual(1);
          expect(statement.needs).toEqual([]);
        }
      }),
      runs,
    );
  });

  test("a change said to be possible has answers that bring it about, none of them to spare", () => {
    fc.assert(
      fc.property(samples, ({ whole, other, answers, switches }) => {
        const from = wordOf(decide(edition, answers, switches));
        for (const statement of whatIf(edition, answers, switches).filter(({ certain }) => !certain)) {
          expect(Object.keys(statement.witness).sort()).toEqual([...statement.needs].sort());
          for (const value of statement.values) {
            const changed: Answers = { ...answers, [statement.input]: value };
            for (const rest of [whole, other]) {
              const verdict = decide(edition, { ...rest, ...changed, ...statement.witness }, switches);
              expect(covers(statement, verdict)).toBe(true);
              expect(wordOf(verdict)).not.toBe(from);
            }
            for (const spared of statement.needs) {
              const { [spared]: _spared, ...less } = statement.witness;
              expect(canMiss(edition, { ...changed, ...less }, switches, statement, from)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("nothing is stated that leaves severity, outcome and addressee as they were", () => {
    fc.assert(
      fc.property(samples, ({ answers, switches }) => {
        const verdict = decide(edition, answers, switches);
        for (const statement of whatIf(edition, answers, switches)) {
          const { from, to } = statement;
          expect(from).toEqual({
            outcome: verdict.outcome,
            severity: verdict.severity,
            escalateTo: verdict.escalateTo,
          });
          expect(statement.values).not.toContain(answers[statement.input]);
          if (to.outcome === from.outcome && to.escalateTo === from.escalateTo)
            expect(to.severities).not.toContain(from.severity);
        }
      }),
      runs,
    );
  });

  test("every listed change that makes a difference is stated", () => {
    fc.assert(
      fc.property(samples, ({ whole, other, answers, switches }) => {
        const before = decide(edition, answers, switches);
        const statements = whatIf(edition, answers, switches);
        for (const { input, value } of listChanges(edition, answers, switches, before)) {
          const changed = { ...answers, [input]: value };
          for (const rest of [whole, other]) {
            const after = decide(edition, { ...rest, ...changed }, switches);
            if (wordOf(after) === wordOf(before)) continue;
            const about = statements.filter((one) => one.input === input && one.values.includes(value));
            expect(about.some((one) => covers(one, after))).toBe(true);
            // Said as certain where the changed answers alone decide.
            if (evaluate(edition, changed, switches).kind === "verdict")
              expect(about).toMatchObject([{ certain: true }]);
          }
        }
      }),
      runs,
    );
  });

  test("each listed change has something to say somewhere", () => {
    const silent = new Set(
      loadChanges().flatMap(({ input, to }) =>
        to
          .filter((value) => allowedValues(edition, input).includes(value))
          .map((value) => `${input} ${value}`),
      ),
    );
    for (const { answers, switches } of fc.sample(samples, { numRuns: 2000, seed: 7 })) {
      for (const { input, values } of whatIf(edition, answers, switches))
        for (const value of values) silent.delete(`${input} ${value}`);
    }
    // In 2017 no row looks at who the support contact is, nor at the access a provider gives.
    const expected =
      id === "2017" ? ["azureAccess granted", "supportContact reseller", "supportContact provider"] : [];
    expect([...silent]).toEqual(id === "newer" ? ["azureAccess granted"] : expected);
  });
});

/** Whether these answers can still end otherwise than the statement says. */
function canMiss(edition: Edition, answers: Answers, switches: Switches, to: WhatIf, from: string): boolean {
  const evaluation = evaluate(edition, answers, switches);
  if (evaluation.kind === "verdict")
    return !covers(to, evaluation.verdict) || wordOf(evaluation.verdict) === from;
  const [next] = evaluation.inputs;
  if (next === undefined) return false;
  return allowedValues(edition, next).some((value) =>
    canMiss(edition, { ...answers, [next]: value }, switches, to, from),
  );
}

describe("of a case of today", () => {
  const known: Answers = { ...StoredAnswers.parse(escalation), productFamily: "office365" };
  const say = (answers: Answers): readonly string[] =>
    whatIf(edition2020, answers).map(({ input, values, certain, to, needs }) =>
      [
        certain ? "would" : "could",
        input,
        values.join("|"),
        to.outcome,
        to.severities.join(""),
        ...needs,
      ].join(" "),
    );

  test("severity A goes to Microsoft less urgently, or not at all", () => {
    expect(say(known)).toEqual([
      "would impact moderate escalate_to_microsoft B",
      "would impact minimal escalate_to_microsoft C",
      "would environment non_production escalate_to_microsoft C",
      "would criteria none resolve A",
      "would diagnosis in_progress resolve A",
      "would serviceHealth incident_active service_health_first A",
      "would issueType how_to|configuration_deployment resolve non_break_fix",
    ]);
  });

  test("a plan that is missing is the first thing to say, all plans in one", () => {
    expect(say({ ...known, techPlan: "none" })[0]).toBe(
      "would techPlan premier|advanced|signature escalate_to_microsoft A",
    );
  });

  test("a diagnosis that is not done could end with Microsoft, and says what that takes", () => {
    const { criteria: _criteria, techPlan: _plan, ...others } = known;

    expect(say({ ...others, diagnosis: "in_progress" }).slice(0, 2)).toEqual([
      "could diagnosis exhausted escalate_to_microsoft A criteria techPlan",
      "could serviceHealth incident_ended_persisting escalate_to_microsoft A techPlan",
    ]);
  });

  test("a closed cloud is only left by another cloud", () => {
    const { serviceHealth: _health, impact: _impact, ...others } = known;
    const said = say({ ...others, cloud: "germany" });

    expect(said[0]).toMatch(/^could cloud commercial escalate_to_microsoft/);
    expect(said.every((line) => line.includes(" cloud commercial "))).toBe(true);
  });

  test("without a verdict there is nothing to change", () => {
    expect(whatIf(edition2020, {})).toEqual([]);
  });
});

test.each([
  [{ changes: [] }],
  [{ changes: [{ input: "weather", to: ["rain"] }] }],
  [{ changes: [{ input: "impact", to: ["huge"] }] }],
])("%j is no list of changes", (data) => {
  expect(() => loadChanges(data)).toThrow(DataError);
});
