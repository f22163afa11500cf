import { type InputValue } from "../vocabulary";
import { containsAny, createFinder, endsWithAny, type Found, startsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import type { ReadUsers } from "./read-users";
import { type Span, taken } from "./reading";
import { wordLists } from "./word-lists";

type Impact = InputValue<"impact">;
type Kind = "everyone" | "critical" | "some" | "minimal" | "neutral";

/** How far people are hindered, and where that was read. */
export interface ReadImpact {
  readonly impact: Impact;
  readonly span: Span;
}

interface Case {
  /** Where a part of the company is named. */
  readonly parts: readonly Span[];
  readonly message: Message;
  readonly faults: Faults;
  readonly users: ReadUsers;
}

const lists = wordLists.impact;

const chineseOnly = lists.only.filter((word) => word > "\u0250");

/** Characters a clause may have beside "all users" and still belong to the failure told next to it. */
const shortClause = 12;
/** Characters that are kept as the words the impact was read from. */
const longestWords = 80;

const findWords = createFinder<Kind>([
  ...tagged<Kind>(lists.everyone, "everyone"),
  ...tagged<Kind>(lists.critical, "critical"),
  ...tagged<Kind>(lists.some, "some"),
  ...tagged<Kind>(lists.minimal, "minimal"),
  ...tagged<Kind>(lists.neutral, "neutral"),
]);

const findParts = createFinder(tagged(lists.parts, true));

/**
 * How much the business is hindered (policy facts, section 3): nobody can work, some cannot or all work badly, or
 * everybody can work. Words for two of these, denied or supposed ones, and a fault that is over tell nothing.
 */
export function readImpact(message: Message, faults: Faults, users: ReadUsers): ReadImpact | null {
  if (faults.isOver) return null;
  const one = { message, faults, users, parts: readParts(message) };
  const words = findWords(message).filter(
    ({ from, tag }) =>
      tag !== "neutral" &&
      !faults.isSupposed(from) &&
      !endsWithAny(message.text, from, wordLists.faults.denied),
  );
  const grave = words.flatMap((word) => readGrave(word, one));
  const minimal = words.find(({ tag }) => tag === "minimal");
  if (minimal !== undefined) return grave.length > 0 ? null : { impact: "minimal", span: minimal };
  const counted = countImpact(one);
  // "All down, 60 people cannot work": a number of which nobody says it were a part are those everyone means.
  const isOfAll = grave.length > 0 && users.total === undefined;
  const found = [...grave, ...(isOfAll ? [] : counted), ...someImpact(words, one)];
  const [first] = found;
  // "Sev A please, 500 users": who says how severe it is, has not said that these were only some.
  const isUrgent = containsAny(message.text, { from: 0, to: message.text.length }, lists.urgent);
  if (isUrgent && first?.impact !== "critical") return null;
  if (first === undefined) return slowImpact(one);
  return found.every(({ impact }) => impact === first.impact) ? first : null;
}

/** Words for everyone count with a failure; of one department they mean that some cannot work. */
function readGrave(word: Found<Kind>, { message, faults, parts }: Case): readonly ReadImpact[] {
  if (word.tag === "critical") return [{ impact: "critical", span: word }];
  if (word.tag !== "everyone") return [];
  const { text } = message;
  const clause = message.clauses.at(word.from);
  const isShort = clause.to - clause.from - (word.to - word.from) <= shortClause;
  const near = faults.found.filter(
    ({ from, to }) =>
      isShort || (from >= clause.from && to <= clause.to) || (from < word.to && to > word.from),
  );
  const isUnable =
    lists.nobody.includes(text.slice(word.from, word.to)) &&
    containsAny(text, { from: word.to, to: clause.to }, lists.able);
  const strong = near.find(({ tag }) => tag === "strong");
  const slow = near.find(({ tag }) => tag === "slow");
  if (strong === undefined && slow === undefined && !isUnable) return [];
  const span = joined(word, strong ?? slow ?? word);
  // "All branches" are everyone, though a branch alone is a part.
  const around = [
    { from: clause.from, to: word.from },
    { from: word.to, to: clause.to },
  ];
  if (around.some((place) => parts.some(({ from, to }) => from >= place.from && to <= place.to)))
    return [{ impact: "moderate", span }];
  if (isOfAPart(text, word.to)) return [];
  return [{ impact: slow === undefined ? "critical" : "moderate", span }];
}

/** Parts of the company; "the HR app" is a thing everyone uses. */
function readParts(message: Message): readonly Span[] {
  return findParts(message).filter(({ to }) => !startsWithAny(message.text, to, lists.things));
}

/** "Everyone in Berlin": a place nobody can weigh, unless it is the customer itself or the whole company. */
function isOfAPart(text: string, to: number): boolean {
  const preposition = /^ (?:in|from|of|at|on) /.exec(text.slice(to, to + 8))?.[0];
  if (preposition === undefined) return false;
  const after = to + preposition.length;
  return text.charAt(after) !== taken && !startsWithAny(text, after, lists.wholes);
}

function joined(word: Span, fault: Span): Span {
  const span = { from: Math.min(word.from, fault.from), to: Math.max(word.to, fault.to) };
  return span.to - span.from > longestWords ? word : span;
}

function countImpact({ faults, users }: Case): readonly ReadImpact[] {
  const strong = faults.found.some(({ tag }) => tag === "strong");
  if (users.affected === undefined || faults.found.length === 0) return [];
  const { value, span } = users.affected;
  if (users.isEveryone) return [{ impact: strong ? "critical" : "moderate", span }];
  const isPart = value > 1 || (users.total !== undefined && users.total.value > 1);
  return isPart ? [{ impact: "moderate", span }] : [];
}

function someImpact(words: readonly Found<Kind>[], { message, faults, parts }: Case): readonly ReadImpact[] {
  if (faults.found.length === 0) return [];
  const { text } = message;
  // "Only the sales team": a part of the company, as long as nobody denies it.
  const only = parts.filter(
    (part) =>
      isOnly(text, part.from, message.clauses.at(part.from).from) ||
      / only(?![a-z])/y.test(text.slice(part.to, part.to + 6)),
  );
  return [...words.filter(({ tag }) => tag === "some"), ...only].map(({ from, to }) => ({
    impact: "moderate" as const,
    span: { from, to },
  }));
}

const longestOnly = Math.max(...chineseOnly.map(({ length }) => length));
/** Characters of a place's name between 「只有」 and 「分公司」. */
const longestPlace = 5;

function isOnly(text: string, at: number, clauseStart: number): boolean {
  if (endsWithAny(text, at, lists.only)) return true;
  const from = Math.max(clauseStart, at - longestOnly - longestPlace);
  const before = text.slice(from, at);
  return chineseOnly.some((word) => {
    const place = before.lastIndexOf(word);
    const isNear = place >= 0 && before.length - place - word.length <= longestPlace;
    return isNear && !/[不非]/.test(text.charAt(from + place - 1));
  });
}

/** Slow for all is moderate; slow for one person is for the technician to weigh. */
function slowImpact({ message: { text }, faults, users }: Case): ReadImpact | null {
  const slow = faults.found.find(({ tag }) => tag === "slow");
  const isAlone = users.affected?.value === 1 || containsAny(text, { from: 0, to: text.length }, lists.alone);
  if (slow === undefined || isAlone) return null;
  return { impact: "moderate", span: slow };
}
