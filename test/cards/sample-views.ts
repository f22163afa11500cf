import { createCardKit } from "../../src/cards/create-card-kit";
import { weekdaysIn } from "../../src/clocks/business-calendar";
import type { CardKit } from "../../src/cards/render-card";
import { loadCatalogue } from "../../src/catalogue/catalogue";
import type { Customer } from "../../src/directory/customer";
import { listEvidenceInputs } from "../../src/evidence/evidence-inputs";
import type { CaseSource, Intake } from "../../src/intake/intake";
import type { Profile } from "../../src/intake/profile";
import { profileQuestionIds, type Question, questions } from "../../src/intake/questions";
import { reportViews } from "./report-views";
import { routeViewsIn } from "./route-views";
import { textsOf } from "../../src/locales/texts";
import { evaluate } from "../../src/policy/evaluate";
import { loadPolicy } from "../../src/policy/load-policy";
import { type CaseRecord, formatRecordNumber, type HistoryEntry } from "../../src/records/record";
import type { SimilarCases } from "../../src/records/similar-cases";
import type { Audience, Option, QuestionView, View } from "../../src/views";
import {
  type Answers,
  closingReasons,
  type EditionId,
  type InputId,
  inputValues,
  type Language,
  recordStates,
} from "../../src/vocabulary";

export const policy = loadPolicy();
export const catalogue = loadCatalogue();

const { calendar: _calendar, ...product } = createCardKit({
  policy,
  catalogue,
  switches: { strictTechnicalVehicle: true },
  calendar: weekdaysIn("UTC"),
});
/** The product's own kit; business days are those of the reader's zone, links lead to a domain. */
export const kit: CardKit = {
  ...product,
  linkToCase: (number) => `https://support.contoso.com/cases/${formatRecordNumber(number)}`,
  linkToReports: () => "https://support.contoso.com/tab/?view=reports",
};

/** A Saturday noon in Taipei. */
export function audienceIn(
  language: Language,
  now = "2026-11-21T04:32:00.000Z",
  timeZone = "Asia/Taipei",
): Audience {
  return { language, timeZone, now };
}

export const contoso: Customer = {
  name: "Contoso",
  domain: "contoso.onmicrosoft.com",
  tenantId: "11111111-2222-4333-8444-555555555555",
  cloud: "commercial",
  relation: "delegated_admin",
};

const base: Answers = {
  tenantScope: "customer",
  partnerType: "direct_bill",
  agentRole: "admin_agent",
  cloud: "commercial",
  purchaseChannel: "csp",
  productFamily: "office365",
  issueType: "technical_break_fix",
  serviceHealth: "healthy",
  diagnosis: "exhausted",
  criteria: "service_unavailable",
  environment: "production",
  impact: "critical",
  techPlan: "premier",
  delegatedAdmin: "yes",
  language: "en",
};

export function intakeOf(changes: Partial<Intake> = {}): Intake {
  return {
    schema: 1,
    id: "in-1",
    revision: 3,
    state: "asking",
    mode: "card",
    title: "Nobody at the customer can join Teams meetings since 9:00",
    customer: contoso,
    product: "teams",
    answers: { tenantScope: "customer", cloud: "commercial", partnerType: "direct_bill" },
    draft: {},
    recognised: [],
    details: {},
    trail: [],
    createdAt: "2026-11-21T04:20:00.000Z",
    updatedAt: "2026-11-21T04:30:00.000Z",
    ...changes,
  };
}

export const profile: Profile = {
  schema: 1,
  revision: 2,
  partnerType: "direct_bill",
  agentRole: "admin_agent",
  techPlan: "advanced",
  cloud: "commercial",
  language: "en",
  welcomed: true,
  updatedAt: "2026-11-20T04:20:00.000Z",
};

/** A message in a channel of Teams. */
export const sourceOfTeams: CaseSource = {
  link: "https://teams.microsoft.com/l/message/19%3Ageneral%40thread.tacv2/1700000000000?groupId=5f0f3c7e",
  author: "Alex Rivera",
};

