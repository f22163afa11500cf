import { z } from "zod";
import { clockIds } from "../../clocks/clock-ids";
import { firstStepIds, healthStep } from "../../first-steps/list-first-steps";
import { CaseDetails } from "../../intake/details";
import { StoredAnswers } from "../../intake/intake";
import { questions } from "../../intake/questions";
import { linkKinds } from "../../records/link-records";
import { Person } from "../../records/record";
import { Moment, RecordNumber, RecordOutline } from "../../records/record-outline";
import {
  closingReasons,
  detailIds,
  editionIds,
  inputValues,
  recordStates,
  severities,
} from "../../vocabulary";

export { Moment, RecordNumber };

/** A case as a list shows it. */
export const RecordSummary = RecordOutline;

/** A case with all that its card tells. */
export const RecordDetail = RecordSummary.extend({
  nextStates: z.array(z.enum(recordStates)),
  edition: z.enum(editionIds),
  computedSeverity: z.enum(severities).nullable(),
  severityReason: z.string().nullable(),
  responseHours: z.number().nullable(),
  responseBusinessDays: z.number().nullable(),
  ruleIds: z.array(z.string()),
  answers: StoredAnswers,
  details: CaseDetails,
  stepsDone: z.array(z.string()),
  related: z.array(RecordNumber),
  parent: RecordNumber.nullable(),
  microsoftCase: z.object({ number: z.string(), filedAt: Moment }).nullable(),
  closingReason: z.enum(closingReasons).nullable(),
});

/** What is or was due first of a case, as its page shows it among its clocks. */
export const RecordDue = z.object({ clock: z.enum(clockIds), at: Moment });

/** A case in a list; `due` is null where nothing is. */
export const ListedRecord = RecordSummary.extend({ due: RecordDue.nullable() });

/** A page of a list. */
export const RecordList = z.object({
  records: z.array(ListedRecord),
  next: z
    .string()
    .nullable()
    .describe(
      "The cursor to go on with, also after a page that is shorter than its limit, or empty: not all was looked through " +
        "yet. Null at the end.",
    ),
});

/** What was changed, as it was kept. */
export const Entry = z.object({
  at: Moment,
  by: Person,
  field: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  why: z.string().nullable(),
  revision: z.int().positive().nullable(),
});

/** The history of a case, oldest first. */
export const RecordHistory = z.object({ entries: z.array(Entry) });

/** What is wrong beyond its shape is for the case to say. */
export const Nothing = z.strictObject({});
/** A note for the history. */
export const NewNote = z.strictObject({ note: z.string() });
/** The state a case is to have; how it ended only where it ends. */
export const NewState = z.strictObject({
  state: z.enum(recordStates),
  closingReason: z.enum(closingReasons).optional(),
  note: z.string().optional(),
});
/** Who is to have the case. */
export const NewOwner = z.strictObject({ owner: z.string().describe("One of the people of the page.") });
/** The severity a person holds right, one step from the computed one, and why. */
export const NewSeverity = z.strictObject({ severity: z.enum(severities), reason: z.string() });
/** Microsoft's number for the case and when it was filed. */
export const NewMicrosoftCase = z.strictObject({
  caseNumber: z.string(),
  filedDate: z.string().optional().describe("2026-11-21 in the zone of X-Time-Zone; with the time, or now."),
  filedTime: z.string().optional().describe("14:32."),
});
/** Field by field; an empty one takes the value away, one that is left out stays as it is. */
export const NewEvidence = z.strictObject(
  Object.fromEntries(
    [...detailIds.filter((id) => !id.startsWith("started")), "startedDate", "startedTime"].map((id) => [
      id,
      z.string().optional(),
    ]),
  ),
);
/** Step by step: whether it was taken; what service health showed. One that is left out stays as it is. */
export const NewFirstSteps = z.strictObject({
  ...Object.fromEntries(
    firstStepIds.filter((id) => id !== healthStep).map((id) => [id, z.boolean().optional()] as const),
  ),
  [healthStep]: z.enum(inputValues.serviceHealth).optional(),
});
/** Answer by answer, as the dialog asks them; one that is left out stays as it is. */
export const NewAnswers = z.strictObject(
  Object.fromEntries(questions.map(({ id }) => [id, z.string().max(1000).optional()])),
);
/** Another case, and how the two belong together. */
export const NewLink = z.strictObject({ other: RecordNumber, how: z.enum(linkKinds) });

/** What every refusal says (RFC 9457); `parameter` is the part of the address that is wrong. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  parameter: z.string().optional(),
});
/** 422: what is wrong, field by field, in words for whoever typed it. */
export const RefusedProblem = Problem.extend({
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
});
/** 412: somebody was faster; with the case as it is now. */
export const StaleProblem = Problem.extend({ record: RecordDetail });
