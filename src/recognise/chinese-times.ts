import type { DateTime } from "luxon";
import type { DayPart, SaidTime } from "./clock";
import { containsAny, endsWithAny, startsWithAny } from "./finder";
import type { Message } from "./message";
import { readNumber } from "./numbers";
import type { Faults } from "./read-faults";
import type { SaidStart } from "./said-start";
import { maskSpans, type Span } from "./reading";
import { wordLists } from "./word-lists";

const { since, onwards, deeds, zones } = wordLists.times;
const chineseSince = since.filter((word) => word > "\u0250");
const chineseDeeds = deeds.filter((word) => word > "\u0250");

/** Characters after a time in which the failure or the deed it belongs to is told. */
const nearby = 12;

const weekday = "(?:上?(?:週|周|星期|禮拜|礼拜)[一二三四五六日天])";
const day = `(?:今天|今日|今早|今晚|今晨|昨天|昨日|昨晚|昨夜|前天|${weekday}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}月\\d{1,2}[日號号])`;
const part = "(?:早上|上午|清晨|早晨|中午|下午|傍晚|晚上|夜裡|夜里|半夜|凌晨|一早)";
const hour = "(?:\\d{1,2}|十[一二]|[一二兩两三四五六七八九十])";
const minute = "(?:[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九]|\\d{1,2})";
const clockTimes = new RegExp(
  `(?<day>${day})?的? ?(?<part>${part})? ?(?:大約|大约|大概|約|约)? ?(?:(?<digital>\\d{1,2}:\\d{2})|(?<hour>${hour}) ?[點点時时](?!間|间|候|常)(?:(?<half>半)|(?<quarter>[一三]刻)|(?<minute>${minute})分?|整|多)?)(?:左右|許|许)?`,
  "g",
);
const whiles =
  /(?<amount>半|\d{1,3}|[一二兩两三四五六七八九十]{1,3}) ?[個个]?(?<andHalf>半)? ?(?<unit>小時|小时|鐘頭|钟头|分鐘|分钟)(?<ago>以前|之前|前)?/g;

/** 「從早上八點半開始」「昨天 16:40 之後」「半小時前」; when somebody called or restarted is left out. */
export function readChineseTimes(message: Message, faults: Faults, now: DateTime): readonly SaidStart[] {
  if (!/[\u4e00-\u9fff]/.test(message.text)) return [];
  const clockStarts = [...message.text.matchAll(clockTimes)].flatMap((match) => {
    const span = trimmed(match);
    const said = readClock(match.groups ?? {}, now);
    const hasDay = match.groups?.["day"] !== undefined;
    return said !== null && isStart(span, hasDay, message, faults) ? [{ ...span, said }] : [];
  });
  const whileStarts = [...message.text.matchAll(whiles)].flatMap((match) => {
    const span = trimmed(match);
    const minutes = readWhile(match.groups ?? {});
    const isAgo =
      match.groups?.["ago"] !== undefined ||
      /(?:已經|已经|持續|持续)$/.test(message.text.slice(0, span.from));
    return minutes !== null && isAgo && !isDeed(span, message, faults.found, "ago")
      ? [{ ...span, minutes }]
      : [];
  });
  return [...clockStarts, ...whileStarts];
}

function trimmed(match: RegExpExecArray): Span {
  const lead = match[0].length - match[0].replace(/^[的 ]+/, "").length;
  return { from: match.index + lead, to: match.index + match[0].trimEnd().length };
}

/** A time is a start with a word for "since" or "began", or with its day and the failure right after it. */
function isStart(span: Span, hasDay: boolean, message: Message, { found }: Faults): boolean {
  const { text } = message;
  if (endsWithAny(text, span.from, zones) || isDeed(span, message, found, "clock")) return false;
  if (endsWithAny(text, span.from, chineseSince) || startsWithAny(text, span.to, onwards)) return true;
  return hasDay && found.some(({ from }) => from >= span.to && from <= span.to + nearby);
}