const ann = { id: "oid-ann", name: "Ann Chen" };

/** A record as the policy decides it from the answers. */
export function recordOf(
  answers: Answers = {},
  changes: Partial<CaseRecord> = {},
  edition: EditionId = "2020",
): CaseRecord {
  const all = { ...base, ...answers };
  const evaluation = evaluate(policy.editions[edition], all);
  if (evaluation.kind !== "verdict") throw new Error(`undecided: ${evaluation.inputs.join()}`);
  const { verdict } = evaluation;
  return {
    schema: 1,
    number: 123,
    revision: 4,
    state: "open",
    title: "Nobody at the customer can join Teams meetings since 9:00",
    customer: contoso,
    product: "teams",
    answers: all,
    verdict: { ...verdict, ruleIds: [...verdict.ruleIds], notes: [...verdict.notes] },
    requester: ann,
    details: {},
    stepsDone: [],
    related: [],
    intakeId: "in-1",
    createdAt: "2026-11-21T04:31:00.000Z",
    updatedAt: "2026-11-21T04:31:00.000Z",
    ...changes,
  };
}

export const history: readonly HistoryEntry[] = [
  {
    at: "2026-11-21T04:10:00.000Z",
    by: ann,
    field: "created",
    old: null,
    new: "escalate_to_microsoft B R15",
    why: null,
  },
  { at: "2026-11-21T04:20:00.000Z", by: ann, field: "impact", old: "moderate", new: "critical", why: null },
  {
    at: "2026-11-21T04:25:00.000Z",
    by: ann,
    field: "microsoftCase",
    old: null,
    new: "2611210030001234 (2026-11-21T04:05:00.000Z)",
    why: null,
  },
  {
    at: "2026-11-21T04:31:00.000Z",
    by: ann,
    field: "state",
    old: "open",
    new: "waiting_microsoft",
    why: "Filed by phone bridge team",
  },
];

/** The seven outcomes, and what else makes the card look different. */
export const records = {
  critical: recordOf(),
  azure: recordOf(
    { productFamily: "azure", impact: "moderate", techPlan: "unknown", language: "zh-TW" },
    { product: "azure-sql" },
  ),
  resolve: recordOf({ diagnosis: "in_progress", impact: "moderate" }),
  health: recordOf({ serviceHealth: "not_checked", diagnosis: "not_started" }),
  provider: recordOf({ partnerType: "indirect_reseller", supportContact: "provider" }),
  isv: recordOf(
    { productFamily: "marketplace", purchaseChannel: "marketplace_third_party" },
    { product: "third-party-marketplace" },
  ),
  plan: recordOf({ techPlan: "none" }),
  uncovered: recordOf({ cloud: "china_21v" }),
  fraud: recordOf({ issueType: "fraud_abuse" }),
  own: recordOf({ tenantScope: "own" }, { customer: undefined }),
  noCustomer: recordOf({}, { customer: undefined, product: undefined, title: "" }),
  newer: recordOf({ productFamily: "azure", techPlan: "unified" }, { product: "azure-vm" }, "newer"),
  old: recordOf({ issueType: "billing_dispute" }, {}, "2017"),
  waiting: recordOf(
    {},
    {
      state: "waiting_microsoft",
      microsoftCase: { number: "2611210030001234", filedAt: "2026-11-21T04:05:00.000Z" },
    },
  ),
  overdue: recordOf(
    {},
    {
      state: "waiting_microsoft",
      microsoftCase: { number: "2611210030001234", filedAt: "2026-11-21T01:05:00.000Z" },
    },
  ),
  closed: recordOf({}, { state: "closed", closingReason: "solved_by_microsoft" }),
  fromMessage: recordOf({}, { source: sourceOfTeams }),
} satisfies Record<string, CaseRecord>;

