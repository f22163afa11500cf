import { z } from "zod";
import { Customer } from "../directory/customer";
import { CaseDetails } from "../intake/details";
import { CaseSource, StoredAnswers } from "../intake/intake";
import {
  closingReasons,
  editionIds,
  escalationTargets,
  outcomes,
  recordStates,
  routeIds,
  severities,
} from "../vocabulary";

export { formatRecordNumber, parseRecordNumber } from "../record-number";

/** The decision as it was made, kept whole so that an old record explains itself years later. */
const StoredVerdict = z.object({
  edition: z.enum(editionIds),
  row: z.string(),
  outcome: z.enum(outcomes),
  escalateTo: z.enum(escalationTargets).nullable(),
  route: z.enum(routeIds),
  severity: z.enum(severities).nullable(),
  responseHours: z.number().nullable(),
  responseBusinessDays: z.number().nullable(),
  ruleIds: z.array(z.string()),
  notes: z.array(z.string()),
});

/** A person as the authenticated activity named them: the Entra object id and the display name. */
export const Person = z.object({ id: z.string(), name: z.string() });
export type Person = Readonly<z.infer<typeof Person>>;

/** A severity a person has moved one step away from the computed one, with the reason. */
const SeverityOverride = z.object({
  severity: z.enum(severities),
  computed: z.enum(severities),
  reason: z.string(),
  by: Person,
  at: z.string(),
});

/** The tracking record of one case: what was asked, what was decided, and where it stands. */
export const CaseRecord = z.object({
  schema: z.literal(1),
  /** Gapless per tenant, from 1; shown as PS-000001. */
  number: z.int().positive(),
  /** Grows by one with every saved change. */
  revision: z.int().positive(),
  state: z.enum(recordStates),
  title: z.string(),
  customer: Customer.optional(),
  product: z.string().optional(),
  answers: StoredAnswers,
  verdict: StoredVerdict,
  requester: Person,
  /** Who has taken the case in the team. */
  owner: Person.optional(),
  /** The channel the case was sent to, by which route; absent while nobody sent it. */
  team: z.object({ conversationId: z.string(), routeId: z.string(), sentAt: z.string() }).optional(),
  /** The intake that made it, for editing the answers. */
  intakeId: z.string(),
  /** Evidence and contact for whoever takes the case over. */
  details: CaseDetails.default({}),
  /** First steps that were ticked, by id. */
  stepsDone: z.array(z.string()).default([]),
  override: SeverityOverride.optional(),
  /** Numbers of cases of this tenant that report the same. */
  related: z.array(z.int().positive()).default([]),
  /** The case this one was joined to. */
  parent: z.int().positive().optional(),
  /** The chat message it was begun from. */
  source: CaseSource.optional(),
  microsoftCase: z.object({ number: z.string(), filedAt: z.string() }).optional(),
  closingReason: z.enum(closingReasons).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type CaseRecord = Readonly<z.infer<typeof CaseRecord>>;

/** A record before the store has given it its number. */
export type NewCaseRecord = Omit<CaseRecord, "number">;

/** One line of the history, only ever appended: who changed which field from what to what, and why. */
export interface HistoryEntry {
  readonly at: string;
  readonly by: Person;
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly why: string | null;
  /** The record's revision the change led to; absent on lines written before it was kept. */
  readonly revision?: number;
}
