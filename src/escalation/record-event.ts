import { z } from "zod";
import { type CaseRecord, formatRecordNumber, type HistoryEntry, Person } from "../records/record";
import { Moment, outlineRecord, RecordOutline } from "../records/record-outline";
import { askedKinds, closingReasons } from "../vocabulary";

/** What an event tells of; `changed` is anything the others do not name, `test` was asked for by a person. */
const eventKinds = [...askedKinds, "test"] as const;
/** One of the changes an event may tell of. */
export type EventKind = (typeof eventKinds)[number];

/** One saved change of one case, as other programs are told of it. */
export const RecordEvent = z.object({
  id: z
    .string()
    .describe("The same however often it is sent, and of this change alone: what has come once can be left."),
  at: Moment,
  kinds: z.array(z.enum(eventKinds)).describe("All that the change was."),
  by: Person.describe("Who made it; an empty id: the product itself."),
  record: RecordOutline.extend({
    microsoftCase: z.string().nullable(),
    closingReason: z.enum(closingReasons).nullable(),
  })
    .nullable()
    .describe("The case as the change left it; null in a test."),
  changes: z
    .array(
      z.object({
        field: z.string(),
        old: z.string().nullable(),
        new: z.string().nullable(),
        why: z.string().nullable(),
      }),
    )
    .describe("The lines of the history."),
});
export type RecordEvent = z.infer<typeof RecordEvent>;

/** UTF-16 characters of one value; a line of a history may hold a whole message. */
const longestValue = 2000;
const mostChanges = 40;

/** The event of a change; its id follows from the case and its revision. */
export function makeEvent(record: CaseRecord, history: readonly HistoryEntry[]): RecordEvent {
  const [first] = history;
  return {
    id: `${formatRecordNumber(record.number)}.${record.revision}`,
    at: record.updatedAt,
    kinds: [...kindsOf(history)],
    by: first?.by ?? { id: "", name: "" },
    record: {
      ...outlineRecord(record),
      microsoftCase: record.microsoftCase?.number ?? null,
      closingReason: record.closingReason ?? null,
    },
    changes: history.slice(0, mostChanges).map(({ field, old, new: value, why }) => ({
      field,
      old: clip(old),
      new: clip(value),
      why: clip(why),
    })),
  };
}

/** An event that tells of nothing, to try a receiver with. */
export function makeTestEvent(id: string, at: string, by: Person): RecordEvent {
  return { id: `test.${id}`, at, kinds: ["test"], by, record: null, changes: [] };
}

function kindsOf(history: readonly HistoryEntry[]): ReadonlySet<EventKind> {
  const kinds = history.map(({ field }): EventKind => {
    const known = (["created", "state", "severity", "owner", "note"] as const).find((kind) => kind === field);
    return known ?? "changed";
  });
  return new Set(kinds.length === 0 ? ["changed"] : kinds);
}

function clip(value: string | null): string | null {
  return value === null ? null : value.slice(0, longestValue).toWellFormed();
}