/** Three customers with the same problem, one of the cases the person's own. */
export const similar: SimilarCases = {
  customers: 3,
  more: false,
  sameCustomer: false,
  since: "2026-11-21T00:40:00.000Z",
  cases: [
    {
      number: 121,
      customer: "Fabrikam",
      technician: "Bo Lin",
      standing: "none",
      leader: 121,
      own: null,
    },
    {
      number: 122,
      customer: "Tailspin",
      technician: "Ann Chen",
      standing: "linked",
      leader: null,
      own: { title: "Teams meetings fail", startedAt: "2026-11-21T00:40:00.000Z" },
    },
    {
      number: 124,
      customer: "",
      technician: "Bo Lin",
      standing: "named",
      leader: 121,
      own: null,
    },
  ],
  parent: null,
  siblings: 0,
  led: 1,
};
export const joined: SimilarCases = { ...similar, parent: 3, siblings: 2, led: 2 };

export function verdictOf(record: CaseRecord): Extract<View, { kind: "verdict" }> {
  return { kind: "verdict", record, history, profile };
}

/** A question as the intake makes it, in the language's own words. */
export function questionOf(
  id: string,
  language: Language,
  changes: Partial<QuestionView> = {},
): QuestionView {
  const say = textsOf(language);
  const optional = (part: string): string => {
    try {
      return say(`question.${id}.${part}`);
    } catch {
      return "";
    }
  };
  return {
    id,
    kind: "choice",
    label: say(`question.${id}.label`),
    hint: optional("hint"),
    placeholder: optional("placeholder"),
    options: [],
    value: "",
    required: true,
    errorMessage: optional("required"),
    error: "",
    ...changes,
  };
}

function valuesIn(id: InputId, language: Language): readonly Option[] {
  return inputValues[id].map((value) => ({ value, title: textsOf(language)(`value.${id}.${value}`) }));
}

function asked(question: Question, language: Language): QuestionView {
  const preset = { value: question.preset ?? "" };
  switch (question.id) {
    case "title":
      return questionOf("title", language, { kind: "text", required: false });
    case "newCustomer":
      return questionOf("newCustomer", language, { kind: "text", required: false });
    case "customer":
      return questionOf("customer", language, { kind: "search", required: false, options: customersOf(3) });
    case "product":
      return questionOf("product", language, { kind: "search", options: productsIn(language) });
    default:
      return questionOf(question.id, language, { ...preset, options: valuesIn(question.id, language) });
  }
}

export function customersOf(count: number): readonly Option[] {
  return Array.from({ length: count }, (_, index) => ({
    value: `11111111-2222-4333-8444-${String(index).padStart(12, "0")}`,
    title: `Customer number ${index} with a rather long company name and an address behind it · customer${index}.onmicrosoft.com`,
  }));
}

export function productsIn(language: Language): readonly Option[] {
  return catalogue.products.map((product) => ({
    value: product.id,
    title: `${product.name[language]} · ${catalogue.familyName(product.family)[language]}`,
  }));
}

export function questionsOf(page: number, language: Language): readonly QuestionView[] {
  return questions
    .filter((question) => page === 0 || question.page === page)
    .map((question) => asked(question, language));
}

function evidenceQuestions(record: CaseRecord, language: Language): readonly QuestionView[] {
  const say = textsOf(language);
  return listEvidenceInputs(record).map(({ id, kind, maxLength, values }) => ({
    ...questionOf(id, language, {
      kind,
      required: false,
      options: values.map((value) => ({ value, title: say(`value.${id}.${value}`) })),
      errorMessage: say("card.field_wrong"),
    }),
    maxLength,
  }));
}

function choose(id: string, language: Language, options: readonly Option[]): QuestionView {
  return questionOf(id, language, { options, required: id === "newState" });
}

