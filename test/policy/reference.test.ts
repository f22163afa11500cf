import fc from "fast-check";
import { StoredAnswers } from "../../src/intake/intake";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { allowedValues } from "../../src/policy/allowed-values";
import { type Answers, type EditionId, inputIds } from "../../src/vocabulary";

/**
 * The decision table written a second time, as a person would read it from the policy's own document and without a
 * look at our data. Where both agree on everything, neither has a slip of the pen.
 */
const policy = loadPolicy();

type Decision = readonly [row: string, outcome: string, escalateTo: string | null, route: string];

const handOff: readonly (string | undefined)[] = ["sales_agent", "user_admin", "global_admin"];
const billing: readonly (string | undefined)[] = [
  "billing_question",
  "subscription_management",
  "billing_dispute",
];
const belowAdvanced: readonly (string | undefined)[] = ["none", "signature", "partner_cloud_support"];

function familyRoute(a: Answers, edition: EditionId): string {
  const isAzure = a.productFamily === "azure";
  if (isAzure && a.agentRole === "helpdesk_agent") return "azure_support_group";
  if (handOff.includes(a.agentRole)) return "handoff_admin_agent";
  if (isAzure)
    return a.delegatedAdmin === "no" ? "azure_portal_by_domain" : "azure_portal_via_partner_center";
  if (a.delegatedAdmin === "no") return "obtain_admin_relationship";
  if (a.productFamily !== "dynamics365") return "m365_admin_center";
  if (billing.includes(a.issueType)) return "dynamics_support";
  return edition === "newer" ? "power_platform_admin_center" : "m365_admin_center";
}

function decide(a: Answers, edition: EditionId, isStrict: boolean): Decision {
  const isReseller = a.partnerType === "indirect_reseller";
  const isMarketplace = a.productFamily === "marketplace" || a.purchaseChannel === "marketplace_third_party";
  const isBreakFix = a.issueType === "technical_break_fix";
  const hasEnded = a.serviceHealth === "incident_ended_persisting";
  const toProvider = (row: string): Decision => [
    row,
    "escalate_to_indirect_provider",
    "indirect_provider",
    "indirect_provider",
  ];
  const toMicrosoft = (row: string, isCommerce: boolean): Decision => [
    row,
    "escalate_to_microsoft",
    "microsoft",
    isCommerce ? "partner_support_request" : familyRoute(a, edition),
  ];
  const resolve = (row: string): Decision => [row, "resolve", null, "partner_resolves"];
  const health = (row: string): Decision => [row, "service_health_first", null, "service_health"];

  if (a.cloud === "germany" || a.cloud === "china_21v") return ["R0", "not_covered", null, "explain"];
  if (a.tenantScope === "own") {
    return [
      "R1",
      "own_plan_needed",
      "microsoft",
      a.productFamily === "azure" ? "own_portal_azure" : "own_portal_m365",
    ];
  }
  if (a.purchaseChannel === "other") return ["R2", "not_covered", null, "explain"];
  if (a.productFamily === "partner_center") return toMicrosoft("R3", true);
  if (a.issueType === "fraud_abuse") return isReseller ? toProvider("R4") : toMicrosoft("R4", isMarketplace);
  const dispute = (row: string): Decision =>
    isReseller ? toProvider(row) : toMicrosoft(row, isMarketplace || a.issueType === "sla_credit");
  if (a.issueType === "billing_dispute" || a.issueType === "sla_credit") return dispute("R5");
  if (a.issueType === "billing_question" || a.issueType === "subscription_management") {
    return a.diagnosis === "exhausted" ? dispute("R6") : resolve("R6");
  }
  if (isMarketplace) return ["R7", "contact_isv", "isv", "marketplace_product_page"];
  if (a.issueType === "how_to" || a.issueType === "configuration_deployment") return resolve("R8");
  if (isBreakFix && a.serviceHealth === "not_checked") return health("R9");
  if (isBreakFix && a.serviceHealth === "incident_active") return health("R10");
  if (isBreakFix && a.diagnosis !== "exhausted" && !hasEnded) return resolve("R11");
  if (isBreakFix && a.criteria === "none" && !hasEnded) return resolve("R12");
  const isProvidersAzure = edition === "newer" || a.azureAccess === "not_granted";
  const isProviders = a.productFamily === "azure" ? isProvidersAzure : a.supportContact === "provider";
  if (isReseller && isProviders) return toProvider("R13");
  const isDynamicsBelow = a.productFamily === "dynamics365" && belowAdvanced.includes(a.techPlan);
  if ((isStrict && a.techPlan === "none") || isDynamicsBelow)
    return ["R14", "own_plan_needed", null, "obtain_plan"];
  return toMicrosoft("R15", false);
}

function classify(a: Answers, row: string): string {
  if (row === "R3" || a.issueType !== "technical_break_fix") return "non_break_fix";
  if (a.environment === "non_production" || a.impact === "minimal") return "C";
  return a.impact === "critical" ? "A" : "B";
}

test.each([
  ["2020", true],
  ["2020", false],
  ["newer", true],
] as const)(
  "edition %s, strict reading %s, agrees with the table read by hand",
  (edition, isStrict) => {
    const complete = fc.record(
      Object.fromEntries(
        inputIds.map((id) => [id, fc.constantFrom(...allowedValues(policy.editions[edition], id))]),
      ),
    );
    // Most answers would end in the first rows; the ordinary ones are drawn more often.
    const ordinary = fc.record({ cloud: fc.constant("commercial"), tenantScope: fc.constant("customer") });
    fc.assert(
      fc.property(complete, fc.option(ordinary, { freq: 4 }), (drawn, usual) => {
        const answers = StoredAnswers.parse({ ...drawn, ...usual });
        const [row, outcome, escalateTo, route] = decide(answers, edition, isStrict);
        const severity = classify(answers, row);
        const isMicrosofts = outcome === "escalate_to_microsoft";
        const hours = { A: 2, B: 4, C: 8 }[severity] ?? null;
        expect(
          evaluate(policy.editions[edition], answers, { strictTechnicalVehicle: isStrict }),
        ).toMatchObject({
          kind: "verdict",
          verdict: {
            row,
            outcome,
            escalateTo,
            route,
            severity,
            responseHours: isMicrosofts ? hours : null,
            responseBusinessDays: isMicrosofts && severity === "non_break_fix" ? 1 : null,
          },
        });
      }),
      { numRuns: 20_000 },
    );
  },
  60_000,
);
