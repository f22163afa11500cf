import { dueReminders, nextReminderAt, type Reminder } from "../../src/clocks/due-reminders";
import { readClocks } from "../../src/clocks/read-clocks";
import { readTargets } from "../../src/clocks/partner-targets";
import { answeredAt } from "../../src/clocks/response-due";
import { type CaseTime, urgencyOf } from "../../src/clocks/clock";
import { nextStates } from "../../src/records/life-cycle";
import type { CaseRecord, HistoryEntry } from "../../src/records/record";
import { createChance } from "./calendars";
import { caseOf, line, rules as plain } from "./case-stories";

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse("2026-11-23T23:00:00.000Z");
/** Most of a day, a day off, and most of a day again. */
const end = start + 2.25 * day;
const rules = { ...plain, targets: readTargets("A=1/4,B=2/8,C=4/24") ?? {} };
const quietHours = { from: "22:00", to: "07:00", zone: "Europe/Berlin" };
const chance = createChance(7);
const iso = (time: number): string => new Date(time).toISOString();

/** 22 to 7 o'clock in Berlin, which is one hour ahead of UTC in November. */
const isQuiet = (time: number): boolean =>
  [21, 22, 23, 0, 1, 2, 3, 4, 5].includes(new Date(time).getUTCHours());
const loudAfter = (time: number): number => {
  let at = time;
  while (isQuiet(at)) at = (Math.floor(at / (60 * minute)) + 1) * 60 * minute;
  return at;
};

interface Simulated {
  time: CaseTime;
  readonly keys: Set<string>;
  readonly events: number[];
  next: number;
}

const kinds = [
  caseOf(),
  caseOf([], { impact: "moderate" }),
  caseOf([], { impact: "minimal", language: "zh-TW" }),
  caseOf([], { issueType: "billing_dispute" }),
];

function begin(number: number): Simulated {
  const kind = kinds[number % kinds.length] ?? caseOf();
  const createdAt = iso(start + Math.floor(chance() * day));
  const events = Array.from(
    { length: Math.floor(chance() * 7) },
    () => Date.parse(createdAt) + chance() * day,
  );
  return {
    time: {
      record: { ...kind.record, number, createdAt, updatedAt: createdAt },
      history: [line(createdAt, "created", null, "x")],
    },
    keys: new Set(),
    events: events.map(Math.floor).sort((first, second) => first - second),
    next: Date.parse(createdAt),
  };
}

/** Something a person does with the case. */
function happen({ record, history }: CaseTime, time: number): CaseTime {
  const at = iso(time);
  const change = (entry: HistoryEntry, changes: Partial<CaseRecord> = {}): CaseTime => ({
    record: { ...record, ...changes, updatedAt: at },
    history: [...history, entry],
  });
  const kind = Math.floor(chance() * 6);
  if (kind === 0) return change(line(at, "sentToTeam", null, "team"));
  if (kind === 1) return change(line(at, "owner", null, "Ben"));
  if (kind === 2) return change(line(at, "microsoftResponded", null, "yes"));
  if (kind === 3) {
    const filedAt = iso(time - Math.floor(chance() * 60) * minute);
    const before = record.microsoftCase;
    const old = before === undefined ? null : `${before.number} (${before.filedAt})`;
    return change(line(at, "microsoftCase", old, `1 (${filedAt})`), {
      microsoftCase: { number: "1", filedAt },
    });
  }
  const states = nextStates(record.state);
  const state = states[Math.floor(chance() * states.length)] ?? record.state;
  return change(line(at, "state", record.state, state), { state });
}

function question(one: Simulated, now: number) {
  return { ...one.time, sentKeys: one.keys, now: iso(now), quietHours, rules };
}

/** When to look again, or never. */
function nextOf(one: Simulated, now: number): number {
  return Date.parse(nextReminderAt(question(one, now)) ?? "9999-01-01");
}

/** What may never be said. */
function faultsOf(one: Simulated, now: number, said: readonly Reminder[]): readonly string[] {
  const { record } = one.time;
  const ended = ["resolved", "closed", "waiting_customer"].includes(record.state);
  return said.flatMap(({ key, clock }) => [
    ...(one.keys.has(key) ? [`${key} twice`] : []),
    ...(ended ? [`${key} while ${record.state}`] : []),
    ...(clock === "response_due" && answeredAt(one.time) !== null ? [`${key} although answered`] : []),
    ...(isQuiet(now) && urgencyOf(record) !== "A" ? [`${key} in quiet hours`] : []),
  ]);
}

/** Whatever is due by now and not followed by a later step must have been said. */
function missedOf({ time, keys }: Simulated, now: number): readonly string[] {
  const { record } = time;
  const severity = urgencyOf(record);
  return readClocks(time, rules).flatMap(({ clock, since, dueAt, endedAt }) => {
    const { states, steps } = rules.plan[clock];
    if (dueAt === null || endedAt !== null || !states.includes(record.state)) return [];
    const last = steps.findLast(({ after, severities }) => {
      const at = dueAt + after * minute;
      const said = severity === "A" ? at : loudAfter(at);
      return said <= now && at > since && (severities === undefined || severities.includes(severity));
    });
    const key = last === undefined ? null : `${record.number} ${clock} ${iso(dueAt)} ${last.id}`;
    return key === null || keys.has(key) || (isQuiet(now) && severity !== "A") ? [] : [`${key} was missed`];
  });
}

function step(one: Simulated, now: number): { readonly said: number; readonly faults: readonly string[] } {
  let changed = false;
  while (one.events[0] !== undefined && one.events[0] <= now) {
    one.time = happen(one.time, one.events.shift() ?? now);
    changed = true;
  }
  if (changed) one.next = nextOf(one, now);
  if (one.next > now) return { said: 0, faults: [] };
  const said = dueReminders(question(one, now));
  const faults = faultsOf(one, now, said);
  for (const { key } of said) one.keys.add(key);
  one.next = nextOf(one, now);
  const idle = one.next <= now ? [`${one.time.record.number} goes round`] : [];
  return { said: said.length, faults: [...faults, ...idle] };
}

test("5,000 cases over a day with steps of any size, a day's outage and the day after", () => {
  const cases = Array.from({ length: 5000 }, (_none, index) => begin(index + 1));
  const faults: string[] = [];
  let said = 0;
  let isDown = false;
  for (let now = start; now < end;) {
    for (const one of cases) {
      const result = step(one, now);
      said += result.said;
      faults.push(...result.faults);
    }
    // Some are looked at closely after each step; all of them at the end.
    const close = cases.filter(
      ({ time }) => time.record.number % 50 === 0 && Date.parse(time.record.createdAt) <= now,
    );
    faults.push(...close.flatMap((one) => missedOf(one, now)));
    const outage: boolean = !isDown && now > start + 0.6 * day;
    isDown ||= outage;
    now += outage ? day : Math.ceil(chance() * 40) * minute;
  }
  for (const one of cases) said += step(one, end).said;

  expect(faults).toEqual([]);
  expect(cases.flatMap((one) => missedOf(one, end))).toEqual([]);
  expect(said).toBe(cases.reduce((sum, { keys }) => sum + keys.size, 0));
  expect(said).toBeGreaterThan(10_000);
}, 60_000);
