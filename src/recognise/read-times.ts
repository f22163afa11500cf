import { DateTime } from "luxon";
import { minutesAgo, placeTime } from "./clock";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import { readChineseTimes } from "./chinese-times";
import { readEnglishTimes } from "./english-times";
import type { Span } from "./reading";

/** More times than this are a table or a log; its lines tell no single start. */
const mostTimes = 4;

/** When it began, ISO in UTC, and where that was read. */
export interface ReadStart {
  readonly startedAt: string;
  readonly span: Span;
}

/** Since when it fails, as UTC; only to the hour or better. Two different times tell nothing. */
export function readStart(
  message: Message,
  faults: Faults,
  { now, timeZone }: { readonly now: string; readonly timeZone: string },
): ReadStart | null {
  const here = DateTime.fromISO(now, { zone: timeZone });
  if (!here.isValid) return null;
  const said = [...readEnglishTimes(message, here), ...readChineseTimes(message, faults, here)].filter(
    ({ from }) => !faults.isSupposed(from),
  );
  if (said.length > mostTimes) return null;
  const starts = said.map((start) => ({
    startedAt: "said" in start ? placeTime(start.said, here) : minutesAgo(start.minutes, here),
    span: { from: start.from, to: start.to },
  }));
  const [first] = starts;
  if (first === undefined || first.startedAt === null) return null;
  if (starts.some(({ startedAt }) => startedAt !== first.startedAt)) return null;
  return { startedAt: first.startedAt, span: first.span };
}
