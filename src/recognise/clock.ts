import type { DateTime } from "luxon";

/** A part of the day as people name it; it settles which of the two hours of a dial is meant. */
export type DayPart = "morning" | "noon" | "afternoon" | "evening" | "night";

/** A clock time as people say it: the day and the half of the day are often left out. */
export interface SaidTime {
  readonly hour: number;
  readonly minute: number;
  /** Written with am or pm, with a leading zero, or above twelve. */
  readonly isExact: boolean;
  readonly part?: DayPart | undefined;
  /** Days before today; absent when no day is said. */
  readonly daysAgo?: number | undefined;
}

/** Days a start may lie back; more is a slip or a story. */
const longestAgo = 31;

/** The moment meant, as UTC, or null when it would have to be guessed, lies in the future or too far back. */
export function placeTime(said: SaidTime, now: DateTime): string | null {
  const hours = hoursMeant(said);
  if (said.minute > 59 || hours.length === 0) return null;
  const at = (hour: number, daysAgo: number): DateTime =>
    now.minus({ days: daysAgo }).set({ hour, minute: said.minute, second: 0, millisecond: 0 });
  if (said.daysAgo !== undefined) {
    const past = hours.map((hour) => at(hour, said.daysAgo ?? 0)).filter((moment) => moment <= now);
    return onlyOne(said.daysAgo === 0 ? likely(past) : past.filter(isWaking), now);
  }
  const today = hours.map((hour) => at(hour, 0)).filter((moment) => moment <= now);
  if (today.length > 0) return onlyOne(likely(today), now);
  // A clock time later than now was yesterday's; of two the one in working hours.
  return onlyOne(
    hours.map((hour) => at(hour, 1)).filter((moment) => hours.length === 1 || isWaking(moment)),
    now,
  );
}

/** Minutes ago, as UTC. */
export function minutesAgo(minutes: number, now: DateTime): string | null {
  return onlyOne([now.minus({ minutes }).set({ second: 0, millisecond: 0 })], now);
}

function onlyOne(moments: readonly DateTime[], now: DateTime): string | null {
  const [moment] = moments;
  if (moment === undefined || moments.length > 1 || !moment.isValid) return null;
  if (moment > now || moment < now.minus({ days: longestAgo })) return null;
  return moment.toUTC().toJSDate().toISOString();
}

/** Nobody says "at two" for the night without saying so; nine may be either once both are over. */
function likely(past: readonly DateTime[]): readonly DateTime[] {
  return past.length > 1 ? past.filter(isWaking) : past;
}

function isWaking({ hour }: DateTime): boolean {
  return hour >= 7;
}

function hoursMeant({ hour, isExact, part }: SaidTime): readonly number[] {
  if (hour > 23) return [];
  if (hour > 12 || (isExact && part === undefined)) return [hour];
  if (part === undefined) return hour === 0 ? [0] : hour === 12 ? [12] : [hour, hour + 12];
  if (part === "morning") return hour === 12 ? [] : [hour];
  if (part === "noon") return hour >= 10 ? [hour] : hour <= 2 ? [hour + 12] : [];
  if (part === "night") return hour === 12 ? [0] : hour <= 6 ? [hour] : [];
  // Twelve in the evening is the next day's beginning, and one o'clock "last night" either side of it.
  if (part === "evening") return hour >= 5 && hour <= 11 ? [hour + 12] : [];
  return hour === 12 ? [12] : [hour + 12];
}
