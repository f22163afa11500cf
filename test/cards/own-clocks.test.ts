import type { CardKit } from "../../src/cards/card-kit";
import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { readTargets } from "../../src/clocks/partner-targets";
import { languages } from "../../src/vocabulary";
import { caseOf, line, move, rules, tuesday } from "../clocks/case-stories";
import { audienceIn, kit as plain, verdictOf } from "./sample-views";
import { nodesOfType } from "./walk-card";

const kit: CardKit = { ...plain, clocks: { ...rules, targets: readTargets("A=2/4") ?? {} } };
const render = createCardRenderer(kit);

function linesOf({ record, history }: ReturnType<typeof caseOf>, clock: string) {
  const view = { ...verdictOf(record), history };
  const card = render(view, audienceIn("en", tuesday(clock)));
  return nodesOfType(card, "TextBlock")
    .filter(({ text }) => /^(Your own target|Nobody has)/.test(String(text)))
    .map(({ text, color }) => `${String(color)}: ${String(text)}`);
}

test("own targets are said with their time in the person's zone, while they run", () => {
  expect(linesOf(caseOf(), "10:30")).toEqual([
    "Default: Your own target: first update to the customer in 1 hour 30 minutes: 19:00 (Asia/Taipei)",
    "Default: Your own target: to be solved in 3 hours 30 minutes: 21:00 (Asia/Taipei)",
  ]);
});

test("silence is said when it has lasted too long, overdue targets stand out", () => {
  const lines = linesOf(caseOf(), "12:30");

  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe("Attention: Nobody has written here for 2 hours 30 minutes");
  expect(lines[1]).toBe(
    "Attention: Your own target: first update to the customer is 30 minutes overdue: 19:00 (Asia/Taipei)",
  );
  expect(lines[2]).toMatch(/^Default: .*to be solved in 1 hour 30 minutes/);
});

test("a case in a channel says for how long nobody has taken it, until somebody has", () => {
  const sent = line(tuesday("10:00"), "sentToTeam", null, "team");
  const taken = line(tuesday("10:20"), "owner", null, "Ben");

  expect(linesOf(caseOf([sent]), "10:05")[0]).toBe("Default: Nobody has taken this for 5 minutes");
  expect(linesOf(caseOf([sent]), "10:15")[0]).toBe("Attention: Nobody has taken this for 15 minutes");
  expect(linesOf(caseOf([sent, taken]), "10:30").join()).not.toMatch(/taken/);
});

test("while the partner waits for the customer, that is said once", () => {
  expect(linesOf(caseOf([move(tuesday("10:10"), "open", "waiting_customer")]), "15:30")).toEqual([
    "Default: Your own targets stand still while you wait for the customer",
  ]);
});

test("a settled and a joined case and a kit without clocks have none", () => {
  expect(linesOf(caseOf([move(tuesday("10:10"), "open", "resolved")]), "12:30")).toEqual([]);
  expect(linesOf(caseOf([], {}, { parent: 7 }), "12:30")).toEqual([]);
  const { record, history } = caseOf();
  const card = createCardRenderer(plain)(
    { ...verdictOf(record), history },
    audienceIn("en", tuesday("12:30")),
  );
  expect(JSON.stringify(card)).not.toContain("Your own target");
});

test.each(languages)("in %s the same is said in words", (language) => {
  const { record, history } = caseOf();
  const view = { ...verdictOf(record), history };
  const audience = audienceIn(language, tuesday("12:30"));
  const lines = nodesOfType(render(view, audience), "TextBlock").filter(
    ({ color, spacing }) => spacing === "Small" && color === "Attention",
  );
  const words = createTextRenderer(kit).renderText(view, audience);

  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const { text } of lines) expect(words).toContain(text);
});
