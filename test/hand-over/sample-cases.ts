import type { CaseRecord } from "../../src/records/record";
import type { Answers, EditionId, RouteId } from "../../src/vocabulary";
import { recordOf } from "../cards/sample-views";

/** What a thorough technician has noted down. */
const details = {
  startedAt: "2026-11-21T01:00:00.000Z",
  startedZone: "Asia/Taipei",
  usersAffected: "120",
  usersTotal: "150",
  workaround: "partial",
  workaroundText: "Dial in by phone",
  errorText: "Sorry, we couldn't connect you.\n  at MeetingJoin (CAA20003)",
  correlationIds: "7f3c9f0e-2b1d-4c55-9f0e-1d2c3b4a5968",
  stepsToReproduce: "1. Open a Teams meeting link\n2. Select Join now",
  stepsTried: "Signed out everywhere, new profile, other network",
  contactName: "Ann Chen",
  contactEmail: "ann.chen@partner.example",
  contactPhone: "+886 2 5550 0100",
} as const;

type Changes = Partial<CaseRecord>;

function sample(answers: Answers, changes: Changes = {}, edition: EditionId = "2020"): CaseRecord {
  return recordOf(answers, { details, ...changes }, edition);
}

const azure: Changes = {
  title: "Web app answers with error 503 for some users",
  product: "azure-app-service",
  details: {
    ...details,
    workaround: "none",
    workaroundText: undefined,
    resource: "contoso-shop (resource group rg-prod)",
    errorText: "503 Service Unavailable\n  at GET /checkout",
    stepsToReproduce: "1. Open the shop\n2. Put something in the basket\n3. Select Check out",
    stepsTried: "Restarted the app, scaled out to three instances, rolled back the last deployment",
    diagnosticsConsent: "yes",
  },
};
const own = { customer: undefined } as const;

/** One case for every route there is. */
export const routeCases: Readonly<Record<RouteId, CaseRecord>> = {
  m365_admin_center: sample({}, { stepsDone: ["teams_client_renewed", "other_client_tried"] }),
  azure_portal_via_partner_center: sample({ productFamily: "azure", impact: "moderate" }, azure),
  azure_portal_by_domain: sample({ productFamily: "azure", delegatedAdmin: "no", impact: "moderate" }, azure),
  azure_support_group: sample(
    { productFamily: "azure", agentRole: "helpdesk_agent", impact: "moderate" },
    azure,
  ),
  handoff_admin_agent: sample({ agentRole: "sales_agent" }),
  obtain_admin_relationship: sample({ delegatedAdmin: "no" }),
  dynamics_support: sample(
    { productFamily: "dynamics365", issueType: "subscription_management", language: "zh-CN" },
    {
      title: "Five Sales licences cannot be assigned after the renewal",
      product: "d365-sales",
      details: { contactName: "Ann Chen", contactEmail: "ann.chen@partner.example" },
    },
  ),
  power_platform_admin_center: sample(
    { productFamily: "dynamics365", techPlan: "advanced", environment: "non_production", criteria: "bug" },
    {
      title: "Flows in the test environment stop with a time-out",
      product: "power-automate",
      details: {
        ...details,
        workaround: "full",
        workaroundText: "Start the flows by hand",
        resource: "contoso-test.crm5.dynamics.com",
        usersAffected: "4",
        usersTotal: undefined,
        errorText: "The operation timed out after 120 seconds",
        stepsToReproduce: "1. Open the flow Orders\n2. Select Run",
        stepsTried: "Turned the flow off and on, connected the connection anew",
      },
    },
    "newer",
  ),
  partner_support_request: sample(
    { issueType: "sla_credit" },
    {
      title: "Exchange Online was down on 12 November",
      product: "exchange-online",
      details: {
        ...details,
        workaround: undefined,
        workaroundText: undefined,
        correlationIds: undefined,
        stepsToReproduce: undefined,
        errorText: undefined,
        startedAt: "2026-11-12T01:00:00.000Z",
        stepsTried: "Tried Outlook on the web and on the phone, restarted clients",
        incidentId: "EX25194",
        proofOfImpact: "09:00-13:20, 120 of 150 mailboxes; customer's e-mail of 12 November; ticket 4711",
      },
    },
  ),
  indirect_provider: sample(
    {
      partnerType: "indirect_reseller",
      productFamily: "azure",
      azureAccess: "not_granted",
      impact: "moderate",
    },
    azure,
  ),
  marketplace_product_page: sample(
    { productFamily: "marketplace", purchaseChannel: "marketplace_third_party", impact: "moderate" },
    {
      title: "Backup jobs end with error 17",
      product: "third-party-marketplace",
      details: {
        ...details,
        workaround: "none",
        workaroundText: undefined,
        usersAffected: undefined,
        correlationIds: undefined,
        errorText: "Job 4711 failed: error 17, vault not reachable",
        stepsToReproduce: "1. Start any backup job\n2. Wait two minutes",
        stepsTried: "Started the job again, updated the agent",
      },
    },
  ),
  own_portal_azure: sample(
    { tenantScope: "own", productFamily: "azure", impact: "minimal" },
    { ...azure, ...own },
  ),
  own_portal_m365: sample({ tenantScope: "own" }, own),
  partner_resolves: sample({ diagnosis: "in_progress", impact: "moderate" }),
  service_health: sample(
    { serviceHealth: "not_checked", diagnosis: "not_started" },
    { details: { usersAffected: "120" } },
  ),
  obtain_plan: sample({ techPlan: "none" }),
  explain: sample({ cloud: "china_21v" }, { details: {} }),
};

