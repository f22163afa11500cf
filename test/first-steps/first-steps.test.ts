import { z } from "zod";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import { DataError } from "../../src/errors";
import data from "../../src/first-steps/first-steps.json";
import { healthStep, listFirstSteps } from "../../src/first-steps/list-first-steps";
import { loadFirstSteps } from "../../src/first-steps/load-first-steps";
import { takenSteps, tickSteps } from "../../src/first-steps/tick-steps";
import { locales } from "../../src/locales/texts";
import type { Answers } from "../../src/vocabulary";
import { inputValues, languages } from "../../src/vocabulary";
import { policy, recordOf } from "../cards/sample-views";
import { caseWith } from "../links/cases";

const { steps, lists, docs } = loadFirstSteps();
const catalogue = loadCatalogue();
const fault: Answers = { diagnosis: "not_started" };

describe("the first steps", () => {
  test("rest on rules of the policy", () => {
    const rules = Object.values(steps).flatMap((step) => step.rules);

    expect(rules.filter((id) => !policy.rules.has(id))).toEqual([]);
  });

  test("and their documentation name only products of the catalogue", () => {
    const products = [...lists, ...docs].flatMap((entry) => entry.products ?? []);

    expect(products.filter((id) => catalogue.find(id) === undefined)).toEqual([]);
    expect(docs.filter((entry) => entry.products === undefined && entry.families === undefined)).toEqual([]);
  });

  test.each(languages)("have a sentence each in %s, and none besides", (language) => {
    const { firstStep } = z.object({ firstStep: z.record(z.string(), z.string()) }).parse(locales[language]);

    expect(Object.keys(firstStep).sort()).toEqual(Object.keys(steps).sort());
  });

  test.each([
    ["a step that rests on no rule", { ...data, steps: { ...data.steps, idle: { rules: [] } } }],
    ["a step of no list", { ...data, steps: { ...data.steps, idle: { rules: ["P-09"] } } }],
    ["a list of an unknown step", { ...data, lists: [{ when: {}, steps: ["a", "b", "c"] }] }],
    ["a list too short to be one", { ...data, lists: [{ when: {}, steps: [healthStep] }] }],
    [
      "an address of somebody else",
      { ...data, docs: [{ url: "https://evil.example/a/", confidence: "high" }] },
    ],
    [
      "an address that is not https",
      { ...data, docs: [{ url: "http://learn.microsoft.com/a/", confidence: "high" }] },
    ],
    ["an unsure address", { ...data, docs: [{ url: "https://learn.microsoft.com/a/", confidence: "low" }] }],
  ])("are refused with %s", (_fault, faulty) => {
    expect(() => loadFirstSteps(faulty)).toThrow(DataError);
  });

  test("of a fault begin with service health, for every product, three to five of them", () => {
    const faults = catalogue.products
      .filter(({ family }) => !["marketplace", "partner_center"].includes(family))
      .map(({ id, family }) =>
        listFirstSteps(caseWith({ answers: { ...fault, productFamily: family }, product: id })),
      );

    for (const list of faults) {
      expect(list.map(({ effect }) => effect)).toEqual([
        "serviceHealth",
        ...list.slice(1).map(() => "diagnosis"),
      ]);
      expect(list.length).toBeGreaterThanOrEqual(3);
      expect(list.length).toBeLessThanOrEqual(5);
    }
  });

  test("lead to the customer's health page and to the product's own documentation", () => {
    const [health, known] = listFirstSteps(caseWith({ answers: fault, product: "teams" }));

    expect(health?.links).toMatchObject([{ id: "L-03" }]);
    expect(known?.links).toEqual([
      { id: "docs", label: "firstSteps.docs", url: "https://learn.microsoft.com/microsoftteams/" },
    ]);
  });

  test.each([
    ["goes to Microsoft", {}],
    ["meets no criterion", { criteria: "none" }],
    ["is a fraud", { issueType: "fraud_abuse" }],
    ["is not covered", { cloud: "china_21v" }],
  ] as const)("are none where the case %s", (_what, answers) => {
    expect(listFirstSteps(caseWith({ answers }))).toEqual([]);
  });

  test.each([["2017"], ["2020"], ["newer"]] as const)(
    "are there in edition %s for all it leaves to the partner",
    (edition) => {
      const kinds = [
        "how_to",
        "configuration_deployment",
        "billing_question",
        "subscription_management",
      ] as const;
      const left = kinds.map((issueType) => caseWith({ edition, answers: { ...fault, issueType } }));
      const faults = inputValues.serviceHealth
        .filter((value) => value !== "incident_ended_persisting")
        .map((serviceHealth) => caseWith({ edition, answers: { ...fault, serviceHealth } }));

      expect([...left, ...faults].map((facts) => listFirstSteps(facts).length > 0)).not.toContain(false);
    },
  );
});

describe("ticking", () => {
  const all = {
    step_known_problem_searched: "true",
    step_teams_client_renewed: "true",
    step_teams_policies_compared: "true",
    step_other_client_tried: "true",
  };
  const none = Object.fromEntries(Object.keys(all).map((id) => [id, "false"]));
  const one = { ...none, step_other_client_tried: "true" };
  const taken = [
    "known_problem_searched",
    "teams_client_renewed",
    "teams_policies_compared",
    "other_client_tried",
  ];

  test.each([
    ["one begins it", "not_started", [], one, "in_progress"],
    ["all exhaust it", "not_started", [], all, "exhausted"],
    ["the rest exhausts it", "in_progress", ["other_client_tried"], all, "exhausted"],
    ["none leaves it", "not_started", [], none, "not_started"],
    ["what was begun without ticks stays begun", "in_progress", [], none, "in_progress"],
    ["taking the last tick away takes it back", "in_progress", ["other_client_tried"], none, "not_started"],
    ["all ticked before, taken back to one", "in_progress", taken, one, "in_progress"],
  ] as const)("decides the diagnosis: %s", (_what, diagnosis, stepsDone, values, after) => {
    const record = recordOf({ diagnosis }, { stepsDone: [...stepsDone] });

    expect(tickSteps(record, values).answers.diagnosis).toBe(after);
  });

  test("never lowers what the technician has said", () => {
    const record = recordOf({ serviceHealth: "not_checked", diagnosis: "exhausted" });

    expect(tickSteps(record, one).answers.diagnosis).toBe("exhausted");
  });

  test("leaves a diagnosis nobody was asked for open until a step is ticked", () => {
    const record = recordOf({ serviceHealth: "not_checked", diagnosis: undefined });
    const healthy = { step_health_checked: "healthy" };

    expect(tickSteps(record, { ...none, ...healthy }).answers).toEqual({ serviceHealth: "healthy" });
    expect(tickSteps(record, { ...one, ...healthy }).answers.diagnosis).toBe("in_progress");
  });

  test("keeps the steps of another product, and says what changed", () => {
    const record = recordOf(fault, { stepsDone: ["message_trace_run", "other_client_tried"] });
    const ticking = tickSteps(record, { ...none, step_teams_client_renewed: "true" });

    expect(ticking.stepsDone).toEqual(["message_trace_run", "health_checked", "teams_client_renewed"]);
    expect(ticking.changed).toEqual([
      { id: "teams_client_renewed", done: true },
      { id: "other_client_tried", done: false },
    ]);
  });

  test("counts service health as looked at where the answers say so", () => {
    expect(takenSteps(recordOf(fault))).toEqual(["health_checked"]);
    expect(
      takenSteps(recordOf({ ...fault, serviceHealth: "incident_active" }, { stepsDone: ["health_checked"] })),
    ).toEqual([]);
  });
});
