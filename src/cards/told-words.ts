import { type CaseRecord, formatRecordNumber, type HistoryEntry } from "../records/record";
import type { Audience } from "../views";
import { type CardKit, createScene } from "./card-kit";
import { customerOf, joinFacts } from "./case-words";
import { sayChange } from "./models/history-entries";
import { sayRuns, wordsOf } from "./text-runs";
import { cleanUserText, shownLength } from "./user-text";

/** One change of a case, as it stands in its history. */
export interface ToldChange {
  readonly record: CaseRecord;
  readonly lines: readonly HistoryEntry[];
  /** More has changed than what is told here. */
  readonly isOneOfMany?: boolean;
}

/** Lines of one message; the card has all. */
const shownLines = 6;

/** What somebody else did with a case, in plain words for its requester or owner; to be sent as plain text. */
export function sayTold(
  kit: CardKit,
  { record, lines, isOneOfMany = false }: ToldChange,
  audience: Audience,
): string {
  const scene = createScene(kit, audience);
  const { say } = scene;
  const number = formatRecordNumber(record.number);
  const subject = joinFacts(scene, [number, customerOf(record)]);
  const head = wordsOf(sayRuns(say, "told.head", { name: nameOf(scene, lines), subject }));
  const changes = lines.slice(0, shownLines).map((line) => `› ${wordsOf(sayChange(scene, line))}`);
  const more = isOneOfMany ? [say("told.many")] : [];
  return [head, ...changes, ...more, say("told.open", { number })].join("\n");
}

/** A note for the thread of its case. */
export function sayNoted(kit: CardKit, { record, lines }: ToldChange, audience: Audience): string {
  const scene = createScene(kit, audience);
  const text = lines
    .filter(({ field }) => field === "note")
    .map(({ new: note }) => cleanUserText(note ?? "", shownLength.note, { keepLines: true }))
    .join("\n");
  const number = formatRecordNumber(record.number);
  const values = { name: nameOf(scene, lines), number };
  return `${wordsOf(sayRuns(scene.say, "told.noted", values))}\n${text}`;
}

/** What the product did by itself is done by nobody. */
function nameOf({ say }: ReturnType<typeof createScene>, [line]: readonly HistoryEntry[]): string {
  const name = cleanUserText(line?.by.name ?? "", shownLength.name);
  return name === "" ? say("told.somebody") : name;
}
