import { readPastTime } from "./past-time";

/** When a request was filed, as typed on a card: a date and a clock time in the person's zone. */
export type FilingTime =
  | { readonly kind: "read"; readonly at: string }
  | { readonly kind: "wrong"; readonly field: "filedDate" | "filedTime"; readonly error: string };

/** Reads a date and a clock time in the zone given; both empty means now. Returns UTC. */
export function readFilingTime(
  date: string,
  time: string,
  act: { readonly at: string; readonly timeZone: string },
): FilingTime {
  const read = readPastTime(date, time, act);
  if (read.kind === "empty") return { kind: "read", at: act.at };
  if (read.kind === "read") return read;
  return { kind: "wrong", field: read.part === "date" ? "filedDate" : "filedTime", error: read.error };
}
