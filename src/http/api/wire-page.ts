import { z } from "zod";
import { clockIds } from "../../clocks/clock-ids";
import { conversationKinds } from "../../escalation/conversation";
import { deliveryErrors, deliveryKinds, deliveryStates } from "../../escalation/delivery";
import { fileFaults, fileStates } from "../../records/case-file";
import { Person } from "../../records/record";
import { teamActions } from "../../records/permissions";
import {
  caseAccesses,
  closingReasons,
  inputValues,
  languages,
  recordStates,
  severities,
} from "../../vocabulary";
import { Entry, Moment, RecordDetail, RecordNumber } from "./wire";

/** What can be done with a case: the actions of the cards. */
export const caseActions = [...teamActions, "steps", "answers", "link"] as const;
/** One thing that can be done with a case. */
export type CaseAction = (typeof caseActions)[number];

/** A word of our lists, and how the reader says it. */
const Named = z.object({ id: z.string(), name: z.string() });

/** One action, and why the caller may not do it now; both null where they may. */
export const AllowedAction = z.object({
  action: z.enum(caseActions),
  isAllowed: z.boolean(),
  /** A key of the product's texts, and the sentence in the caller's language. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
});

const clockStates = ["running", "paused", "overdue", "kept", "missed", "ended"] as const;

/** Everything a page about one case shows, in the caller's language. */
export const CasePage = z.object({
  record: RecordDetail,
  /** The same facts as a person reads them; empty where nothing is known. */
  words: z.object({
    state: z.string(),
    severity: z.string(),
    outcome: z.string(),
    /** Whose it is and what to do, as the card's heading says it. */
    verdict: z.string(),
    route: z.string(),
    product: z.string(),
    customer: z.string(),
    closingReason: z.string(),
    answers: z.array(z.object({ id: z.string(), label: z.string(), value: z.string() })),
    details: z.array(z.object({ id: z.string(), label: z.string(), value: z.string() })),
  }),
  /** Why it was decided so: the sentence of each rule, where it stands and of what date it is. */
  reasons: z.array(
    z.object({
      ruleId: z.string(),
      text: z.string(),
      source: z.string(),
      url: z.string().nullable(),
      date: z.string().nullable(),
    }),
  ),
  /** What to bear in mind, beside the steps. */
  notes: z.array(z.string()),
  steps: z.array(z.object({ id: z.string(), text: z.string(), rules: z.array(z.string()) })),
  /** An address, or the path through menus where there is none that is sure. */
  links: z.array(
    z.object({ id: z.string(), label: z.string(), url: z.string().nullable(), menu: z.string().nullable() }),
  ),
  firstSteps: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      isDone: z.boolean(),
      /** What service health showed, for the step that asks for it; all others are ticked. */
      health: z.enum(inputValues.serviceHealth).nullable(),
      links: z.array(z.object({ label: z.string(), url: z.string() })),
    }),
  ),
  /** Questions the caller has still to answer before the case is decided again; the form of the answers has them. */
  openQuestions: z.int().nonnegative(),
  /** What the newest change of answers made of the verdict, and because of what; empty after any other change. */
  difference: z.array(z.string()),
  clocks: z.array(
    z.object({
      clock: z.enum(clockIds),
      since: Moment,
      dueAt: Moment.nullable(),
      endedAt: Moment.nullable(),
      state: z.enum(clockStates),
      /** How it stands, in words; empty for one that has ended. */
      text: z.string(),
    }),
  ),
  /** The history, newest first, as it was kept and as it is read. */
  timeline: z.array(
    Entry.extend({
      /** "Severity: B → A". */
      text: z.string(),
    }),
  ),
  evidence: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      need: z.enum(["required", "useful"]),
      isThere: z.boolean(),
      rules: z.array(z.string()),
    }),
  ),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contentType: z.string().nullable(),
      size: z.int().nullable(),
      state: z.enum(fileStates),
      reason: z.enum(fileFaults).nullable(),
      by: Person,
      at: Moment,
      /** The path to its bytes; null where they are not kept. */
      href: z.string().nullable(),
    }),
  ),
  /** What was and is to be sent about the case, newest first. */
  deliveries: z.array(
    z.object({
      key: z.string(),
      what: z.string(),
      kind: z.enum(deliveryKinds),
      state: z.enum(deliveryStates),
      error: z.enum(deliveryErrors).nullable(),
      place: z.object({ kind: z.enum(conversationKinds), name: z.string() }).nullable(),
      createdAt: Moment,
      sentAt: Moment.nullable(),
      attempts: z.int(),
    }),
  ),
  /** Into Teams; null where there is nothing to lead to, and in local mode. */
  deepLinks: z.object({ chat: z.string().nullable(), post: z.string().nullable() }),
  /** Cases it is linked with, as far as the caller may see them. */
  related: z.array(
    z.object({
      number: RecordNumber,
      title: z.string(),
      state: z.enum(recordStates),
      standing: z.enum(["related", "parent"]),
    }),
  ),
  /** Cases that look like the same problem, and what each is to this one; null where there is none. */
  similar: z
    .object({
      summary: z.string(),
      joined: z.array(z.string()),
      cases: z.array(
        z.object({
          number: RecordNumber,
          customer: z.string(),
          technician: z.string(),
          /** Null where the caller may not open it. */
          title: z.string().nullable(),
          state: z.enum(recordStates).nullable(),
          /** `named`: that one says it is the same, this one does not. */
          standing: z.enum(["none", "linked", "named"]),
          /** The case this one can be joined to through it. */
          joinTo: RecordNumber.nullable(),
        }),
      ),
    })
    .nullable(),
  actions: z.array(AllowedAction),
  /** What the caller can choose for the actions. */
  choices: z.object({
    states: z.array(Named.extend({ id: z.enum(recordStates) })),
    severities: z.array(Named.extend({ id: z.enum(severities) })),
    serviceHealth: z.array(Named.extend({ id: z.enum(inputValues.serviceHealth) })),
    closingReasons: z.array(Named.extend({ id: z.enum(closingReasons) })),
    people: z.array(Person),
  }),
});

/** Who asks, what they may see and choose from, and what this product offers. */
export const Me = z.object({
  person: Person,
  tenantId: z.string(),
  isLead: z.boolean(),
  /** The language the bot speaks to this person; null: that of their client. */
  language: z.enum(languages).nullable(),
  /** Whose cases the caller may read, beside their own: the tenant's, those of their teams, or nobody's. */
  access: z.enum(caseAccesses),
  /** People met in the teams of the tenant. */
  people: z.array(Person),
  /** The channels cases can be sent to, as far as the caller may see them. */
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  products: z.array(z.object({ id: z.string(), name: z.string(), family: z.string() })),
  /** Keys as the list's filter takes them. */
  customers: z.array(z.object({ key: z.string(), name: z.string() })),
  features: z.object({ isLocal: z.boolean(), hasReports: z.boolean(), hasSearch: z.boolean() }),
});

/** The query of a form. */
export const FormParameters = z.strictObject({
  state: z.enum(recordStates).optional().describe("For the form of the state: which one is chosen already."),
});

/** A form of a card, in the caller's language; ids are the fields of the action's body. */
export const CaseForm = z.object({
  form: z.string(),
  revision: z.int().positive(),
  questions: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["choice", "choices", "search", "text", "longText", "date", "time"]),
      label: z.string(),
      hint: z.string(),
      placeholder: z.string(),
      options: z.array(z.object({ value: z.string(), title: z.string() })),
      value: z.string(),
      required: z.boolean(),
      errorMessage: z.string(),
      maxLength: z.int().nullable(),
    }),
  ),
});
