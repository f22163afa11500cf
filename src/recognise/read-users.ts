import { containsAny, endsWithAny } from "./finder";
import type { Message } from "./message";
import { chineseNumber, englishNumber, readNumber } from "./numbers";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

interface Count {
  readonly value: number;
  readonly span: Span;
}

/** What makes the number before it that of all: "50 in total", 「50 人有一半」. */
const wholeAfter =
  /^ ?(?:in total|in all|altogether|的公司|company|(?:裡|里|中|當中|当中|之中)?面? ?(?:都|只|就)?有? ?(?:一半|大半|大部分|部分|有些|幾個|几个))/;

/** How many people cannot work, and of how many. */
export interface ReadUsers {
  readonly affected?: Count;
  readonly total?: Count;
  /** "All 50 users": the number names everyone. */
  readonly isEveryone: boolean;
}

const { nouns, ordered, whole } = wordLists.users;
/** Characters a clause may have beside the number and still belong to the failure told next to it. */
const shortClause = 12;

const escaped = (words: readonly string[]): string => words.join("|");
const english = nouns.filter((word) => word < "\u0250").sort((a, b) => b.length - a.length);
const chinese = nouns.filter((word) => word > "\u0250").sort((a, b) => b.length - a.length);
const englishPeople = `(?:${escaped(english)})`;
/** In a share the measure word is enough; alone it counts anything: 「一个部门」 are many people. */
const counted = `(?:[個个] ?(?:${escaped(chinese)})|[位名] ?(?:${escaped(chinese)})?|${escaped(chinese)})`;
const chinesePeople = `(?:[個个位名] ?(?:${escaped(chinese)})?|${escaped(chinese)})`;

const patterns = {
  share: [
    `(?<![\\d.:-])(?<some>${englishNumber})(?: ${englishPeople})? ?(?:of|out of|/) ?(?:the |our |their |about |total |all ){0,2}(?<all>${englishNumber})(?<noun> ${englishPeople}| ?${chinesePeople})?(?![a-z\\d])`,
    `(?<all>${chineseNumber}) ?${chinesePeople} ?(?:裡面|里面|當中|当中|之中|裡|里|中|內|内)(?:大概|大約|大约|約|约|有|就|只|差不多|,| ){0,4}(?<some>${chineseNumber}) ?(?<noun>${chinesePeople})?`,
    `(?<all>${chineseNumber}) ?${chinesePeople} ?[只就]?有 ?(?<some>${chineseNumber}) ?(?<noun>${counted}|[個个](?=[進进不無无沒没打連连登收看]))`,
  ].map((source) => new RegExp(source, "g")),
  people: [
    `(?<![\\d.:/-])(?<![a-z])(?<every>all (?:of )?(?:the |our |their )?)?(?<some>${englishNumber}) ?\\+? ?(?:affected |active |internal |office |remote )?${englishPeople}(?![a-z\\d])`,
    `(?<![\\d.:/~-])(?<![a-z])(?<every>全部|所有|全體|全体|全公司)?(?:的)? ?(?<some>${chineseNumber}) ?[多來来幾几餘余]?${counted}`,
  ].map((source) => new RegExp(source, "g")),
};

/**
 * Reads "12 of 50 users", "5 users", 「50 人裡面有 12 人」. People in an order ("add 5 users") and two different
 * numbers tell nothing.
 */
export function readUsers(message: Message, faults: Faults): ReadUsers {
  const { text } = message;
  const shares = patterns.share.flatMap((pattern) => [...text.matchAll(pattern)]);
  const [share] = shares;
  if (share !== undefined) return shares.length === 1 ? readShare(share) : { isEveryone: false };
  const people = patterns.people
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap((match) => readPeople(match, text))
    .filter((count) => count.isTotal || count.isEveryone || isHindered(count.span, message, faults));
  const totals = people.filter(({ isTotal }) => isTotal);
  const affected = people.filter(({ isTotal }) => !isTotal);
  const [one] = affected;
  const [all] = totals;
  if (affected.length > 1 || totals.length > 1) return { isEveryone: false };
  if (one?.isEveryone === true) return { affected: one, total: one, isEveryone: true };
  if (one !== undefined && all !== undefined && one.value > all.value) return { isEveryone: false };
  return {
    ...(one === undefined ? {} : { affected: one }),
    ...(all === undefined ? {} : { total: all }),
    isEveryone: false,
  };
}

/** "400 people on the other side" are no people who cannot work. */
function isHindered({ from, to }: Span, { clauses }: Message, { found }: Faults): boolean {
  const clause = clauses.at(from);
  const isShort = clause.to - clause.from - (to - from) <= shortClause;
  return isShort || found.some((fault) => fault.from >= clause.from && fault.to <= clause.to);
}

function readShare(match: RegExpExecArray): ReadUsers {
  const some = readNumber(match.groups?.["some"] ?? "");
  const all = readNumber(match.groups?.["all"] ?? "");
  const span = { from: match.index, to: match.index + match[0].length };
  const hasPeople = new RegExp(`${englishPeople}|${chinesePeople}`).test(match[0]);
  if (some === null || all === null || !hasPeople || all < 1 || some > all || some < 1) {
    return { isEveryone: false };
  }
  return { affected: { value: some, span }, total: { value: all, span }, isEveryone: some === all };
}

function readPeople(
  match: RegExpExecArray,
  text: string,
): readonly (Count & { readonly isTotal: boolean; readonly isEveryone: boolean })[] {
  const value = readNumber(match.groups?.["some"] ?? "");
  const from = match.index;
  const to = from + match[0].length;
  const before = { from: from - 16, to: from };
  const isOrdered = containsAny(text, before, ordered) || /^ ?[份次座票]/.test(text.slice(to));
  if (value === null || value < 1 || isOrdered) return [];
  const isTotal = endsWithAny(text, from, whole) || wholeAfter.test(text.slice(to));
  return [{ value, span: { from, to }, isTotal, isEveryone: match.groups?.["every"] !== undefined }];
}
