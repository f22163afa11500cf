import type { InputId } from "../vocabulary";

/** Ids of inputs on the cards; `customer` and the rest serve the hand-over and never decide. */
export type QuestionId = Exclude<InputId, "productFamily"> | "title" | "customer" | "newCustomer" | "product";

/** One question of the guided dialog. Texts: `question.<id>.*`, options: `value.<id>.<value>`. */
export interface Question {
  readonly id: QuestionId;
  /** Questions of one page are asked together; which of them, only earlier pages may decide. */
  readonly page: 1 | 2 | 3;
  /** The input of the decision table that the answer gives. Absent: it serves the hand-over, not the verdict. */
  readonly gives?: InputId;
  /** Offered as the preset choice; the person still confirms it by sending the page. */
  readonly preset?: string;
}

/** The questions in the order a technician reads them. To add one: a line here and its texts. */
export const questions: readonly Question[] = [
  { id: "title", page: 1 },
  { id: "customer", page: 1 },
  { id: "newCustomer", page: 1 },
  { id: "product", page: 1, gives: "productFamily" },
  { id: "issueType", page: 1, gives: "issueType" },
  { id: "tenantScope", page: 1, gives: "tenantScope", preset: "customer" },
  { id: "purchaseChannel", page: 1, gives: "purchaseChannel", preset: "csp" },
  { id: "partnerType", page: 1, gives: "partnerType" },
  { id: "cloud", page: 1, gives: "cloud", preset: "commercial" },
  { id: "language", page: 1, gives: "language" },
  { id: "serviceHealth", page: 2, gives: "serviceHealth" },
  { id: "diagnosis", page: 2, gives: "diagnosis" },
  { id: "environment", page: 2, gives: "environment" },
  { id: "impact", page: 2, gives: "impact" },
  { id: "criteria", page: 3, gives: "criteria" },
  { id: "azureAccess", page: 3, gives: "azureAccess" },
  { id: "supportContact", page: 3, gives: "supportContact", preset: "provider" },
  { id: "techPlan", page: 3, gives: "techPlan" },
  { id: "agentRole", page: 3, gives: "agentRole" },
  { id: "delegatedAdmin", page: 3, gives: "delegatedAdmin" },
];

/** What the profile card asks: the remembered questions and the language wished for Microsoft's replies. */
export const profileQuestionIds = ["partnerType", "agentRole", "techPlan", "cloud", "language"] as const;
/** A question of the profile card. */
export type ProfileQuestionId = (typeof profileQuestionIds)[number];
