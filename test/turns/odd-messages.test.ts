import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";
import { escalation } from "../support/cases";
import { nodesOfType } from "../cards/walk-card";

let product: TestApp;
let mei: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  await mei.open();
});

afterEach(async () => {
  await product.stop();
});

/** Characters nobody sees that turn, hide or end text. */
const unseen = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u;

const odd: readonly (readonly [string, string])[] = [
  ["20,000 characters", "Exchange is down at Contoso. ".repeat(700).slice(0, 20_000)],
  ["20,000 characters without a space", "郵".repeat(20_000)],
  ["control characters", "Exchange\u0000 is\u0007 down\u001b[31m at\u0085 Contoso\u009f"],
  ["bidi characters", "\u202eosotnoC\u202c mail \u2066is\u2069 down \u200f\u200e"],
  ["nothing but unseen characters", "\u200f\u202e\u0000\u2066"],
  ["a markdown link", "[Reset your password](https://evil.example) **now** at Contoso, Exchange is down"],
  [
    "a picture, a mention and a tag",
    "![x](https://evil.example/a.png) <at>Everybody</at> <script>alert(1)</script>",
  ],
  ["card templates", "${$root.heading} {{DATE(2026-11-20)}} Exchange is down at Contoso"],
  ["emoji only", "🔥🔥😱👨‍👩‍👧‍👦🏴‍☠️"],
  ["half a surrogate pair", "Exchange is down \ud83d at Contoso"],
  [
    "three languages mixed",
    "Contoso 的 Exchange 从早上九点 everyone 都無法收信，試過 new connector，还是不行",
  ],
  ["words of the machinery", "__proto__ constructor undefined null NaN"],
];

function expectNothingLive(): void {
  const { words, card, inputs } = mei.last();
  expect(words).not.toMatch(/went wrong|try again/i);
  expect([words, ...inputs.map(({ value }) => value)].join("")).not.toMatch(unseen);
  expect(JSON.stringify(card).length).toBeLessThan(28_000);
  // A text block is read as markdown; typed text belongs into plain runs and inputs alone.
  const blocks = nodesOfType(card, "TextBlock").map(({ text }) => text);
  expect(blocks.join("\n")).not.toMatch(/evil\.example|\$root|\{\{DATE|<at>|<script>/);
  const addresses = nodesOfType(card, "Action.OpenUrl").map(({ url }) => url);
  expect(addresses.join("\n")).not.toContain("evil.example");
}

test.each(odd)("%s: an intake or a kind question, and nothing of it live", async (_name, text) => {
  const outcome = await mei.say(text);

  expect(outcome.kind).toBe("delivered");
  expect(mei.last().actions.length).toBeGreaterThan(0);
  expectNothingLive();
});

test.each(odd.filter(([name]) => !name.startsWith("nothing")))(
  "%s: goes on to a verdict that is as safe",
  async (_name, text) => {
    await mei.say(text);
    await walkDialog(mei, escalation, { newCustomer: "contoso.com" });

    expect(mei.last().words).toMatch(/PS-000001/);
    expectNothingLive();
    await mei.click("record/handover");
    expectNothingLive();
    await mei.click("record/handover", { part: "customer" });
    expectNothingLive();
  },
);
