import { readOwnTargets, readSilence, readUntaken } from "../../src/clocks/partner-clocks";
import { readTargets } from "../../src/clocks/partner-targets";
import type { HistoryEntry } from "../../src/records/record";
import { caseOf, isoOf, line, move, rules, tuesday } from "./case-stories";

describe("nobody has taken it", () => {
  const sent = line(tuesday("10:30"), "sentToTeam", null, "Azure team");
  const again = line(tuesday("10:50"), "sentToTeam", "Azure team", "Azure team");
  const taken = line(tuesday("11:00"), "owner", null, "Ben");
  const givenBack = line(tuesday("12:00"), "owner", "Ben", null);
  const resolved = move(tuesday("13:00"), "open", "resolved");
  const reopened = move(tuesday("14:00"), "resolved", "open");

  test.each([
    ["not before it was sent to a team", [], null, null],
    ["from the sending", [sent], "10:30", null],
    ["from the first sending", [sent, again], "10:30", null],
    ["until somebody takes it", [sent, taken], "10:30", "11:00"],
    ["again from giving it back", [sent, taken, givenBack], "12:00", null],
    ["not when it had an owner already", [taken, sent], null, null],
    ["until it is resolved", [sent, resolved], "10:30", "13:00"],
    ["not after reopening before it is sent again", [sent, resolved, reopened], null, null],
    [
      "not after reopening when it is still owned",
      [sent, taken, resolved, reopened, line(tuesday("14:05"), "sentToTeam", null, "x")],
      null,
      null,
    ],
    [
      "after reopening from the new sending",
      [sent, resolved, reopened, line(tuesday("14:05"), "sentToTeam", null, "x")],
      "14:05",
      null,
    ],
  ] as const)("%s", (_name, history, since, ended) => {
    const reading = readUntaken(caseOf(history), rules);

    expect(isoOf(reading?.since)).toBe(since === null ? null : tuesday(since));
    expect(isoOf(reading?.endedAt)).toBe(ended === null ? null : tuesday(ended));
  });

  test.each([
    ["critical", "10:40"],
    ["moderate", "11:00"],
    ["minimal", "12:30"],
  ] as const)("for %s impact it is due by its own limit", (impact, due) => {
    expect(isoOf(readUntaken(caseOf([sent], { impact }), rules)?.dueAt)).toBe(tuesday(due));
  });

  test("a limit in business hours waits for the morning", () => {
    const late = line(tuesday("16:50"), "sentToTeam", null, "Azure team");

    expect(isoOf(readUntaken(caseOf([late], { impact: "moderate" }), rules)?.dueAt)).toBe(
      "2026-11-25T08:20:00.000Z",
    );
    expect(isoOf(readUntaken(caseOf([late]), rules)?.dueAt)).toBe(tuesday("17:00"));
  });
});

describe("nobody writes", () => {
  const note = line(tuesday("11:00"), "note", null, "asked the customer");
  const ownLine: HistoryEntry = {
    ...line(tuesday("12:00"), "sentToTeam", null, "x"),
    by: { id: "", name: "" },
  };

  test.each([
    ["from the making of the case", [], "10:00"],
    ["from the last line", [note], "11:00"],
    ["what the product writes itself is no sign of a person", [note, ownLine], "11:00"],
    [
      "waiting for Microsoft is no excuse",
      [note, move(tuesday("11:30"), "open", "waiting_microsoft")],
      "11:30",
    ],
  ] as const)("%s", (_name, history, since) => {
    const reading = readSilence(caseOf(history), rules);

    expect([isoOf(reading.since), reading.endedAt]).toEqual([tuesday(since), null]);
  });

  test("until it is resolved, and closing it later changes nothing", () => {
    const end = [move(tuesday("12:00"), "open", "resolved"), move(tuesday("13:00"), "resolved", "closed")];

    expect(isoOf(readSilence(caseOf(end), rules).endedAt)).toBe(tuesday("12:00"));
  });
});

describe("the partner's own targets", () => {
  const targets = readTargets("A=1/4,B=2/8") ?? {};
  const read = (history: readonly HistoryEntry[], answers = {}): readonly (string | null)[] => {
    const readings = readOwnTargets(caseOf(history, answers), { ...rules, targets });
    return readings.flatMap(({ dueAt, endedAt }) => [isoOf(dueAt), isoOf(endedAt)]);
  };
  const asked = move(tuesday("11:00"), "open", "waiting_customer");
  const answered = move(tuesday("13:00"), "waiting_customer", "open");
  const toMicrosoft = move(tuesday("11:00"), "open", "waiting_microsoft");

  test("severity A runs around the clock", () => {
    expect(read([])).toEqual([tuesday("11:00"), null, tuesday("14:00"), null]);
  });

  test("the others run in business hours", () => {
    // From 10:00 seven hours are left of the Tuesday.
    expect(read([], { impact: "moderate" })).toEqual([
      tuesday("12:00"),
      null,
      "2026-11-25T09:00:00.000Z",
      null,
    ]);
  });

  test("where nothing is promised there is no clock", () => {
    expect(read([], { impact: "minimal" })).toEqual([]);
  });

  test.each([
    ["a note", line(tuesday("10:20"), "note", null, "called them"), tuesday("10:20")],
    ["a new state", toMicrosoft, tuesday("11:00")],
    ["somebody taking it", line(tuesday("10:20"), "owner", null, "Ben"), null],
  ])("%s is the first update or is not", (_name, entry, ended) => {
    expect(read([entry])[1]).toBe(ended);
  });

  test("waiting for the customer stops the clock", () => {
    expect(read([asked]).slice(2)).toEqual([null, null]);
    expect(read([asked, answered])[2]).toBe(tuesday("16:00"));
  });

  test("in business hours only those count that it did not wait", () => {
    // One hour before the wait, then 13 to 17, then three hours of the next day.
    expect(read([asked, answered], { impact: "moderate" })[2]).toBe("2026-11-25T11:00:00.000Z");
  });

  test("waiting for Microsoft does not stop it", () => {
    expect(read([toMicrosoft])[2]).toBe(tuesday("14:00"));
  });

  test("what was late before the wait stays late", () => {
    const late = move(tuesday("15:00"), "open", "waiting_customer");

    expect(read([late])[2]).toBe(tuesday("14:00"));
  });

  test("resolved in time has an end and no due time, too late has both", () => {
    expect(read([move(tuesday("13:00"), "open", "resolved")]).slice(2)).toEqual([null, tuesday("13:00")]);
    expect(read([move(tuesday("15:00"), "open", "resolved")]).slice(2)).toEqual([
      tuesday("14:00"),
      tuesday("15:00"),
    ]);
  });

  test("reopening begins both again", () => {
    const history = [move(tuesday("13:00"), "open", "resolved"), move(tuesday("15:00"), "resolved", "open")];

    expect(read(history)).toEqual([tuesday("16:00"), null, tuesday("19:00"), null]);
  });
});

describe("targets as a setting", () => {
  test("hours may be parts of an hour", () => {
    expect(readTargets("A=0.5/4, non_break_fix=8/40")).toEqual({
      A: { update: 0.5, resolve: 4 },
      non_break_fix: { update: 8, resolve: 40 },
    });
  });

  test.each(["", "A", "A=1", "A=4/1", "A=0/1", "D=1/2", "A=1/2,A=1/3", "A=1/9999", "A=-1/2"])(
    "%j is refused",
    (text) => {
      expect(readTargets(text)).toBeNull();
    },
  );
});
