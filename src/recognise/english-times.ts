import type { DateTime } from "luxon";
import type { DayPart, SaidTime } from "./clock";
import { containsAny, startsWithAny } from "./finder";
import type { Message } from "./message";
import { readNumber } from "./numbers";
import type { SaidStart } from "./said-start";
import { wordLists } from "./word-lists";

const { since, deeds, zones } = wordLists.times;
const englishSince = since.filter((word) => word < "\u0250").sort((a, b) => b.length - a.length);
const englishDeeds = deeds.filter((word) => word < "\u0250");

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?";
const day = `(?:today|this morning|this afternoon|this evening|tonight|last night|yesterday(?: morning| afternoon| evening| night)?|${weekday}(?: morning| afternoon| evening)?|\\d{4}-\\d{2}-\\d{2})`;
const about = "(?:(?:at|around|about|approx\\.?|roughly|on|ca\\.?|~) ?){0,2}";
const clock =
  "(?:noon|midnight|(?<hour>\\d{1,2})(?:[:.h](?<minute>\\d{2}))?(?: ?(?<half>am|pm|a\\.m\\.?|p\\.m\\.?))?(?: ?(?:o'clock|hrs|uhr))?)";
// What follows a bare number decides whether it is an hour: "from 9 users", "since 2 days", "from 9 to 5".
const notCounted =
  "(?![\\d%:/]|[.,]\\d|-\\d| ?[a-z]?(?:users?|people|ppl|staff|sites?|vms?|pcs?|devices?|laptops?|servers?|min|mins|minutes?|h|hours?|hrs?|days?|weeks?|months?|years?|times|to \\d|until|till|out of|of|gb|tb|mb|ms|percent|mailbox(?:es)?|machines?|hosts?|nodes?|tickets?|accounts?|branch(?:es)?|customers?|clients?|colleagues|employees)(?![a-z])| (?:to|-|–|until|till) ?\\d)";

const clockTimes = new RegExp(
  `(?<![a-z])(?:${englishSince.join("|")}) ${about}(?:(?<dayBefore>${day}),? )?${about}(?<clock>${clock})${notCounted}(?![a-z\\d])(?:,? (?:on )?(?<dayAfter>${day}))?`,
  "g",
);
const unit = "(?<unit>minutes?|mins?|m|hours?|hrs?|h)";
const amount =
  "(?<amount>half an|an?|a couple of|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\\d{1,3}(?:\\.5)?)";
const whiles = [
  new RegExp(`(?<![a-z\\d.-])${amount} ?${unit} ago(?![a-z])`, "g"),
  new RegExp(
    `(?<![a-z])(?:for|since(?! \\d{1,2} ?h(?![a-z]))) (?:the )?(?:last |past )?(?:about |around |roughly |almost |nearly |over )?${amount} ?${unit}(?: now)?(?! ?[a-z]* ?(?:a|per|each) )(?![a-z])`,
    "g",
  ),
];

/**
 * "since 9:30", "stopped yesterday at 4 pm", "45 minutes ago", "for the last two hours". "Since 13h" may be a clock or a while, and
 * "9:30 UTC" is no time of the person's zone.
 */
export function readEnglishTimes(message: Message, now: DateTime): readonly SaidStart[] {
  const clockStarts = [...message.text.matchAll(clockTimes)].flatMap((match) => {
    const groups = match.groups ?? {};
    const said = readClock(groups, now);
    const trimmed = { from: match.index, to: match.index + match[0].length };
    const isElsewhere = startsWithAny(message.text, trimmed.to, zones);
    return said === null || isElsewhere || isDeed(message, match.index) ? [] : [{ ...trimmed, said }];
  });
  const whileStarts = whiles.flatMap((pattern) =>
    [...message.text.matchAll(pattern)].flatMap((match) => {
      const minutes = readWhile(match.groups ?? {});
      const span = { from: match.index, to: match.index + match[0].length };
      return minutes === null || isDeed(message, match.index) ? [] : [{ ...span, minutes }];
    }),
  );
  return [...clockStarts, ...whileStarts];
}

/** When somebody restarted, called or updated is not when it broke. */
function isDeed({ text, clauses }: Message, place: number): boolean {
  return containsAny(text, { from: clauses.at(place).from, to: place }, englishDeeds);
}

type Groups = Readonly<Record<string, string | undefined>>;

function readClock(groups: Groups, now: DateTime): SaidTime | null {
  const dayWords = groups["dayBefore"] ?? groups["dayAfter"];
  if (groups["dayBefore"] !== undefined && groups["dayAfter"] !== undefined) return null;
  const dayMeant = dayWords === undefined ? {} : readDay(dayWords, now);
  if (dayMeant === null) return null;
  if (groups["clock"] === "noon") return { hour: 12, minute: 0, isExact: true, daysAgo: dayMeant.daysAgo };
  if (groups["clock"] === "midnight") return { hour: 0, minute: 0, isExact: true, daysAgo: dayMeant.daysAgo };
  const written = groups["hour"] ?? "";
  const hour = Number(written);
  const minute = Number(groups["minute"] ?? "0");
  const half = groups["half"]?.charAt(0);
  if (half === undefined) {
    const isExact = written.startsWith("0") || hour > 12;
    return { hour, minute, isExact, ...dayMeant };
  }
  if (hour < 1 || hour > 12) return null;
  return { hour: (hour % 12) + (half === "p" ? 12 : 0), minute, isExact: true, daysAgo: dayMeant.daysAgo };
}

function readDay(
  words: string,
  now: DateTime,
): { readonly daysAgo?: number; readonly part?: DayPart | undefined } | null {
  const part = (["morning", "afternoon", "evening"] as const).find((name) => words.endsWith(name));
  if (words.startsWith("yesterday")) return { daysAgo: 1, part: words.endsWith("night") ? "evening" : part };
  if (words === "last night") return { daysAgo: 1, part: "evening" };
  if (words === "tonight") return { daysAgo: 0, part: "evening" };
  if (words === "today" || words.startsWith("this")) return { daysAgo: 0, part };
  if (/^\d/.test(words)) {
    const date = now.set({
      year: Number(words.slice(0, 4)),
      month: Number(words.slice(5, 7)),
      day: Number(words.slice(8, 10)),
    });
    const daysAgo = Math.round(now.startOf("day").diff(date.startOf("day"), "days").days);
    return date.isValid && daysAgo >= 0 ? { daysAgo } : null;
  }
  const index = weekdays.findIndex((name) => words.startsWith(name));
  return index < 0 ? null : { daysAgo: (now.weekday - (index + 1) + 7) % 7, part };
}

function readWhile(groups: Groups): number | null {
  const amountWords = groups["amount"] ?? "";
  const isHours = groups["unit"]?.startsWith("h") === true;
  const count = /^an?$/.test(amountWords)
    ? 1
    : amountWords === "half an"
      ? 0.5
      : amountWords === "a couple of"
        ? null
        : amountWords.endsWith(".5")
          ? Number(amountWords)
          : readNumber(amountWords);
  if (count === null || (count === 0.5 && !isHours)) return null;
  return Math.round(count * (isHours ? 60 : 1));
}
