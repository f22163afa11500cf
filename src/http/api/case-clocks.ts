import type { z } from "zod";
import type { Scene } from "../../cards/card-kit";
import { createClockWords } from "../../cards/clock-words";
import type { CaseTime, ClockReading, ClockRules } from "../../clocks/clock";
import { sayClock } from "../../clocks/clock-sentences";
import { runningClocks } from "../../clocks/next-due";
import { readClocks } from "../../clocks/read-clocks";
import type { CasePage } from "./wire-page";

type Clock = z.infer<typeof CasePage>["clocks"][number];

/** The clocks of a case: those that run, then those that have ended, each with what became of it. */
export function describeClocks(drawn: Scene, time: CaseTime, rules: ClockRules): Clock[] {
  const running = runningClocks(time, rules);
  const ended = readClocks(time, rules).filter(({ endedAt }) => endedAt !== null);
  return [...running, ...ended].map((reading) => describeClock(drawn, reading));
}

function describeClock(drawn: Scene, reading: ClockReading): Clock {
  const { clock, since, dueAt, endedAt } = reading;
  const { audience, say } = drawn;
  const sentence = sayClock(reading, audience.now, createClockWords(drawn));
  return {
    clock,
    since: isoOf(since),
    dueAt: dueAt === null ? null : isoOf(dueAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
    state: stateOf(reading, Date.parse(audience.now)),
    text: sentence === null ? "" : say(sentence.key, sentence.values),
  };
}

/** Nobody promised to write: that clock only ends. */
function stateOf({ clock, dueAt, endedAt }: ClockReading, now: number): Clock["state"] {
  if (endedAt !== null) {
    if (dueAt === null || clock === "silence") return "ended";
    return endedAt <= dueAt ? "kept" : "missed";
  }
  if (dueAt === null) return "paused";
  return dueAt <= now ? "overdue" : "running";
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
