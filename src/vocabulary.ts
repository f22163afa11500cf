/**
 * The closed word lists of the product: the same words on the wire, in the data, on the cards and on the
 * command line (architecture, contract words).
 */

/** The policy as it stood in 2017, as the 2020 texts have it (the default), and with newer public facts. */
export const editionIds = ["2017", "2020", "newer"] as const;
/** The texts of the policy a verdict goes by. */
export type EditionId = (typeof editionIds)[number];

/** Every input that can decide or colour a verdict, with all the values any edition allows. */
export const inputValues = {
  tenantScope: ["customer", "own"],
  partnerType: ["direct_bill", "indirect_provider", "indirect_reseller"],
  agentRole: ["admin_agent", "helpdesk_agent", "sales_agent", "user_admin", "global_admin"],
  cloud: ["commercial", "us_gov", "germany", "china_21v"],
  purchaseChannel: ["csp", "marketplace_third_party", "other"],
  productFamily: ["azure", "office365", "dynamics365", "ems", "marketplace", "partner_center"],
  issueType: [
    "technical_break_fix",
    "how_to",
    "configuration_deployment",
    "billing_question",
    "subscription_management",
    "billing_dispute",
    "sla_credit",
    "fraud_abuse",
    "portal_problem",
  ],
  serviceHealth: ["not_checked", "healthy", "incident_active", "incident_ended_persisting"],
  diagnosis: ["not_started", "in_progress", "exhausted"],
  criteria: [
    "undocumented_behaviour",
    "service_unavailable",
    "bug",
    "network_disruption",
    "regional_multitenant",
    "none",
  ],
  environment: ["production", "non_production"],
  impact: ["critical", "moderate", "minimal"],
  azureAccess: ["granted", "not_granted"],
  supportContact: ["provider", "reseller"],
  techPlan: ["premier", "advanced", "signature", "none", "unknown", "unified", "partner_cloud_support"],
  delegatedAdmin: ["yes", "no"],
  language: ["en", "zh-TW", "zh-CN", "other"],
} as const satisfies Record<string, readonly string[]>;

/** The ids of the inputs, on the wire and on the cards. */
export type InputId = keyof typeof inputValues;
/** What an input may be set to. */
export type InputValue<Id extends InputId> = (typeof inputValues)[Id][number];

/** The ids in the order the policy asks for them. */
export const inputIds = [
  "tenantScope",
  "partnerType",
  "agentRole",
  "cloud",
  "purchaseChannel",
  "productFamily",
  "issueType",
  "serviceHealth",
  "diagnosis",
  "criteria",
  "environment",
  "impact",
  "azureAccess",
  "supportContact",
  "techPlan",
  "delegatedAdmin",
  "language",
] as const satisfies readonly InputId[];

/** What is known of a case; an absent input is simply not known yet. */
export type Answers = { readonly [Id in InputId]?: InputValue<Id> };

/** Who solves it (policy facts, section 2.3 says what each must tell). */
export const outcomes = [
  "resolve",
  "escalate_to_microsoft",
  "escalate_to_indirect_provider",
  "contact_isv",
  "own_plan_needed",
  "service_health_first",
  "not_covered",
] as const;
/** How a case is decided. */
export type Outcome = (typeof outcomes)[number];

/** The gravest first; `non_break_fix` is what nothing is broken in (policy facts, section 3). */
export const severities = ["A", "B", "C", "non_break_fix"] as const;
/** How severe a case is by Microsoft's rules. */
export type Severity = (typeof severities)[number];

/** Whom a case can be escalated to. */
export const escalationTargets = ["microsoft", "indirect_provider", "isv"] as const;
/** Who takes an escalated case. */
export type EscalationTarget = (typeof escalationTargets)[number];