const filed = { microsoftCase: { number: "2611210030001234", filedAt: "2026-11-21T04:05:00.000Z" } } as const;

/** Cases an end customer hears of: every outcome, and what makes the words differ. */
export const updateCases: Readonly<Record<string, CaseRecord>> = {
  escalate_to_microsoft: sample({}, { state: "waiting_microsoft", ...filed }),
  escalate_to_microsoft_not_filed: sample({}),
  escalate_to_microsoft_local_language: sample(
    { language: "zh-TW" },
    { state: "waiting_microsoft", ...filed },
  ),
  escalate_to_microsoft_no_permission: sample({ delegatedAdmin: "no" }),
  escalate_to_microsoft_credit: sample(
    { issueType: "sla_credit" },
    { title: "Exchange Online was down on 12 November", state: "waiting_microsoft", ...filed },
  ),
  escalate_to_microsoft_fraud: sample(
    { issueType: "fraud_abuse" },
    { title: "Unknown virtual machines are running" },
  ),
  escalate_to_microsoft_asks: sample({}, { state: "waiting_customer", ...filed }),
  escalate_to_indirect_provider: routeCases.indirect_provider,
  contact_isv: routeCases.marketplace_product_page,
  resolve: routeCases.partner_resolves,
  resolve_question: sample({ issueType: "how_to" }, { title: "How do I share a notebook?" }),
  resolve_billing: sample(
    { issueType: "billing_question", diagnosis: "in_progress" },
    { title: "Why is this month's bill higher?" },
  ),
  resolve_change: sample(
    { issueType: "configuration_deployment" },
    { title: "Please set up ten new mailboxes" },
  ),
  own_plan_needed: routeCases.obtain_plan,
  service_health_first: routeCases.service_health,
  service_health_first_incident: sample({ serviceHealth: "incident_active" }),
  not_covered: routeCases.explain,
  not_covered_elsewhere: sample({ purchaseChannel: "other" }),
  not_covered_germany: sample({ cloud: "germany" }),
  ended_incident: sample({}, { state: "resolved", closingReason: "service_incident_ended" }),
  ended_workaround: sample({}, { state: "resolved", closingReason: "workaround_accepted" }),
  ended_duplicate: sample({}, { state: "resolved", closingReason: "duplicate" }),
  ended_not_reproducible: sample({}, { state: "closed", closingReason: "not_reproducible" }),
  ended_withdrawn: sample({}, { state: "closed", closingReason: "withdrawn" }),
};
