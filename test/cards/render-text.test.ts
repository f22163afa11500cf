import { createTextRenderer } from "../../src/cards/render-text";
import type { QuestionView } from "../../src/views";
import { languages } from "../../src/vocabulary";
import {
  audienceIn,
  customersOf,
  intakeOf,
  kit,
  questionOf,
  records,
  verdictOf,
  viewsIn,
} from "./sample-views";

const { renderText, summarise } = createTextRenderer(kit);
const english = audienceIn("en");

const samples = languages.flatMap((language) =>
  Object.entries(viewsIn(language)).map(([name, view]) => ({ language, name, view })),
);

test.each(samples)("$name in $language is plain words", ({ language, view }) => {
  const said = renderText(view, audienceIn(language));

  expect(said).toMatch(/\S/);
  expect(said).not.toMatch(/\$\{|\{\{|undefined|null|\ue000|\*\*|\n{3}/);
});

test.each(samples)("the one line of $name in $language is short", ({ language, view }) => {
  const line = summarise(view, audienceIn(language));

  expect(line.length).toBeGreaterThan(0);
  expect(line.length).toBeLessThanOrEqual(120);
  expect(line).not.toContain("\n");
});

function ask(question: QuestionView): string {
  return renderText({ kind: "ask", intake: intakeOf(), question }, english);
}

describe("a question in words", () => {
  const options = [
    { value: "production", title: "Production" },
    { value: "non_production", title: "Only test or development" },
  ];

  test("has numbered answers, says how to reply and how to get out", () => {
    expect(ask(questionOf("environment", "en", { options }))).toBe(
      [
        "Which environment?",
        "If both are affected, choose production.",
        "1. Production\n2. Only test or development",
        "Reply with the number or the words.",
        "Type “back” to go back, “cancel” to stop, “card” to answer on a card.",
      ].join("\n\n"),
    );
  });

  test("says what was wrong with the answer before", () => {
    expect(ask(questionOf("environment", "en", { options, error: "There are only two." }))).toContain(
      "There are only two.\nIf both are affected",
    );
  });

  test("does not read out a long list, but tells names", () => {
    const said = ask(
      questionOf("customer", "en", { kind: "search", options: customersOf(40), required: false }),
    );

    expect(said).not.toContain("1. ");
    expect(said).toContain("Reply with the name or a part of it, for example: Customer number 0");
    expect(said).toContain("Not needed? Reply “skip”.");
  });

  test.each([
    ["text", "Reply in your own words."],
    ["date", "Reply with a date such as 2026-11-21."],
    ["time", "Reply with a time such as 14:30."],
  ] as const)("of kind %s says what to write", (kind, how) => {
    expect(ask(questionOf("note", "en", { kind }))).toContain(how);
  });
});

test("a verdict in words has all a technician needs, in the card's order", () => {
  const said = renderText(verdictOf(records.critical), english);
  const order = [
    "You may escalate",
    "Severity A",
    "14:32",
    "PS-000123",
    "What to do\n1. ",
    "https://",
    "Keep in mind",
    "Why",
  ];
  const places = order.map((part) => said.indexOf(part));

  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("the one line of a verdict has number, outcome and severity", () => {
  expect(summarise(verdictOf(records.critical), english)).toBe(
    "PS-000123: You may escalate this to Microsoft · Severity A · critical",
  );
});

test("a message is its notice", () => {
  expect(renderText({ kind: "message", notice: { key: "filed" } }, english)).toBe(
    "The Microsoft case number is saved. The response clock runs from the time of filing.",
  );
});
