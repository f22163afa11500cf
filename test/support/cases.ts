/** Whole sets of answers people give, for tests that need a case rather than a rule. */
export const escalation = {
  partnerType: "direct_bill",
  agentRole: "admin_agent",
  tenantScope: "customer",
  cloud: "commercial",
  purchaseChannel: "csp",
  issueType: "technical_break_fix",
  product: "exchange-online",
  serviceHealth: "healthy",
  diagnosis: "exhausted",
  criteria: "service_unavailable",
  environment: "production",
  impact: "critical",
  techPlan: "premier",
  delegatedAdmin: "yes",
  azureAccess: "granted",
  supportContact: "reseller",
} as const satisfies Readonly<Record<string, string>>;

export const howTo = { ...escalation, issueType: "how_to", product: "onenote" } as const;
export const vendor = {
  ...escalation,
  product: "third-party-marketplace",
  purchaseChannel: "marketplace_third_party",
  impact: "moderate",
} as const;
export const healthFirst = { ...escalation, product: "onedrive", serviceHealth: "not_checked" } as const;
