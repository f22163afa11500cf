import { DateTime } from "luxon";

/** When a request was filed, as typed on a card: a date and a clock time in the person's zone. */
export type FilingTime =
  | { readonly kind: "read"; readonly at: string }
  | { readonly kind: "wrong"; readonly field: "filedDate" | "filedTime"; readonly error: string };

/** A clock that is a few minutes off is no reason to refuse. */
const toleranceMinutes = 5;

/**
 * Reads `2026-11-21` and `14:32` in the zone given; both empty means now. Returns UTC. A time that does not
 * exist or lies in the future is wrong, and so is one more than a year ago (a slip of the year).
 */
export function readFilingTime(
  date: string,
  time: string,
  { at, timeZone }: { readonly at: string; readonly timeZone: string },
): FilingTime {
  const now = DateTime.fromISO(at, { zone: timeZone });
  if (date.trim() === "" && time.trim() === "") return { kind: "read", at };
  // Half a time would have to be guessed, and Microsoft's clock with it.
  if (date.trim() === "") return { kind: "wrong", field: "filedDate", error: "bothTimes" };
  if (time.trim() === "") return { kind: "wrong", field: "filedTime", error: "bothTimes" };
  const day = date.trim();
  const clock = time.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return { kind: "wrong", field: "filedDate", error: "date" };
  if (!/^\d{1,2}:\d{2}(:\d{2})?$/.test(clock)) return { kind: "wrong", field: "filedTime", error: "time" };
  const filed = DateTime.fromISO(`${day}T${clock.padStart(5, "0")}`, { zone: timeZone });
  if (!filed.isValid) return { kind: "wrong", field: "filedDate", error: "date" };
  if (filed > now.plus({ minutes: toleranceMinutes })) {
    return { kind: "wrong", field: "filedDate", error: "future" };
  }
  if (filed < now.minus({ years: 1 })) return { kind: "wrong", field: "filedDate", error: "date" };
  return { kind: "read", at: filed.toUTC().toJSDate().toISOString() };
}