/** Whether something was done at that time; 「發不出郵件」 is a failure, though it begins like 「發郵件」. */
function isDeed(
  { from, to }: Span,
  { text, clauses }: Message,
  faults: Faults["found"],
  kind: "clock" | "ago",
): boolean {
  const end = Math.min(clauses.at(from).to, to + nearby);
  const broken = faults.filter((fault) => fault.from >= to && fault.from < end);
  const after = maskSpans(text, broken)
    .slice(to, end)
    .replace(/^(?:開始|开始|以後|之後|以来|以來)/, "");
  const before = { from: Math.max(clauses.at(from).from, from - 8), to: from };
  const hasDeed = chineseDeeds.some(
    (deed) => after.startsWith(deed) || (after.slice(1, 6).includes(deed) && deed.length > 1),
  );
  return (
    hasDeed ||
    (kind === "clock" &&
      containsAny(
        text,
        before,
        chineseDeeds.filter((deed) => deed.length > 1),
      ))
  );
}

type Groups = Readonly<Record<string, string | undefined>>;

function readClock(groups: Groups, now: DateTime): SaidTime | null {
  const [digitalHour, digitalMinute] = groups["digital"]?.split(":") ?? [];
  const written = digitalHour ?? groups["hour"] ?? "";
  const hourMeant = readNumber(written);
  const minuteMeant = digitalMinute === undefined ? spokenMinute(groups) : Number(digitalMinute);
  const dayMeant = readDay(groups["day"], now);
  if (hourMeant === null || minuteMeant === null || dayMeant === null) return null;
  const partMeant = dayMeant.part ?? readPart(groups["part"]);
  const isExact = written.startsWith("0") || hourMeant > 12;
  return { hour: hourMeant, minute: minuteMeant, isExact, part: partMeant, daysAgo: dayMeant.daysAgo };
}

function spokenMinute(groups: Groups): number | null {
  if (groups["half"] !== undefined) return 30;
  if (groups["quarter"] !== undefined) return groups["quarter"].startsWith("一") ? 15 : 45;
  return groups["minute"] === undefined ? 0 : readNumber(groups["minute"]);
}

function readPart(words: string | undefined): DayPart | undefined {
  if (words === undefined) return undefined;
  if (["早上", "上午", "清晨", "早晨", "一早"].includes(words)) return "morning";
  if (words === "中午") return "noon";
  if (["凌晨", "半夜"].includes(words)) return "night";
  return words === "下午" ? "afternoon" : "evening";
}

interface DayMeant {
  readonly daysAgo?: number | undefined;
  readonly part?: DayPart | undefined;
}

function readDay(words: string | undefined, now: DateTime): DayMeant | null {
  if (words === undefined) return {};
  if (words === "今早" || words === "今晨") return { daysAgo: 0, part: "morning" };
  if (words === "今晚") return { daysAgo: 0, part: "evening" };
  if (words.startsWith("今")) return { daysAgo: 0 };
  if (words === "昨晚" || words === "昨夜") return { daysAgo: 1, part: "evening" };
  if (words.startsWith("昨")) return { daysAgo: 1 };
  if (words === "前天") return { daysAgo: 2 };
  const date = /^(?:(\d{4})-)?(\d{1,2})[-月](\d{1,2})/.exec(words);
  if (date !== null) return readDate(date, now);
  const index = "一二三四五六日".indexOf(words.slice(-1).replace("天", "日")) + 1;
  // 上週 is the week before this one; without it the last such day.
  const back = words.startsWith("上") ? now.weekday - index + 7 : (now.weekday - index + 7) % 7;
  return { daysAgo: back };
}

function readDate(date: RegExpExecArray, now: DateTime): DayMeant | null {
  const meant = now.set({ year: Number(date[1] ?? now.year), month: Number(date[2]), day: Number(date[3]) });
  const daysAgo = Math.round(now.startOf("day").diff(meant.startOf("day"), "days").days);
  return meant.isValid && daysAgo >= 0 ? { daysAgo } : null;
}

function readWhile(groups: Groups): number | null {
  const amount = groups["amount"] ?? "";
  const count = amount === "半" ? 0.5 : readNumber(amount);
  const isHours = !/分/.test(groups["unit"] ?? "");
  if (count === null || (count === 0.5 && !isHours)) return null;
  return Math.round((count + (groups["andHalf"] === undefined ? 0 : 0.5)) * (isHours ? 60 : 1));
}
