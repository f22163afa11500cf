import fc from "fast-check";
import { StoredAnswers } from "../../src/intake/intake";
import { allowedValues } from "../../src/policy/allowed-values";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import type { Verdict } from "../../src/policy/verdict";
import { type Answers, inputIds } from "../../src/vocabulary";

/** What each outcome must say (policy facts, section 2.3), written down a second time without a look at the data. */
function mustSay(verdict: Verdict, answers: Answers): readonly string[] {
  const { outcome, route, row } = verdict;
  switch (outcome) {
    case "escalate_to_microsoft":
      return ["P-78", ...timeRules(verdict, answers), ...filingRules(route, answers)];
    case "escalate_to_indirect_provider":
      return row === "R13" && answers.productFamily === "azure" ? ["P-13", "P-45", "Q-25"] : ["P-13"];
    case "contact_isv":
      return ["P-61", "P-62", "P-63", ...(answers.partnerType === "indirect_reseller" ? ["Q-28"] : [])];
    case "own_plan_needed":
      return planRules(route);
    case "service_health_first":
      return ["P-07", "Q-11", "Q-12", "Q-15"];
    case "resolve":
      return answers.issueType === "how_to" ? ["Q-20", "P-35", "P-36", "Q-22"] : ["Q-20"];
    case "not_covered":
      return [];
  }
}

/** What the answers by themselves call for, whoever takes the case then. */
function answerRules({ row, outcome, route }: Verdict, answers: Answers): readonly string[] {
  const isTechnical = row === "R13" || row === "R14" || row === "R15";
  const isMarketplace =
    answers.productFamily === "marketplace" || answers.purchaseChannel === "marketplace_third_party";
  return [
    ...(isTechnical && answers.serviceHealth === "incident_ended_persisting" ? ["Q-15"] : []),
    ...(row === "R15" && answers.partnerType === "indirect_reseller" ? resellerRules(answers) : []),
    ...(row === "R6" ? ["P-27", "Q-17"] : []),
    ...(row === "R6" && isMarketplace ? ["Q-26"] : []),
    ...(row === "R6" && isMarketplace && answers.partnerType === "indirect_reseller" ? ["Q-28"] : []),
    ...(outcome === "not_covered" ? [] : cloudRules(answers)),
    ...(row === "R14" && answers.partnerType === "direct_bill" ? ["Q-45"] : []),
    ...(row === "R15" && answers.techPlan === "signature" ? ["Q-31"] : []),
    ...(route === "azure_portal_via_partner_center" && outcome === "escalate_to_microsoft" ? ["Q-32"] : []),
  ];
}

/** Why a reseller may file at all: the provider's grant on Azure, else being the support contact. */
function resellerRules({ productFamily }: Answers): readonly string[] {
  return productFamily === "azure" ? ["P-45"] : ["Q-34", "P-46"];
}

/** The rules hold in the US Government cloud, whose Partner Center had no indirect model: reseller or provider. */
function cloudRules({ cloud, partnerType }: Answers): readonly string[] {
  if (cloud !== "us_gov") return [];
  return partnerType === "direct_bill" ? ["P-38"] : ["P-38", "Q-44"];
}

/**
 * The time of the severity with its caveats: English only, local languages in business hours, not break-fix.
 * Partner Center's own faults lie outside these times.
 */
function timeRules({ severity, row }: Verdict, { language }: Answers): readonly string[] {
  const local = language === "en" || row === "R3" ? [] : ["P-76"];
  if (severity === "non_break_fix") return ["P-77", ...local];
  const time = { A: "P-72", B: "P-73", C: "P-74" }[severity ?? "C"];
  return [time, "P-71", "P-75", ...local];
}

/** Own contact details, where to follow up, the plan to name, and the customer's context. */
function filingRules(route: Verdict["route"], { productFamily }: Answers): readonly string[] {
  if (route === "partner_support_request") return ["Q-38"];
  if (route === "dynamics_support") return ["P-83", "P-59"];
  if (route === "power_platform_admin_center") return ["P-59", "Q-07", "Q-43b"];
  return productFamily === "azure" ? ["P-50", "P-51", "P-52", "P-79"] : ["P-59", "P-60", "Q-07"];
}

function planRules(route: Verdict["route"]): readonly string[] {
  if (route === "obtain_plan") return ["P-19", "P-20", "P-21", "P-22", "P-23", "P-70"];
  return route === "own_portal_azure" ? ["P-66", "P-68", "P-80", "P-81"] : ["P-66", "P-67", "P-82"];
}

test.each(["2020", "newer"] as const)(
  "every verdict of edition %s cites what its outcome has to say",
  (id) => {
    const edition = loadPolicy().editions[id];
    const complete = fc.record(
      Object.fromEntries(inputIds.map((id) => [id, fc.constantFrom(...allowedValues(edition, id))])),
    );
    // Most answers would end in the first rows; the ordinary ones are drawn more often.
    const ordinary = fc.record({ cloud: fc.constant("commercial"), tenantScope: fc.constant("customer") });
    fc.assert(
      fc.property(complete, fc.option(ordinary, { freq: 4 }), (drawn, usual) => {
        const answers = StoredAnswers.parse({ ...drawn, ...usual });
        const evaluation = evaluate(edition, answers);
        if (evaluation.kind !== "verdict") throw new Error("complete answers are decided");
        const { verdict } = evaluation;
        expect(verdict.ruleIds).toEqual(
          expect.arrayContaining([...mustSay(verdict, answers), ...answerRules(verdict, answers)]),
        );
      }),
      { numRuns: 3000 },
    );
  },
);

test("a Helpdesk agent on Azure is not asked for an admin relationship, and starts in Partner Center all the same", () => {
  const evaluation = evaluate(loadPolicy().editions["2020"], {
    tenantScope: "customer",
    partnerType: "direct_bill",
    agentRole: "helpdesk_agent",
    cloud: "commercial",
    purchaseChannel: "csp",
    productFamily: "azure",
    issueType: "fraud_abuse",
  });

  if (evaluation.kind !== "verdict") throw new Error("nothing more decides the route");
  expect(evaluation.verdict.route).toBe("azure_support_group");
  expect(evaluation.verdict.ruleIds).toContain("Q-07");
});
