import { readResponse } from "../../src/clocks/response-due";
import type { HistoryEntry } from "../../src/records/record";
import { caseOf, filing, isoOf, line, move, rules, tuesday } from "./case-stories";

const filed = filing(tuesday("16:00"), tuesday("16:00"));
const waiting = move(tuesday("16:00"), "open", "waiting_microsoft");
const override = (severity: "A" | "B" | "C") => ({
  override: {
    severity,
    computed: "A" as const,
    reason: "agreed",
    by: { id: "oid-ann", name: "Ann" },
    at: tuesday("16:30"),
  },
});

describe("when it is due", () => {
  test.each([
    ["severity A, in two hours", { impact: "critical" }, "2026-11-24T17:00:00.000Z"],
    ["severity B, in four hours", { impact: "moderate" }, "2026-11-24T19:00:00.000Z"],
    ["severity C, in eight hours, through the night", { impact: "minimal" }, "2026-11-24T23:00:00.000Z"],
    ["severity A in Chinese, in business hours", { language: "zh-TW" }, "2026-11-25T09:00:00.000Z"],
    ["severity C in another language", { impact: "minimal", language: "other" }, "2026-11-25T15:00:00.000Z"],
    ["not break-fix, one business day", { issueType: "billing_dispute" }, "2026-11-25T15:00:00.000Z"],
    [
      "not break-fix in Chinese, one business day as well",
      { issueType: "billing_dispute", language: "zh-CN" },
      "2026-11-25T15:00:00.000Z",
    ],
  ] as const)("%s", (_name, answers, due) => {
    const reading = readResponse(caseOf([filed, waiting], answers), rules);

    expect(isoOf(reading?.dueAt)).toBe(due);
    expect(isoOf(reading?.since)).toBe(tuesday("16:00"));
    expect(reading?.endedAt).toBeNull();
  });

  test.each([
    ["B", "2026-11-24T19:00:00.000Z"],
    ["C", "2026-11-24T23:00:00.000Z"],
  ] as const)("a severity set to %s by a person counts instead", (severity, due) => {
    const reading = readResponse(caseOf([filed, waiting], {}, override(severity)), rules);

    expect(isoOf(reading?.dueAt)).toBe(due);
  });

  test("only a promise that is none says its business hours", () => {
    const hoursOf = (language: "en" | "zh-TW"): number | undefined =>
      readResponse(caseOf([filed, waiting], { language }), rules)?.businessHours;

    expect([hoursOf("en"), hoursOf("zh-TW")]).toEqual([undefined, 2]);
  });

  test.each([
    ["nothing is filed", caseOf()],
    [
      "the provider answers",
      caseOf([filed], { partnerType: "indirect_reseller", supportContact: "provider" }),
    ],
    [
      "a severity is set where Microsoft owes nothing",
      caseOf([filed], { partnerType: "indirect_reseller", supportContact: "provider" }, override("B")),
    ],
  ])("there is no clock where %s", (_name, time) => {
    expect(readResponse(time, rules)).toBeNull();
  });
});

describe("when it counts as answered", () => {
  const customer = move(tuesday("17:00"), "waiting_microsoft", "waiting_customer");
  const refiled = filing(tuesday("17:30"), tuesday("17:30"), filed.new);
  const renumbered = line(tuesday("17:30"), "microsoftCase", `1 (${tuesday("16:00")})`, filed.new);
  const endedAt = (...history: readonly HistoryEntry[]): string | null =>
    isoOf(readResponse(caseOf([filed, waiting, ...history]), rules)?.endedAt);

  test.each([
    [
      "somebody notes the answer",
      [line(tuesday("16:40"), "microsoftResponded", null, "yes")],
      tuesday("16:40"),
    ],
    ["it waits for the customer", [customer], tuesday("17:00")],
    [
      "the first of several signs counts",
      [line(tuesday("16:40"), "microsoftResponded", null, "yes"), customer],
      tuesday("16:40"),
    ],
    ["it is resolved", [move(tuesday("18:00"), "waiting_microsoft", "resolved")], tuesday("18:00")],
    ["it goes back to the team", [move(tuesday("18:00"), "waiting_microsoft", "escalated")], null],
    ["it is opened again", [move(tuesday("18:00"), "waiting_microsoft", "open")], null],
    [
      "it waits for Microsoft once more",
      [customer, move(tuesday("18:00"), "waiting_customer", "waiting_microsoft")],
      tuesday("17:00"),
    ],
    [
      "it is filed anew",
      [customer, move(tuesday("17:20"), "waiting_customer", "waiting_microsoft"), refiled],
      null,
    ],
    [
      "only the number is corrected",
      [customer, move(tuesday("17:20"), "waiting_customer", "waiting_microsoft"), renumbered],
      tuesday("17:00"),
    ],
    [
      "it was resolved and is reopened",
      [move(tuesday("18:00"), "waiting_microsoft", "resolved"), move(tuesday("19:00"), "resolved", "open")],
      tuesday("18:00"),
    ],
    ["a note is written", [line(tuesday("16:40"), "note", null, "asked again")], null],
  ] as const)("%s", (_name, history, ended) => {
    expect(endedAt(...history)).toBe(ended);
  });

  test("a state without its history is believed", () => {
    const { record } = caseOf([filed, customer]);

    expect(readResponse({ record, history: [] }, rules)?.endedAt).toBe(Date.parse(record.updatedAt));
  });
});