/** Every view there is, by a name of its own, as a person of this language gets it. */
/** Cases as a team's channel sees them: new, taken, with the longest texts, waiting, and settled. */
function teamViews(language: Language): Readonly<Record<string, View>> {
  const team = { conversationId: "19:desk", routeId: "r-1", sentAt: "2026-11-21T04:31:00.000Z" };
  const owner = { id: "oid-bo", name: "Bo Li ".repeat(30) };
  const taken = recordOf({}, { team, owner, state: "escalated" });
  const long = {
    ...taken,
    title: "A long title ".repeat(60),
    customer: { ...contoso, name: "C".repeat(400) },
  };
  const filed = {
    ...taken,
    state: "waiting_microsoft" as const,
    microsoftCase: { number: "2611210010", filedAt: "2026-11-21T04:00:00.000Z" },
  };
  const settled = { ...taken, state: "resolved" as const, closingReason: "solved_by_partner" as const };
  const question = questionOf("newOwner", language, { kind: "choice", required: true });
  const options = [{ value: "oid-ann", title: "Ann Chen" }];
  return {
    team_new: { kind: "team_case", record: recordOf({}, { team, state: "escalated" }), history: [] },
    team_taken: { kind: "team_case", record: taken, history, notice: { key: "team_taken" } },
    team_long: {
      kind: "team_case",
      record: long,
      history,
      notice: { key: "team_taken_by", values: { name: owner.name } },
    },
    team_filed: { kind: "team_case", record: filed, history },
    team_settled: { kind: "team_case", record: settled, history },
    team_menu: {
      kind: "menu",
      record: taken,
      team: { tenantId: "t-1", address: "mei.chen@partner.example" },
    },
    team_menu_new: {
      kind: "menu",
      record: recordOf({}, { team }),
      team: { tenantId: "t-1", address: "mei.chen@partner.example" },
    },
    team_owner: { kind: "form", form: "owner", record: taken, questions: [{ ...question, options }] },
    team_send: { kind: "menu", record: recordOf() },
  };
}

/** A shared card: as a link brings it, as it is posted, as who may open it sees it, and at its longest. */
function sharedViews(): Readonly<Record<string, View>> {
  const shared = { kind: "shared_case", number: 123, tenantId: "t-1" } as const;
  const longest = {
    title: "A long title ".repeat(60),
    customer: { ...contoso, name: "C".repeat(400) },
    owner: { id: "oid-bo", name: "Bo Li ".repeat(30) },
  };
  return {
    sharedNumber: { ...shared, record: null, shows: "number" },
    sharedState: { ...shared, record: records.critical, shows: "state" },
    sharedCase: { ...shared, record: records.waiting, shows: "case" },
    sharedLongest: { ...shared, record: recordOf({}, longest), shows: "case" },
  };
}

