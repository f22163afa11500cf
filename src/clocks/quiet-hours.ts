import { DateTime } from "luxon";
import { z } from "zod";
import { ClockTime } from "./business-calendar";
import { localTime } from "./zone-time";

/** The hours of each day in which nobody is reminded, such as 22:00 to 07:00; they may cross midnight. */
export const QuietHours = z
  .strictObject({ from: ClockTime, to: ClockTime, zone: z.string() })
  .refine(({ from, to }) => from !== to, { error: "begin and end at the same time" });
export type QuietHours = Readonly<z.infer<typeof QuietHours>>;

/** The end of the quiet hours an instant (Unix milliseconds) falls into; the instant itself when it does not. */
export function endOfQuiet(at: number, quiet: QuietHours | null): number {
  if (quiet === null) return at;
  const minute = Math.floor(localTime(at, quiet.zone) / 60_000) % (24 * 60);
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const isQuiet = from < to ? from <= minute && minute < to : minute >= from || minute < to;
  if (!isQuiet) return at;
  const local = DateTime.fromMillis(at, { zone: quiet.zone });
  const day = minute < to ? local : local.plus({ days: 1 });
  const end = day.startOf("day").set({ hour: Math.floor(to / 60), minute: to % 60 });
  // An hour that comes twice in autumn: the first one is over already.
  return end > local ? end.toMillis() : end.plus({ hours: 1 }).toMillis();
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
