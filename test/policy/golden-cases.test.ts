import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StoredAnswers } from "../../src/intake/intake";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { editionIds } from "../../src/vocabulary";

/**
 * The decisions as they are meant to be, one file for each row of the table. A mistake in a decision becomes a
 * case here before it is mended. `RECORD_CASES=1` writes the present verdicts; read the difference before you keep it.
 */
const Case = z.strictObject({
  name: z.string(),
  edition: z.enum(editionIds).default("2020"),
  strictTechnicalVehicle: z.boolean().default(true),
  answers: z.record(z.string(), z.string()),
  verdict: z.record(z.string(), z.unknown()).optional(),
});

const policy = loadPolicy();
const folder = join(__dirname, "../cases");
const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
const isRecording = process.env["RECORD_CASES"] === "1";

/** What a case leaves unsaid: an ordinary customer case of a direct bill partner. */
const ordinary = {
  tenantScope: "customer",
  partnerType: "direct_bill",
  agentRole: "admin_agent",
  cloud: "commercial",
  purchaseChannel: "csp",
  productFamily: "office365",
  issueType: "technical_break_fix",
  serviceHealth: "healthy",
  diagnosis: "exhausted",
  criteria: "bug",
  environment: "production",
  impact: "moderate",
  techPlan: "advanced",
  delegatedAdmin: "yes",
};

describe.each(files)("the golden cases of %s", (file) => {
  const cases = z.array(Case).parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const decided = cases.map((one) => ({ one, verdict: decide(one) }));
  if (isRecording) {
    const lines = decided.map(({ one, verdict }) => ({ ...one, verdict }));
    writeFileSync(join(folder, file), `${JSON.stringify(lines, null, 2)}\n`);
  }

  test.each(decided)("$one.name", ({ one, verdict }) => {
    expect(verdict).toEqual(isRecording ? verdict : one.verdict);
    expect(verdict["row"]).toBe(file.replace(".json", ""));
  });
});

test("every row of every edition has its golden cases", () => {
  const rows = new Set(editionIds.flatMap((id) => policy.editions[id].rows.map((row) => `${row.id}.json`)));
  expect([...files].sort()).toEqual([...rows].sort());
});

function decide({ edition, strictTechnicalVehicle, answers }: z.infer<typeof Case>): Record<string, unknown> {
  const given = StoredAnswers.parse({ ...ordinary, ...answers });
  const evaluation = evaluate(policy.editions[edition], given, { strictTechnicalVehicle });
  return evaluation.kind === "verdict" ? { ...evaluation.verdict } : { needs: evaluation.inputs };
}
