import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { escalation } from "../support/cases";

/** The command as built, as a maintainer runs it. */
function decide(args: readonly string[], input = ""): { status: number | null; out: string; err: string } {
  const command = join(__dirname, "../../dist/cli/decide.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    input,
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
}

test("prints the verdict of one set of answers", () => {
  const { status, out } = decide(["--json", JSON.stringify({ ...escalation, customer: "contoso.com" })]);
  expect(status).toBe(0);
  expect(Object.keys(z.object({}).loose().parse(JSON.parse(out)))).toEqual([
    "severity",
    "responseHours",
    "responseBusinessDays",
    "outcome",
    "escalateTo",
    "route",
    "row",
    "ruleIds",
    "notes",
    "links",
  ]);
  expect(JSON.parse(out)).toMatchObject({
    severity: "A",
    responseHours: 2,
    outcome: "escalate_to_microsoft",
    row: "R15",
  });
});

test("reads an array from standard input and answers each in order", () => {
  const { out } = decide(
    ["--json", "-"],
    JSON.stringify([escalation, { ...escalation, issueType: "how_to" }]),
  );
  expect(JSON.parse(out)).toMatchObject([{ row: "R15" }, { row: "R8" }]);
});

test("names what is still needed in asking order", () => {
  const { impact: _impact, techPlan: _techPlan, ...others } = escalation;
  expect(JSON.parse(decide(["--json", JSON.stringify(others)]).out)).toEqual({
    needs: ["impact", "techPlan"],
  });
});

test("takes the provider as support contact when nothing else is missing", () => {
  const { supportContact: _contact, ...others } = { ...escalation, partnerType: "indirect_reseller" };
  expect(JSON.parse(decide(["--json", JSON.stringify(others)]).out)).toMatchObject({ row: "R13" });
});

test("decides by the edition asked for", () => {
  const answers = JSON.stringify({ ...escalation, product: "azure-vm", partnerType: "indirect_reseller" });
  expect(JSON.parse(decide(["--json", answers]).out)).toMatchObject({ row: "R15" });
  expect(JSON.parse(decide(["--json", answers, "--edition", "newer"]).out)).toMatchObject({ row: "R13" });
});

test("accepts the strict reading switched off", () => {
  const answers = { ...escalation, techPlan: "none" };
  expect(JSON.parse(decide(["--json", JSON.stringify(answers)]).out)).toMatchObject({ row: "R14" });
  const lenient = JSON.stringify({ ...answers, strictTechnicalVehicle: false });
  expect(JSON.parse(decide(["--json", lenient]).out)).toMatchObject({ row: "R15" });
});

describe("asked what would change it", () => {
  const Statements = z.array(
    z.object({
      input: z.string(),
      values: z.array(z.string()),
      certain: z.boolean(),
      needs: z.array(z.string()),
    }),
  );
  const WithStatements = z.object({ row: z.string(), whatIf: Statements });

  test("prints the changes after all else", () => {
    const printed: unknown = JSON.parse(decide(["--what-if", "--json", JSON.stringify(escalation)]).out);
    const { whatIf, ...verdict } = z.looseObject({ whatIf: Statements }).parse(printed);

    expect(verdict).toEqual(JSON.parse(decide(["--json", JSON.stringify(escalation)]).out));
    expect(whatIf[0]).toEqual({ input: "impact", values: ["moderate"], certain: true, needs: [] });
    expect(printed).toMatchObject({
      whatIf: [
        {
          from: { outcome: "escalate_to_microsoft", severity: "A" },
          to: { outcome: "escalate_to_microsoft", severities: ["B"], row: "R15", route: "m365_admin_center" },
        },
        { values: ["minimal"] },
        { values: ["non_production"] },
        { input: "criteria" },
        { input: "diagnosis" },
        { input: "serviceHealth" },
        { input: "issueType" },
      ],
    });
  });

  test("answers an array one by one; what is still needed stays so", () => {
    const { impact: _impact, ...open } = escalation;
    const printed: unknown = JSON.parse(
      decide(["--what-if", "--json", "-"], JSON.stringify([{ ...escalation, techPlan: "none" }, open])).out,
    );
    const [first, second] = z.tuple([WithStatements, z.unknown()]).parse(printed);

    expect(first.whatIf[0]).toMatchObject({
      input: "techPlan",
      values: ["premier", "advanced", "signature"],
    });
    expect(second).toEqual({ needs: ["impact"] });
  });

  test("takes for granted what the verdict took for granted", () => {
    const { supportContact: _contact, ...others } = { ...escalation, partnerType: "indirect_reseller" };
    const printed: unknown = JSON.parse(decide(["--what-if", "--json", JSON.stringify(others)]).out);

    expect(WithStatements.parse(printed).whatIf[0]).toEqual({
      input: "supportContact",
      values: ["reseller"],
      certain: true,
      needs: [],
    });
  });
});

test.each([
  [["--json", '{"impact":"huge"}'], /^impact is "huge".*critical, moderate, minimal$/m],
  [["--json", '{"product":"word-star"}'], /^product is "word-star".*exchange-online/m],
  [
    ["--json", '{"techPlan":"unified"}'],
    /^techPlan is "unified" in edition 2020; allowed are premier, advanced/m,
  ],
  [["--json", "7"], /^the answers are 7/],
  [["--json", "{"], /^the answers are not JSON/],
  [["--json", "{}", "--edition", "2018"], /^edition is "2018"; allowed are 2017, 2020, newer/],
  [[], /^decide --json/],
  [["--yaml"], /--yaml/],
])("%j is refused with exit code 2 and one sentence", (args, sentence) => {
  const { status, out, err } = decide(args);
  expect(status).toBe(2);
  expect(out).toBe("");
  expect(err.trim()).toMatch(sentence);
  expect(err.trim().split("\n")).toHaveLength(1);
});