/** The doors a case goes through (policy facts, section 2.2). */
export const routeIds = [
  "partner_resolves",
  "service_health",
  "m365_admin_center",
  "azure_portal_via_partner_center",
  "azure_portal_by_domain",
  "azure_support_group",
  "handoff_admin_agent",
  "obtain_admin_relationship",
  "dynamics_support",
  "power_platform_admin_center",
  "partner_support_request",
  "indirect_provider",
  "marketplace_product_page",
  "own_portal_azure",
  "own_portal_m365",
  "obtain_plan",
  "explain",
] as const;
/** The door one case goes through. */
export type RouteId = (typeof routeIds)[number];

/** The life of a case; from which to which it may go stands in records/life-cycle.ts. */
export const recordStates = [
  "open",
  "escalated",
  "waiting_microsoft",
  "waiting_customer",
  "resolved",
  "closed",
] as const;
/** Where in its life a case is. */
export type RecordState = (typeof recordStates)[number];

/**
 * Who may read a case: every technician of the partner's tenant; those of the team it was sent to and the leads; or
 * only who began it and who has it. These two always may.
 */
export const caseAccesses = ["tenant", "team", "own"] as const;
/** How far reading a case reaches, a setting of the partner. */
export type CaseAccess = (typeof caseAccesses)[number];

/** Why a case is over, chosen by whoever closes it. */
export const closingReasons = [
  "solved_by_partner",
  "solved_by_microsoft",
  "solved_by_provider",
  "solved_by_isv",
  "service_incident_ended",
  "workaround_accepted",
  "duplicate",
  "not_reproducible",
  "withdrawn",
] as const;
/** Why one case is over. */
export type ClosingReason = (typeof closingReasons)[number];

/**
 * What is kept of a case beside the inputs that decide it: evidence for whoever takes the case over (policy facts,
 * section 2.1 `record`; ). `startedAt` is ISO time in UTC, `startedZone` the IANA zone it was said in.
 */
export const detailIds = [
  "startedAt",
  "startedZone",
  "usersAffected",
  "usersTotal",
  "workaround",
  "workaroundText",
  "resource",
  "stepsToReproduce",
  "errorText",
  "correlationIds",
  "incidentId",
  "stepsTried",
  "browsersTried",
  "proofOfImpact",
  "contactName",
  "contactEmail",
  "contactPhone",
  "diagnosticsConsent",
] as const;
/** One piece of evidence, and the input it is asked by. */
export type DetailId = (typeof detailIds)[number];

/** Whether people can work round the fault (question S5 of the policy facts, section 3). */
export const workarounds = ["none", "partial", "full"] as const;

/** How far a case has come, for the update the end customer gets. */
export const updateTones = ["received", "escalated", "solved"] as const;
/** The news an update brings the end customer. */
export type UpdateTone = (typeof updateTones)[number];

/** What a hand-over shows: what goes to whoever takes the case over, or what the end customer is told. */
export const handOverParts = ["case", "customer"] as const;
/** Whom the texts of a hand-over are for. */
export type HandOverPart = (typeof handOverParts)[number];

/** What a first sentence may tell; `newCustomer` is a domain or tenant id the directory does not know. */
export const recognisedFields = [
  "customer",
  "newCustomer",
  "product",
  "issueType",
  "tenantScope",
  "purchaseChannel",
  "partnerType",
  "agentRole",
  "techPlan",
  "cloud",
  "environment",
  "impact",
  "startedAt",
  "usersAffected",
  "usersTotal",
  "stepsTried",
  "language",
] as const;
/** The input a part of a first sentence is an answer to. */
export type RecognisedField = (typeof recognisedFields)[number];

/** The languages the product speaks itself. */
export const languages = ["en", "zh-TW", "zh-CN"] as const;
/** A language a person can be spoken to in; also the name of its file in `locales`. */
export type Language = (typeof languages)[number];

/** One text in each language the product speaks. */
export type Localized = { readonly [L in Language]: string };

/** Narrows a word that came from outside to one of a closed list. */
export function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return typeof value === "string" && words.some((word) => word === value);
}

/** What another program can ask to be told of; `changed` is any change the others do not name. */
export const askedKinds = ["created", "state", "severity", "owner", "note", "changed"] as const;
/** A kind of change another program has asked for. */
export type AskedKind = (typeof askedKinds)[number];
