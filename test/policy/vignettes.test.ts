import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { StoredAnswers } from "../../src/intake/intake";

const Scenarios = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      inputs: z.record(z.string(), z.string()),
      expected: z.object({
        severity: z.string(),
        responseHours: z.number().nullable(),
        responseBusinessDays: z.number().nullable(),
        outcome: z.string(),
        escalateTo: z.string().nullable(),
        route: z.string(),
        ruleIds: z.array(z.string()),
        row: z.string(),
      }),
    }),
  ),
});

const policy = loadPolicy();
const file = join(__dirname, "../../../shared/scenarios.json");
const { scenarios } = Scenarios.parse(JSON.parse(readFileSync(file, "utf8")));

describe("the acceptance vignettes", () => {
  test.each(scenarios)("$id: $text", ({ inputs, expected }) => {
    const evaluation = evaluate(policy.editions["2020"], StoredAnswers.parse(inputs));

    expect(evaluation).toMatchObject({ kind: "verdict" });
    if (evaluation.kind !== "verdict") return;
    const { ruleIds, ...rest } = expected;
    expect(evaluation.verdict).toMatchObject(rest);
    expect(evaluation.verdict.ruleIds).toEqual(expect.arrayContaining(ruleIds));
  });
});
