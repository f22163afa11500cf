import { containsAny, createFinder, endsWithAny, type Found, tagged } from "./finder";
import type { Message } from "./message";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type FaultKind = "strong" | "weak" | "slow";
/** A word for something broken or slow, and how surely it says so. */
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
/** What hinders without anything being broken: a site that is read-only, a processor at its limit. */
const hindering = [
  /(?<!(?:make sure|ensure|so that|want)(?: [a-z]+){0,4} )(?<![a-z])(?:is|are|was|were|became|becomes?|went|goes|turned|turns|opens?|opened|stays?|stayed|stuck|suddenly)(?: (?:now|suddenly|all|still|just|always|as|in|to|into|only|a)){0,2} read[- ]?only(?! by design| on purpose| access| user| member| permission| role)/g,
  /(?:(?<![想要請请])[變变]成?(?:了|為|为)?|(?<!應該|应该|權限|权限|要|不)是|成了|進入了?|进入了?|突然|都|一直|顯示|显示|被鎖成|被锁成)(?:唯讀|唯读|只讀|只读)(?!權|权|副|存取|成員|成员|角色)/g,
  /(?<![a-z])cpu ?(?:usage|使用率)? ?(?:is |at |stuck |goes |一直|都|持續|持续|飆到|飙到|跑到){0,2} ?(?:100|9\d) ?%/g,
];
/**
 * What programs say when something fails, and what Chinese makes of any verb: an error number, an answer of a mail
 * server, 「訪問不了」, 「一存檔就當掉」. "不了解" and 「少不了」 are words of their own.
 */
const patterns = [
  /(?<![a-z0-9])(?:0x[0-9a-f]{6,8}|aadsts\d{4,7}|[45]\d\d [45]\.\d\.\d{1,3})(?![a-z0-9])/g,
  /(?<![受少免忘大等幫帮來来差])[\u4e00-\u9fff]不了(?![解了得])/g,
  /一[\u4e00-\u9fff]{1,4}就(?:崩|當掉|当机|掛|挂|閃退|闪退|卡死|卡住|斷|断|黑|白)/g,
];

const findSupposed = createFinder(tagged(lists.supposed, true));

/** Reads words of failure; what is denied, only supposed or part of a harmless phrase is left out. */
export function readFaults(message: Message): Faults {
  const { text, clauses } = message;
  const supposed: readonly Span[] = findSupposed(message).map(({ from }) => ({
    from,
    to: clauses.sentenceEnd(from),
  }));
  const isSupposed = (place: number): boolean => supposed.some(({ from, to }) => place >= from && place < to);
  const said = findFaults(message);
  const coded = [...findAll(text, patterns, "strong"), ...findAll(text, hindering, "weak")].filter(
    ({ from, to }) => said.every((word) => word.to <= from || word.from >= to),
  );
  const found = [...said, ...coded].flatMap(({ from, to, tag }) =>
    tag === "neutral" || isSupposed(from) || endsWithAny(text, from, lists.denied) ? [] : [{ from, to, tag }],
  );
  return { found, isSupposed, isOver: containsAny(text, { from: 0, to: text.length }, lists.over) };
}

function findAll(text: string, sources: readonly RegExp[], tag: FaultKind): readonly Fault[] {
  return sources
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ from: match.index, to: match.index + match[0].length, tag }));
}
