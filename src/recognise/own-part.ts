import { containsAny, endsWithAny } from "./finder";
import type { Message } from "./message";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

const { doubts } = wordLists.partner;

/** How somebody speaks of the own part: words right before it, and words a clause may begin with. */
export interface OwnWords {
  readonly own: readonly string[];
  readonly opening: readonly string[];
}

/** "We are an indirect reseller", "as a helpdesk agent I …", or the words alone between commas as on a form. */
export function isOwnPart({ from, to }: Span, { text, clauses }: Message, words: OwnWords): boolean {
  if (endsWithAny(text, from, words.own)) return true;
  const clause = clauses.at(from);
  const before = wordsIn(text.slice(clause.from, from));
  if (words.opening.includes(before)) return true;
  return before === "" && ["", "here"].includes(wordsIn(text.slice(to, clause.to)));
}

/** Whether the part is asked about, wished for or over: "are we …?", "not sure whether we are …". */
export function isInDoubt({ from, to }: Span, { text, clauses }: Message): boolean {
  const clause = clauses.at(from);
  const isAsked = /^[^.!。;]*[?嗎吗]/.test(text.slice(to, to + 3));
  return isAsked || containsAny(text, { from: clause.from, to: from }, doubts);
}

function wordsIn(part: string): string {
  return part.replace(/[\s,;.:!?。、()[\]]+/g, " ").trim();
}
