import { DateTime } from "luxon";

/** A date and a clock time as typed in somebody's zone, read as UTC; `error` is a key under `error.`. */
export type PastTime =
  | { readonly kind: "empty" }
  | { readonly kind: "read"; readonly at: string }
  | { readonly kind: "wrong"; readonly part: "date" | "time"; readonly error: string };

/** A clock that is a few minutes off is no reason to refuse. */
const toleranceMinutes = 5;

/**
 * Reads `2026-11-21` and `14:32` in the zone given. A time that does not exist or lies in the future is wrong,
 * and so is one more than a year ago (a slip of the year).
 */
export function readPastTime(
  date: string,
  time: string,
  { at, timeZone }: { readonly at: string; readonly timeZone: string },
): PastTime {
  const now = DateTime.fromISO(at, { zone: timeZone });
  const day = date.trim();
  const clock = time.trim();
  if (day === "" && clock === "") return { kind: "empty" };
  // Half a time would have to be guessed.
  if (day === "") return { kind: "wrong", part: "date", error: "bothTimes" };
  if (clock === "") return { kind: "wrong", part: "time", error: "bothTimes" };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return { kind: "wrong", part: "date", error: "date" };
  if (!/^\d{1,2}:\d{2}(:\d{2})?$/.test(clock)) return { kind: "wrong", part: "time", error: "time" };
  const read = DateTime.fromISO(`${day}T${clock.padStart(5, "0")}`, { zone: timeZone });
  if (!read.isValid) return { kind: "wrong", part: "date", error: "date" };
  if (read > now.plus({ minutes: toleranceMinutes })) return { kind: "wrong", part: "date", error: "future" };
  if (read < now.minus({ years: 1 })) return { kind: "wrong", part: "date", error: "date" };
  return { kind: "read", at: read.toUTC().toJSDate().toISOString() };
}
