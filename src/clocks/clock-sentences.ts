import type { ClockReading } from "./clock";
import type { Reminder } from "./due-reminders";

/** A sentence of the locales with its values. */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** How lengths and moments are said to the reader. */
export interface ClockWords {
  /** "25 minutes"; whole minutes. */
  readonly span: (minutes: number) => string;
  /** "14:32 (Asia/Taipei)"; Unix milliseconds. */
  readonly moment: (time: number) => string;
}

/** How a clock stands at a time (ISO, UTC); null for one that has ended, or that counts and has just begun. */
export function sayClock(reading: ClockReading, now: string, words: ClockWords): Sentence | null {
  const { clock, since, dueAt, endedAt, businessHours } = reading;
  if (endedAt !== null) return null;
  const time = Date.parse(now);
  if (clock === "untaken" || clock === "silence") {
    const minutes = minutesOf(time - since);
    return minutes === 0 ? null : { key: `clock.now.${clock}`, values: { span: words.span(minutes) } };
  }
  if (dueAt === null) return { key: "clock.now.paused", values: {} };
  const subject = businessHours === undefined ? clock : "response_local";
  const phase = phaseOf(dueAt - time);
  const values = {
    due: words.moment(dueAt),
    ...(phase === "due" ? {} : { span: words.span(minutesOf(Math.abs(dueAt - time))) }),
    ...(businessHours === undefined ? {} : { hours: businessHours }),
  };
  return { key: `clock.now.${subject}.${phase}`, values };
}

/** A reminder in two sentences: how it stands when it is said (ISO, UTC), and what to do. */
export function sayReminder(reminder: Reminder, now: string, words: ClockWords): readonly Sentence[] {
  const { clock, since, dueAt, businessHours } = reminder;
  const reading: ClockReading = {
    clock,
    since: Date.parse(since),
    dueAt: Date.parse(dueAt),
    endedAt: null,
    ...(businessHours === undefined ? {} : { businessHours }),
  };
  const standing = sayClock(reading, now, words);
  return [...(standing === null ? [] : [standing]), { key: `reminder.ask.${clock}`, values: {} }];
}

type Phase = "before" | "due" | "after";

/** A reminder is said some seconds after its time; that is still "now". */
function phaseOf(left: number): Phase {
  if (Math.abs(left) < 60_000) return "due";
  return left > 0 ? "before" : "after";
}

function minutesOf(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds / 60_000));
}
