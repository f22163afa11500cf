import { containsAny, createFinder, endsWithAny, type Found, tagged } from "./finder";
import type { Message } from "./message";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type FaultKind = "strong" | "weak" | "slow";
export type Fault = Found<FaultKind>;

/** What the message says is broken, and what takes it back. */
export interface Faults {
  readonly found: readonly Fault[];
  /** It is said to be over; nobody is hindered now. */
  readonly isOver: boolean;
  readonly isSupposed: (place: number) => boolean;
}

const lists = wordLists.faults;

const findFaults = createFinder<FaultKind | "neutral">([
  ...tagged<FaultKind | "neutral">(lists.strong, "strong"),
  ...tagged<FaultKind | "neutral">(lists.weak, "weak"),
  ...tagged<FaultKind | "neutral">(lists.slow, "slow"),
  ...tagged<FaultKind | "neutral">(lists.neutral, "neutral"),
]);
/**
 * What programs say when something fails, and what Chinese makes of any verb: an error number, an answer of a mail
 * server, 「訪問不了」. "不了解" and 「少不了」 are words of their own.
 */
const patterns = [
  /(?<![a-z0-9])(?:0x[0-9a-f]{6,8}|aadsts\d{4,7}|[45]\d\d [45]\.\d\.\d{1,3})(?![a-z0-9])/g,
  /(?<![受少免忘大等幫帮來来差])[\u4e00-\u9fff]不了(?![解了得])/g,
];

const findSupposed = createFinder(tagged(lists.supposed, true));

/** Reads words of failure; what is denied, only supposed or part of a harmless phrase is left out. */
export function readFaults({ text, clauses }: Message): Faults {
  const supposed: readonly Span[] = findSupposed(text).map(({ from }) => ({
    from,
    to: clauses.sentenceEnd(from),
  }));
  const isSupposed = (place: number): boolean => supposed.some(({ from, to }) => place >= from && place < to);
  const said = findFaults(text);
  const coded = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ from: match.index, to: match.index + match[0].length, tag: "strong" as const }))
    .filter(({ from, to }) => said.every((word) => word.to <= from || word.from >= to));
  const found = [...said, ...coded].flatMap(({ from, to, tag }) =>
    tag === "neutral" || isSupposed(from) || endsWithAny(text, from, lists.denied) ? [] : [{ from, to, tag }],
  );
  return { found, isSupposed, isOver: containsAny(text, { from: 0, to: text.length }, lists.over) };
}
