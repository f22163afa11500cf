import { dueReminders, nextReminderAt, type ReminderQuestion } from "../../src/clocks/due-reminders";
import { loadReminderPlan } from "../../src/clocks/reminder-plan";
import { caseOf, filing, line, move, rules, tuesday } from "./case-stories";

const filed = filing(tuesday("12:00"), tuesday("12:00"));
const waiting = move(tuesday("12:00"), "open", "waiting_microsoft");
/** Keeps the silence out of what is asked. */
const written = line(tuesday("14:30"), "note", null, "still waiting");
const filedCase = caseOf([filed, waiting, written]);

type Asked = Pick<ReminderQuestion, "record" | "history"> & Partial<ReminderQuestion>;

function ask(time: Asked, now: string, sent: readonly string[] = []): ReminderQuestion {
  return { sentKeys: new Set(sent), quietHours: null, rules, ...time, now };
}

const stepsOf = (question: ReminderQuestion): readonly string[] =>
  dueReminders(question).map(({ clock, step, to }) => `${clock} ${step} ${to.join("+")}`);

/** The keys of all that has been said by looking every five minutes until then. */
function sayUntil(time: Asked, from: string, to: string): readonly string[] {
  const keys: string[] = [];
  for (let now = Date.parse(from); now <= Date.parse(to); now += 300_000) {
    keys.push(...dueReminders(ask(time, new Date(now).toISOString(), keys)).map(({ key }) => key));
  }
  return keys;
}

describe("a chain", () => {
  test.each([
    ["13:29", []],
    ["13:30", ["response_due soon owner"]],
    ["14:00", ["response_due due owner"]],
    ["14:30", ["response_due overdue owner+route"]],
  ])("says at %s what is due then", (clock, steps) => {
    expect(stepsOf(ask(filedCase, tuesday(clock)))).toEqual(steps);
  });

  test("says each step once", () => {
    const due = "123 response_due 2026-11-24T13:00:00.000Z";

    expect(sayUntil(filedCase, tuesday("12:00"), tuesday("15:00"))).toEqual([
      `${due} soon`,
      `${due} due`,
      `${due} overdue`,
    ]);
  });

  test("after a day off only its latest step is said, and nothing more", () => {
    const late = ask(filedCase, "2026-11-25T12:00:00.000Z");
    const said = dueReminders(late);

    expect(said.map(({ clock, step }) => `${clock} ${step}`)).toEqual([
      "response_due long_overdue",
      "silence ask_lead_now",
    ]);
    expect(dueReminders({ ...late, sentKeys: new Set(said.map(({ key }) => key)) })).toEqual([]);
  });

  test("tells when it is due, since when it runs and to whom it goes", () => {
    expect(dueReminders(ask(filedCase, tuesday("13:35")))).toEqual([
      {
        key: "123 response_due 2026-11-24T13:00:00.000Z soon",
        clock: "response_due",
        step: "soon",
        to: ["owner"],
        since: tuesday("12:00"),
        dueAt: tuesday("14:00"),
        at: tuesday("13:30"),
      },
    ]);
  });

  test("does not remind of what has only just begun", () => {
    const late = caseOf([filing(tuesday("13:00"), tuesday("12:58"))]);
    const plan = loadReminderPlan();
    const [soon] = plan.response_due.steps;
    const eager = {
      ...plan,
      response_due: { ...plan.response_due, steps: [{ id: "soon", after: -120, to: soon?.to ?? [] }] },
    };

    expect(dueReminders({ ...ask(late, tuesday("13:30")), rules: { ...rules, plan: eager } })).toEqual([]);
  });
});

