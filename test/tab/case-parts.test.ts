import { foldActions, sortActions } from "../../src/tab/case/actions";
import { changedValues, keepTyped, missingOf, writeBody } from "../../src/tab/case/form-values";
import { changedTicks, ticksOf } from "../../src/tab/case/ticks";
import { readOwnDeed } from "../../src/tab/case/own-deed";
import { caseLink } from "../../src/tab/case/share";

const steps = [
  { id: "health_checked", isDone: false, health: "not_checked" },
  { id: "traced", isDone: true, health: null },
] as const;

test("only steps that differ from what was saved are sent, and none that is no longer listed", () => {
  expect(ticksOf(steps, { traced: false })).toEqual({ health_checked: "not_checked", traced: false });
  expect(changedTicks(steps, { traced: true, health_checked: "not_checked", gone: true })).toEqual({});
  expect(changedTicks(steps, { traced: false, health_checked: "healthy" })).toEqual({
    health_checked: "healthy",
    traced: false,
  });
});

test("of answers only what differs is sent, and an emptied field is not", () => {
  expect(
    changedValues({ impact: "critical", title: "x" }, { impact: "minimal", title: " ", more: "yes" }),
  ).toEqual({
    impact: "minimal",
    more: "yes",
  });
});

const question = {
  kind: "choice",
  label: "",
  hint: "",
  placeholder: "",
  options: [{ value: "open", title: "Open" }],
  value: "open",
  required: true,
  errorMessage: "",
  maxLength: null,
} as const;
const state = { ...question, id: "state", options: [...question.options] };
const reason = { ...question, id: "closingReason", value: "", required: false, options: [] };

test("a choice that is no longer offered gives way; what was typed else stays", () => {
  expect(keepTyped([state], { state: "" }, { state: "closed" })).toEqual({ state: "open" });
  expect(keepTyped([{ ...state, kind: "text" }], { state: "" }, { state: "closed" })).toEqual({
    state: "closed",
  });
});

test("what nobody touched is as a colleague has left it; what was emptied stays empty", () => {
  const questions = [
    { ...reason, id: "resource", kind: "text" as const, value: "tenant of Contoso" },
    { ...reason, id: "errorText", kind: "text" as const, value: "550 5.7.1" },
  ];
  const first = { resource: "", errorText: "550 5.7.1" };

  expect(keepTyped(questions, first, { resource: "", errorText: "" })).toEqual({
    resource: "tenant of Contoso",
    errorText: "",
  });
});

test("how a case ended is asked only of one that ends", () => {
  expect(missingOf([state, reason], { state: "open" })).toEqual([]);
  expect(missingOf([state, reason], { state: "resolved" })).toEqual(["closingReason"]);
  expect(writeBody("state", [state, reason], { state: "open", closingReason: "withdrawn" })).toEqual({
    state: "open",
  });
});

test("buttons beyond a row fold, but never a single one", () => {
  const all = ["take", "resolve", "note", "state", "hand_over", "file", "severity", "evidence"] as const;

  expect(foldActions(all, false)).toEqual({ shown: all.slice(0, 6), folded: 2 });
  expect(foldActions(all, true)).toEqual({ shown: all, folded: 0 });
  expect(foldActions(all.slice(0, 7), false).folded).toBe(0);
});

test("a case's link is of the domain where there is one, else of the page", () => {
  expect(caseLink("support.contoso.com", "https://x", "PS-000001")).toBe(
    "https://support.contoso.com/cases/PS-000001",
  );
  expect(caseLink(null, "http://127.0.0.1:1", "PS-000001")).toBe("http://127.0.0.1:1/cases/PS-000001");
});

test("what may not be done for the same reason stands together", () => {
  const refused = (action: "take" | "resolve" | "reopen", reason: string) => ({
    action,
    isAllowed: false,
    code: "x",
    reason,
  });
  const actions = [
    refused("reopen", "It is open."),
    { action: "note" as const, isAllowed: true, code: null, reason: null },
    refused("take", "It is with Alex."),
    refused("resolve", "It is with Alex."),
  ];
  const choices = { states: [], severities: [], serviceHealth: [], closingReasons: [], people: [] };

  expect(sortActions({ actions, choices })).toEqual({
    allowed: ["note"],
    refused: [
      { reason: "It is with Alex.", actions: ["take", "resolve"] },
      { reason: "It is open.", actions: ["reopen"] },
    ],
  });
});

test.each([
  ["what one did counts as seen", 1, 2, { isChanged: true, revision: 2 }],
  ["what changed nothing makes nothing new", 3, 3, { isChanged: false, revision: 3 }],
  [
    "what others did before a lost answer was asked for again does not",
    1,
    4,
    { isChanged: true, revision: 2 },
  ],
])("%s", (_name, sentAt, answeredAt, made) => {
  expect(readOwnDeed(sentAt, answeredAt)).toEqual(made);
});
