import { type Act, type Change, changed, entry } from "./change-record";
import { type CaseRecord, formatRecordNumber } from "./record";

/** What one case may say of another: it is the same problem, it is worked on under that one, or neither any more. */
export const linkKinds = ["link", "join", "unlink"] as const;
/** How one case stands to another. */
export type LinkKind = (typeof linkKinds)[number];

/** Says of a record that another reports the same. */
export function linkRecord(record: CaseRecord, other: CaseRecord, act: Act): Change | null {
  if (other.number === record.number || record.related.includes(other.number)) return null;
  return changed(record, { related: [...record.related, other.number] }, act, [
    entry(act, "related", null, formatRecordNumber(other.number)),
  ]);
}

/**
 * The case another one would be joined to: that which leads it, or itself. Only an earlier case leads, so that no two
 * cases can ever lead each other, however they are joined at the same moment; null where there is none.
 */
export function leaderFor(record: Pick<CaseRecord, "number">, other: CaseRecord): number | null {
  const leader = other.parent ?? other.number;
  return leader < record.number ? leader : null;
}

/** Joins a record to the case that leads the other; what it was joined to before is left. */
export function joinRecord(record: CaseRecord, other: CaseRecord, act: Act): Change | null {
  const leader = leaderFor(record, other);
  if (leader === null || leader === record.parent) return null;
  const before = record.parent === undefined ? null : formatRecordNumber(record.parent);
  return changed(record, { parent: leader }, act, [entry(act, "parent", before, formatRecordNumber(leader))]);
}

/** Takes back what a record says of another, be it one word or both. */
export function unlinkRecord(record: CaseRecord, other: number, act: Act): Change | null {
  const fields = [
    ...(record.related.includes(other) ? (["related"] as const) : []),
    ...(record.parent === other ? (["parent"] as const) : []),
  ];
  if (fields.length === 0) return null;
  const related = record.related.filter((number) => number !== other);
  const parent = record.parent === other ? undefined : record.parent;
  const name = formatRecordNumber(other);
  return changed(
    record,
    { related, parent },
    act,
    fields.map((field) => entry(act, field, name, null)),
  );
}