describe("a case that changes", () => {
  test("filed anew it has steps of its own, those said are not said again", () => {
    const refiled = caseOf([filed, waiting, written, filing(tuesday("13:45"), tuesday("13:45"), filed.new)]);
    const before = sayUntil(filedCase, tuesday("12:00"), tuesday("13:40"));

    expect(stepsOf(ask(refiled, tuesday("14:00"), before))).toEqual([]);
    expect(stepsOf(ask(refiled, tuesday("15:15"), before))).toContain("response_due soon owner");
    expect(stepsOf(ask(filedCase, tuesday("13:50"), before))).toEqual([]);
  });

  test("a severity that was lowered moves what is to come", () => {
    const override = {
      severity: "C",
      computed: "A",
      reason: "agreed",
      by: { id: "a", name: "A" },
      at: tuesday("13:00"),
    } as const;
    const lowered = caseOf([filed, waiting, written], {}, { override });

    expect(stepsOf(ask(lowered, tuesday("14:40")))).toEqual([]);
    expect(nextReminderAt(ask(lowered, tuesday("14:40")))).toBe(tuesday("19:30"));
  });

  test.each([
    ["answered", [line(tuesday("13:00"), "microsoftResponded", null, "yes")]],
    ["waiting for the customer", [move(tuesday("13:00"), "waiting_microsoft", "waiting_customer")]],
  ])("%s it is reminded of no response", (_name, lines) => {
    const keys = sayUntil(caseOf([filed, waiting, ...lines]), tuesday("13:00"), tuesday("20:00"));

    expect(keys.filter((key) => key.includes("response_due"))).toEqual([]);
  });

  test.each([
    ["resolved", caseOf([filed, waiting, move(tuesday("13:00"), "waiting_microsoft", "resolved")])],
    ["joined to another case", caseOf([filed, waiting], {}, { parent: 7 })],
  ])("%s it is left alone", (_name, time) => {
    expect(sayUntil(time, tuesday("13:00"), tuesday("23:00"))).toEqual([]);
    expect(nextReminderAt(ask(time, tuesday("13:00")))).toBeNull();
  });
});

describe("quiet hours", () => {
  const quietHours = { from: "13:00", to: "14:45", zone: "Europe/Berlin" };
  const calm = {
    ...caseOf([filing(tuesday("10:00"), tuesday("10:00")), waiting], { impact: "moderate" }),
    quietHours,
  };
  const loud = { ...filedCase, quietHours };

  test("hold back what falls into them and say the latest step at their end", () => {
    // Due at 14:00; reminded at 13:30, 14:00 and 14:30.
    expect(stepsOf(ask(calm, tuesday("14:44")))).toEqual([]);
    expect(stepsOf(ask(calm, tuesday("14:45")))).toEqual(["response_due overdue owner+route"]);
    expect(nextReminderAt(ask(calm, tuesday("13:40")))).toBe(tuesday("14:45"));
  });

  test("hold back what was missed before them as well", () => {
    const before = { ...calm, quietHours: { ...quietHours, from: "13:35", to: "13:50" } };

    expect(stepsOf(ask(before, tuesday("13:40")))).toEqual([]);
    expect(nextReminderAt(ask(before, tuesday("13:40")))).toBe(tuesday("13:50"));
    expect(stepsOf(ask(before, tuesday("13:50")))).toEqual(["response_due soon owner"]);
  });

  test("do not hold back severity A", () => {
    expect(stepsOf(ask(loud, tuesday("13:30")))).toEqual(["response_due soon owner"]);
  });
});

describe("when to look again", () => {
  test.each([
    ["12:05", [], "13:30"],
    ["13:30", [], "13:30"],
    ["13:31", ["soon"], "14:00"],
    ["14:31", ["soon", "due"], "14:31"],
    ["14:31", ["soon", "due", "overdue"], "15:30"],
  ])("at %s after %j it is %s", (now, said, next) => {
    const sent = said.map((step) => `123 response_due 2026-11-24T13:00:00.000Z ${step}`);

    expect(nextReminderAt(ask(filedCase, tuesday(now), sent))).toBe(tuesday(next));
  });

  test("never when everything was said", () => {
    const end = "2026-12-24T12:00:00.000Z";
    const said = dueReminders(ask(filedCase, end)).map(({ key }) => key);

    expect(said).toHaveLength(2);
    expect(nextReminderAt(ask(filedCase, end, said))).toBeNull();
  });
});

test("clocks that are due together are returned together", () => {
  const untaken = line(tuesday("10:00"), "sentToTeam", null, "Azure team");
  const targets = { A: { update: 1, resolve: 8 } };
  const question = { ...ask(caseOf([untaken]), tuesday("11:05")), rules: { ...rules, targets } };

  expect(stepsOf(question)).toEqual([
    "untaken ask_lead_now route+lead",
    "silence ask owner",
    "own_target_update due owner",
  ]);
});

describe("the data of the chains", () => {
  const plan = loadReminderPlan();
  const [first, second] = plan.silence.steps;

  test.each([
    ["a step twice", { silence: { ...plan.silence, steps: [first, first] } }, "same id"],
    ["steps out of order", { silence: { ...plan.silence, steps: [second, first] } }, "order"],
    [
      "no limit for a clock without a due time",
      { silence: { ...plan.silence, limits: undefined } },
      "limits",
    ],
    ["nobody to tell", { silence: { ...plan.silence, steps: [{ ...first, to: [] }] } }, "to"],
    ["a clock that is missing", { silence: undefined }, "silence"],
  ])("with %s are refused by name", (_name, change, said) => {
    expect(() => loadReminderPlan({ ...plan, ...change })).toThrow(said);
  });
});