export function viewsIn(language: Language): Readonly<Record<string, View>> {
  const say = textsOf(language);
  const states = recordStates.map((state) => ({ value: state, title: say(`state.${state}`) }));
  const endings = closingReasons.map((reason) => ({ value: reason, title: say(`closingReason.${reason}`) }));
  const note = questionOf("note", language, { kind: "longText", required: false });
  const [environment, impact] = [questionOf("environment", language), questionOf("impact", language)];
  return {
    welcome: { kind: "welcome" },
    ...teamViews(language),
    greeting: { kind: "greeting", notice: { key: "nothing_unfinished" } },
    help: { kind: "help" },
    page1: {
      kind: "page",
      intake: intakeOf({ title: "", customer: undefined, product: undefined, answers: {} }),
      profile: null,
      page: 1,
      questions: questionsOf(1, language),
      canGoBack: false,
    },
    pageFromMessage: {
      kind: "page",
      intake: intakeOf({ source: sourceOfTeams }),
      profile,
      page: 1,
      questions: questionsOf(1, language),
      canGoBack: false,
    },
    page2: {
      kind: "page",
      intake: intakeOf(),
      profile,
      page: 2,
      questions: questionsOf(2, language),
      canGoBack: true,
    },
    page3: {
      kind: "page",
      intake: intakeOf(),
      profile,
      page: 3,
      questions: questionsOf(3, language),
      canGoBack: true,
    },
    page0: {
      kind: "page",
      intake: intakeOf(),
      profile,
      page: 0,
      questions: questionsOf(0, language),
      canGoBack: false,
    },
    pageWithFaults: {
      kind: "page",
      intake: intakeOf(),
      profile,
      page: 2,
      questions: [
        { ...environment, options: valuesIn("environment", language), value: "production" },
        { ...impact, options: valuesIn("impact", language), error: say("question.impact.required") },
      ],
      canGoBack: true,
      notice: { key: "check_fields" },
    },
    ask: { kind: "ask", intake: intakeOf(), question: { ...impact, options: valuesIn("impact", language) } },
    resume: { kind: "resume", intake: intakeOf() },
    aside: {
      ...{ kind: "aside", intake: intakeOf(), text: "Exchange rejects all mail of Fabrikam", canAdd: true },
      answer: { id: "product", value: "exchange-online", title: "Exchange Online" },
    },
    resumeEmpty: { kind: "resume", intake: intakeOf({ title: "", customer: undefined }) },
    cancelled: { kind: "cancelled", intake: intakeOf({ state: "cancelled" }) },
    ...Object.fromEntries(
      Object.entries(records).map(([name, record]) => [`verdict-${name}`, verdictOf(record)]),
    ),
    verdictWithSimilar: { ...verdictOf(records.critical), similar },
    verdictWithSimilarAndSteps: { ...verdictOf(records.resolve), similar: joined },
    verdictWithNotice: { ...verdictOf(records.waiting), notice: { key: "filed" } },
    formFile: {
      kind: "form",
      form: "file",
      record: records.critical,
      questions: [
        questionOf("caseNumber", language, { kind: "text" }),
        questionOf("filedDate", language, { kind: "date", required: false, value: "2026-11-21" }),
        questionOf("filedTime", language, { kind: "time", required: false }),
      ],
    },
    formState: {
      kind: "form",
      form: "state",
      record: records.waiting,
      questions: [choose("newState", language, states), choose("closingReason", language, endings), note],
    },
    formNote: { kind: "form", form: "note", record: records.waiting, questions: [note] },
    formEvidence: {
      kind: "form",
      form: "evidence",
      record: records.critical,
      questions: evidenceQuestions(records.critical, language),
      notice: { key: "check_fields" },
    },
    handOver: {
      kind: "hand_over",
      record: records.critical,
      part: "case",
      updateLanguage: null,
      tone: null,
    },
    handOverToCustomer: {
      kind: "hand_over",
      record: records.waiting,
      part: "customer",
      updateLanguage: "zh-TW",
      tone: "escalated",
    },
    handOverNote: {
      kind: "hand_over",
      record: records.uncovered,
      part: "case",
      updateLanguage: null,
      tone: null,
    },
    cases: {
      kind: "cases",
      records: [records.critical, records.azure, records.overdue, records.uncovered, records.closed],
      total: 12,
      overridden: 0,
      offset: 5,
      next: 10,
    },
    casesEmpty: { kind: "cases", records: [], total: 0, overridden: 0, offset: 0, next: null },
    profile: {
      kind: "profile",
      profile,
      questions: profileQuestionIds.map((id) =>
        questionOf(id, language, {
          options: valuesIn(id, language),
          value: profile[id] ?? "",
          required: false,
        }),
      ),
    },
    language: { kind: "language", current: language },
    message: { kind: "message", notice: { key: "try_again" } },
    subjectPerson: { kind: "subject_data", subject: { kind: "person", id: "ada" }, name: "Ada", rows: 12 },
    subjectCustomer: {
      ...{ kind: "subject_data", subject: { kind: "customer", id: "contoso.com" } },
      ...{ name: "[contoso.com](https://evil.example)", rows: 1 },
    },
    dataOffer: { kind: "data_offer", subject: { kind: "person", id: "ada" }, content: "{}" },
    channel: { kind: "channel" },
    ...reportViews,
    ...sharedViews(),
    ...routeViewsIn(language),
  };
}
