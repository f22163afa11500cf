import fc from "fast-check";
import { DataError } from "../../src/errors";
import { listDuties, loadDuties } from "../../src/policy/duties";
import { type Answers, type EditionId, editionIds } from "../../src/vocabulary";
import { caseWith, policy, someCases } from "../links/cases";

function dutiesOf(answers: Answers, edition: EditionId = "2020"): readonly string[] {
  return listDuties(policy.duties, caseWith({ answers, edition })).map(({ id }) => id);
}

const critical: Answers = { impact: "critical" };

test.each([
  ["2017", ["first_contact", "inform_when_solved", "service_level", "own_contact", "in_writing"]],
  ["2020", ["customer_informed", "service_level", "own_contact", "in_writing"]],
  ["newer", ["around_the_clock", "customer_informed", "service_level", "own_contact", "in_writing"]],
] as const)("severity A at Microsoft commits to more than B (edition %s)", (edition, duties) => {
  const onlyForA = ["around_the_clock", "service_level"];

  expect(dutiesOf(critical, edition)).toEqual(duties);
  expect(dutiesOf({}, edition)).toEqual(duties.filter((id) => !onlyForA.includes(id)));
});

test("what the partner solves itself asks for nothing that belongs to filing", () => {
  expect(dutiesOf({ ...critical, diagnosis: "in_progress" }, "newer")).toEqual([
    "service_level",
    "first_line",
  ]);
  expect(dutiesOf({ issueType: "how_to" })).toEqual(["usage_questions"]);
  expect(dutiesOf({ issueType: "billing_question", diagnosis: "not_started" })).toEqual(["billing"]);
});

test("the own tenant and what is not covered commit to nothing", () => {
  expect(dutiesOf({ ...critical, tenantScope: "own" })).toEqual([]);
  expect(dutiesOf({ ...critical, cloud: "china_21v" })).toEqual([]);
});

test("fraud commits to its cost, today also to an answer within the hour", () => {
  expect(dutiesOf({ issueType: "fraud_abuse" })).toContain("fraud_cost");
  expect(dutiesOf({ issueType: "fraud_abuse" })).not.toContain("fraud_alerts");
  expect(dutiesOf({ issueType: "fraud_abuse" }, "newer")).toContain("fraud_alerts");
});

test("no edition is told a duty that rests on rules of another", () => {
  fc.assert(
    fc.property(someCases(fc.constant(undefined)), (facts) => {
      const cited = listDuties(policy.duties, facts).flatMap(({ rules }) => rules);
      const { edition } = facts.verdict;

      expect(cited.filter((id) => !policy.rules.has(id))).toEqual([]);
      if (edition !== "newer") expect(cited.filter((id) => id.startsWith("N-"))).toEqual([]);
      if (edition !== "2017") expect(cited).not.toContain("Q-10");
    }),
  );
});

test("each duty holds for some case of each edition it names", () => {
  const open = new Set(
    policy.duties.flatMap(({ id, editions }) => editions.map((edition) => `${id} ${edition}`)),
  );
  const answers: readonly Answers[] = [
    critical,
    { productFamily: "azure" },
    { ...critical, diagnosis: "in_progress" },
    { issueType: "how_to" },
    { issueType: "configuration_deployment" },
    { issueType: "billing_question", diagnosis: "not_started" },
    { issueType: "fraud_abuse" },
    { issueType: "sla_credit" },
  ];
  for (const edition of editionIds)
    for (const one of answers) for (const id of dutiesOf(one, edition)) open.delete(`${id} ${edition}`);

  expect([...open]).toEqual([]);
});

const duty = { id: "some_duty", rules: ["P-33"], when: {} };

test.each([
  [{ ...duty, rules: ["P-99"] }, "unknown rule P-99"],
  [{ ...duty, rules: ["N-10"], editions: ["2020"] }, "N-10 of duty some_duty is not of edition 2020"],
  [{ ...duty, rules: ["N-10"] }, "N-10 of duty some_duty is not of edition 2017"],
  [{ ...duty, rules: ["Q-10"], editions: ["newer"] }, "Q-10 of duty some_duty is not of edition newer"],
  [{ ...duty, when: { weather: ["rain"] } }, "duties.json"],
])("%j is refused when the program starts", (wrong, words) => {
  expect(() => loadDuties(policy.rules, { duties: [wrong] })).toThrow(DataError);
  expect(() => loadDuties(policy.rules, { duties: [wrong] })).toThrow(words);
});
