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
const findSupposed = createFinder(tagged(lists.supposed, true));

/** Reads words of failure; what is denied, only supposed or part of a harmless phrase is left out. */
export function readFaults({ text, clauses }: Message): Faults {
  const supposed: readonly Span[] = findSupposed(text).map(({ from }) => ({
    from,
    to: clauses.sentenceEnd(from),
  }));
  const isSupposed = (place: number): boolean => supposed.some(({ from, to }) => place >= from && place < to);
  const found = findFaults(text).flatMap(({ from, to, tag }) =>
    tag === "neutral" || isSupposed(from) || endsWithAny(text, from, lists.denied) ? [] : [{ from, to, tag }],
  );
  return { found, isSupposed, isOver: containsAny(text, { from: 0, to: text.length }, lists.over) };
}
