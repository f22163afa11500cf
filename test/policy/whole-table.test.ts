import fc from "fast-check";
import { questions } from "../../src/intake/questions";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { allowedValues } from "../../src/policy/allowed-values";
import { type Answers, editionIds, type InputId, inputIds } from "../../src/vocabulary";
import {
  askingOrder,
  type Diagram,
  drawDiagram,
  representatives,
  restrict,
  supportOf,
} from "./decision-diagram";

const policy = loadPolicy();

/** Inputs asked although they never change a decision: they serve the hand-over. */
const handOverInputs: readonly InputId[] = ["language"];

const pageOf = new Map(questions.flatMap((q) => (q.gives === undefined ? [] : [[q.gives, q.page] as const])));

describe.each(editionIds)("the whole table of edition %s", (id) => {
  const edition = policy.editions[id];
  const rows = new Set<string>();
  const outcomes = new Set<string>();
  const needless: string[] = [];
  const unasked: string[] = [];
  const memo = new Map<Diagram, ReadonlySet<InputId>>();
  let states = 0;
  let whole: Diagram | undefined;

  beforeAll(() => {
    whole = drawDiagram(edition, (answers, needs, diagram) => {
      states += 1;
      const support = supportOf(diagram, memo);
      // Page by page: what is asked together depends only on the pages before.
      const page = Math.min(...needs.map((need) => pageOf.get(need) ?? 0));
      const answeredLater = inputIds.some(
        (input) => answers[input] !== undefined && (pageOf.get(input) ?? 0) >= page,
      );
      if (!answeredLater) {
        const asked = needs.filter((need) => pageOf.get(need) === page);
        for (const need of asked)
          if (!support.has(need)) needless.push(`${need} after ${JSON.stringify(answers)}`);
      }
      for (const input of support)
        if (!needs.includes(input)) unasked.push(`${input} ${JSON.stringify(answers)}`);
      if ("leaf" in diagram && needs.length === 0) {
        const evaluation = evaluate(edition, answers);
        if (evaluation.kind === "verdict") {
          rows.add(evaluation.verdict.row);
          outcomes.add(evaluation.verdict.outcome);
        }
      }
    });
  }, 60_000);

  test("has been walked through hundreds of states that differ", () => {
    expect(states).toBeGreaterThan(500);
  });

  test("reaches every row", () => {
    expect([...rows].sort()).toEqual(edition.rows.map((row) => row.id).sort());
  });

  test("asks nothing that could not have changed the verdict", () => {
    expect(needless.slice(0, 5)).toEqual([]);
  });

  test("asks everything that can change the verdict", () => {
    expect(unasked.slice(0, 5)).toEqual([]);
  });

  test("asks nothing in vain either when a profile has answered in advance", () => {
    const some = fc.record(
      Object.fromEntries(
        askingOrder.map((input) => [input, fc.constantFrom(...representatives(edition, input))]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(some, (answers: Answers) => {
        const evaluation = evaluate(edition, answers);
        if (evaluation.kind === "verdict" || whole === undefined) return;
        const page = Math.min(...evaluation.inputs.map((need) => pageOf.get(need) ?? 0));
        const support = supportOf(restrict(whole, answers), new Map());
        expect([...support]).toEqual(
          expect.arrayContaining(evaluation.inputs.filter((need) => pageOf.get(need) === page)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("has a question for every input but those of the hand-over", () => {
    expect(inputIds.filter((input) => !askingOrder.includes(input))).toEqual(handOverInputs);
  });

  test("gives every complete set of answers one verdict, the same as its decided part does", () => {
    const complete = fc.record(
      Object.fromEntries(inputIds.map((input) => [input, fc.constantFrom(...allowedValues(edition, input))])),
    );
    fc.assert(
      fc.property(complete, fc.subarray([...inputIds]), (answers: Answers, kept) => {
        const whole = evaluate(edition, answers);
        expect(whole.kind).toBe("verdict");
        const part = evaluate(edition, Object.fromEntries(kept.map((input) => [input, answers[input]])));
        if (part.kind !== "verdict" || whole.kind !== "verdict") return;
        const { severity, ruleIds: _r, notes: _n, ...decision } = part.verdict;
        expect(whole.verdict).toMatchObject(severity === null ? decision : { ...decision, severity });
      }),
      { numRuns: 3000 },
    );
  });
});
