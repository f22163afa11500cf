import { type CaseRecord, formatRecordNumber } from "../records/record";
import { severityOf } from "../records/severity";
import { factTerm } from "./fact-term";
import { splitWords } from "./split-words";
import { termsOfWord } from "./word-terms";

/** Raised when cases are indexed by other terms: every index made before is made anew. */
export const termsVersion = 3;

/** UTF-16 characters of one case that are indexed; of the notes the newest come first. */
const longestText = 20_000;

/** What a case is found by beside its record: `customerKey` is that of its row, `notes` begin with the newest. */
export interface CaseExtras {
  readonly customerKey: string | null;
  readonly notes: readonly string[];
}

/** Everything a case is found by, each term once: its facts, and the words of its title, customer and notes. */
export function termsOfCase(record: CaseRecord, { customerKey, notes }: CaseExtras): readonly string[] {
  const { customer } = record;
  const texts = [
    formatRecordNumber(record.number),
    record.title,
    customer?.name,
    customer?.domain,
    customer?.tenantId,
    record.product,
    record.microsoftCase?.number,
    ...notes,
  ];
  const text = texts.filter((part) => part !== undefined).join("\n");
  const words = splitWords(text.slice(0, longestText)).flatMap(termsOfWord);
  return [...new Set([...factsOf(record, customerKey), ...words])];
}

function factsOf(record: CaseRecord, customerKey: string | null): readonly string[] {
  const { product, owner, team } = record;
  const severity = severityOf(record);
  return [
    factTerm("number", String(record.number)),
    factTerm("state", record.state),
    factTerm("outcome", record.verdict.outcome),
    factTerm("requester", record.requester.id),
    ...(severity === null ? [] : [factTerm("severity", severity)]),
    ...(product === undefined ? [] : [factTerm("product", product)]),
    ...(customerKey === null ? [] : [factTerm("customer", customerKey)]),
    ...(owner === undefined ? [] : [factTerm("owner", owner.id)]),
    ...(team === undefined ? [] : [factTerm("channel", team.conversationId)]),
  ];
}
