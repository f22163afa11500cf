import { type Intake, intakeSchemaVersion } from "../intake/intake";
import { detailIds, inputIds } from "../vocabulary";
import type { CaseRecord, HistoryEntry } from "./record";

/**
 * The intake in which a person edits the answers of a record: the one that made it, or one of the person's own for
 * a colleague's case. It always says again what the record says now, and which revision that is.
 */
export function openEdit(
  record: CaseRecord,
  own: Intake | null,
  { id, now }: { readonly id: string; readonly now: string },
): Intake {
  return {
    ...(own ?? beginEdit(record, id, now)),
    ...contentOf(record),
    state: "editing",
    mode: "card",
    revision: (own?.revision ?? 0) + 1,
    updatedAt: now,
  };
}

/** An edit that was given up: the intake says again what its record says. */
export function closeEdit(record: CaseRecord, intake: Intake, now: string): Intake {
  return { ...intake, ...contentOf(record), state: "done", revision: intake.revision + 1, updatedAt: now };
}

/**
 * An edit that met somebody else's: the record's newest answers with what this person changed on top, as
 * presets to be sent once more.
 */
export function rebaseEdit(
  record: CaseRecord,
  before: Intake,
  typed: Readonly<Record<string, string>>,
  now: string,
): Intake {
  const shown: Readonly<Record<string, string | undefined>> = {
    ...before.answers,
    title: before.title,
    product: before.product,
  };
  const meant = Object.entries(typed).filter(([id, value]) => value !== "" && value !== shown[id]);
  return { ...openEdit(record, before, { id: before.id, now }), draft: Object.fromEntries(meant) };
}

/** What others changed about the matter itself since a person looked; notes and states do not collide with answers. */
export function changesSince(history: readonly HistoryEntry[], revision: number): readonly HistoryEntry[] {
  return history.filter((line) => (line.revision ?? 0) > revision);
}

const matter: readonly string[] = [...inputIds, ...detailIds, "title", "customer", "product"];

/** Of these changes those an edit of the answers could undo. */
export function collidingChanges(changes: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return changes.filter(({ field }) => matter.includes(field));
}

function contentOf(
  record: CaseRecord,
): Pick<Intake, "title" | "answers" | "draft" | "details"> & Partial<Intake> {
  // The family follows from the product; kept here it would outlive a later change of the product.
  const { productFamily: _family, ...answers } = record.answers;
  return {
    title: record.title,
    customer: record.customer,
    product: record.product,
    answers,
    draft: {},
    details: record.details,
    baseRevision: record.revision,
    recordNumber: record.number,
  };
}

function beginEdit(
  { source }: CaseRecord,
  id: string,
  now: string,
): Omit<Intake, "title" | "answers" | "draft" | "details"> {
  return {
    schema: intakeSchemaVersion,
    id,
    revision: 0,
    state: "editing",
    mode: "card",
    trail: [],
    recognised: [],
    ...(source === undefined ? {} : { source }),
    createdAt: now,
    updatedAt: now,
  };
}
