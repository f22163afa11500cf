import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { languages } from "../../src/vocabulary";
import { audienceIn, joined, kit, records, similar, verdictOf } from "./sample-views";
import { buttonsOf, executesOf, nodesOf, nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);
const view = { ...verdictOf(records.critical), similar };

describe.each(languages)("similar cases in %s", (language) => {
  const card = render(view, audienceIn(language));
  const taps = nodesOfType(card, "Column").flatMap(({ selectAction }) => nodesOf(selectAction).slice(0, 1));

  test("are taps, not buttons: each names its case and carries the record's revision", () => {
    expect(buttonsOf(card)).toHaveLength(6);
    expect(taps.map(({ verb, data }) => [verb, data])).toEqual([
      ["record/link", { record: 123, recordRevision: 4, other: 121 }],
      ["record/join", { record: 123, recordRevision: 4, other: 121 }],
      ["record/unlink", { record: 123, recordRevision: 4, other: 122 }],
      ["record/join", { record: 123, recordRevision: 4, other: 124 }],
    ]);
    for (const { title } of taps) expect(title).toMatch(/PS-000\d{3}/);
  });

  test("do not push the steps down: of three one is shown, the others behind a tap", () => {
    const [more] = nodesOfType(card, "Container").filter(({ id }) => id === "moreSimilar");
    const shown = JSON.stringify(card).replace(JSON.stringify(more), "");

    expect(more).toMatchObject({ isVisible: false });
    expect(shown).toContain("PS-000121");
    expect(shown).not.toContain("PS-000122 ");
    expect(JSON.stringify(more)).toMatch(/PS-000122.*PS-000124/);
    const two = { ...view, similar: { ...similar, cases: similar.cases.slice(0, 2) } };
    expect(JSON.stringify(render(two, audienceIn(language)))).not.toContain("moreSimilar");
  });

  test("fit beside a history of the longest notes", () => {
    const by = { id: "a", name: "Ann Chen" };
    const why = '"好" '.repeat(200);
    const line = { at: "2026-11-21T04:31:00.000Z", by, field: "state", old: "open", new: "escalated", why };
    const full = { ...view, similar: joined, history: Array.from({ length: 20 }, () => line) };

    expect(JSON.stringify(render(full, audienceIn(language))).length).toBeLessThan(28_000);
  });

  test("are said in words, too", () => {
    const words = createTextRenderer(kit).renderText({ ...view, similar: joined }, audienceIn(language));

    expect(words).toContain("08:40");
    expect(words).toMatch(/PS-000121 · Fabrikam · Bo Lin/);
    expect(words).toMatch(/PS-000003.*2/);
  });
});

test("a reader of English is told in one sentence what is going on", () => {
  const sentences = (changes: Partial<typeof similar>): string =>
    createTextRenderer(kit).renderText({ ...view, similar: { ...similar, ...changes } }, audienceIn("en"));

  expect(sentences({})).toContain("3 of your customers report trouble with Microsoft Teams since 08:40");
  expect(sentences({ more: true })).toContain("3+ of your customers");
  expect(sentences({ customers: 1, sameCustomer: true })).toContain("Also open at this customer about");
  expect(sentences({ customers: 1 })).toContain("Also open about");
  expect(sentences({})).toContain("1 case is part of this one");
  expect(sentences({ since: "" })).not.toContain("of your customers");
});

test("what a colleague's customer is called stays text", () => {
  const [first] = similar.cases;
  if (first === undefined) throw new Error("there are similar cases");
  const cases = [{ ...first, customer: '**[x](https://evil.example)** ${$root} {{count}}"' }];
  const card = render({ ...view, similar: { ...similar, cases } }, audienceIn("en"));
  const blocks = nodesOfType(card, "TextBlock").filter(({ text }) => String(text).includes("evil"));

  expect(blocks).toEqual([]);
  expect(JSON.stringify(card)).toContain("${$root} {{count}}");
  expect(JSON.stringify(executesOf(card))).not.toContain("evil");
});
