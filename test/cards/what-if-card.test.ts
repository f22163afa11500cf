import * as fc from "fast-check";
import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { createScene } from "../../src/cards/card-kit";
import { sayStatement } from "../../src/cards/models/what-if-model";
import type { CaseRecord } from "../../src/records/record";
import { type Answers, editionIds, inputValues, type Language, languages } from "../../src/vocabulary";
import { audienceIn, kit, recordOf, records, verdictOf } from "./sample-views";
import { nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);
const { renderText } = createTextRenderer(kit);

const foldOf = (record: CaseRecord, language: Language = "en") =>
  nodesOfType(render(verdictOf(record), audienceIn(language)), "Container").find(({ id }) => id === "whatIf");

function linesOf(record: CaseRecord, language: Language = "en"): readonly string[] {
  return nodesOfType(foldOf(record, language), "TextBlock").map(({ text }) => String(text));
}

test("what would change a severe case is folded away, six sentences of it", () => {
  expect(foldOf(records.critical)).toMatchObject({ isVisible: false });
  expect(linesOf(records.critical)).toEqual([
    "• Would be severity B (moderate) if some users, sites or functions failed.",
    "• Would be severity C (minimal) if everybody could work with a minor hindrance.",
    "• Would be severity C (minimal) if only test or development were affected.",
    "• Would be yours to solve if none of the escalation criteria applied.",
    "• Would be yours to solve while something within your reach is left to try.",
    "• Would wait for service health if an incident that fits were going on.",
  ]);
});

test("one tap opens it and one closes it, each with words of its own", () => {
  const card = render(verdictOf(records.critical), audienceIn("en"));
  const named = nodesOfType(card, "Container").filter(({ id }) => id === "showWhatIf" || id === "hideWhatIf");

  expect(named).toMatchObject([
    { selectAction: { type: "Action.ToggleVisibility", title: "What would change this?" } },
    {
      isVisible: false,
      selectAction: { type: "Action.ToggleVisibility", title: "Hide what would change this" },
    },
  ]);
});

const someway: Answers = { diagnosis: "in_progress", criteria: undefined, techPlan: undefined };

test.each([
  [
    "en",
    "• Could go to Microsoft once all within your reach has been tried; it then depends on the escalation criteria and your technical support plan.",
  ],
  [
    "zh-TW",
    "• 等能試的方法都試過之後，有可能向上呈報給 Microsoft；接下來要看是否符合呈報條件和貴公司的技術支援方案。",
  ],
  [
    "zh-CN",
    "• 等能试的办法都试过之后，有可能上报给 Microsoft；接下来要看是否符合上报条件和贵公司的技术支持计划。",
  ],
] as const)("what is only possible is said so, with what it depends on (%s)", (language, sentence) => {
  expect(linesOf(recordOf(someway), language)[0]).toBe(sentence);
});

test.each([
  [
    "en",
    "• Would go to Microsoft once it is confirmed that you hold Premier Support, Advanced Support or Signature Cloud Support.",
  ],
  [
    "zh-TW",
    "• 確認貴公司持有「頂級支援 (Premier)」、「先進支援 (Advanced)」或「Signature Cloud Support」之後，就可以向上呈報給 Microsoft。",
  ],
  [
    "zh-CN",
    "• 确认贵公司持有“顶级支持 (Premier)”、“高级支持 (Advanced)”或“签名云支持 (Signature Cloud Support)”之后，就可以上报给 Microsoft。",
  ],
] as const)("plans with the same effect are one sentence (%s)", (language, sentence) => {
  expect(linesOf(records.plan, language)[0]).toBe(sentence);
});

test("what the severity becomes stands beside another outcome", () => {
  const bill = linesOf(records.isv).find((line) => line.includes("bill"));

  expect(bill).toBe(
    "• Would go to Microsoft as not break-fix if it turned out to be about the purchase or the bill.",
  );
});

test.each(["resolved", "closed"] as const)("a case that is %s has nothing to change any more", (state) => {
  const record = recordOf({}, { state });

  expect(foldOf(record)).toBeUndefined();
  expect(renderText(verdictOf(record), audienceIn("en"))).not.toContain("What would change");
});

test("a record that other rules decided says nothing about changes", () => {
  const record = recordOf();

  expect(foldOf({ ...record, verdict: { ...record.verdict, outcome: "resolve" } })).toBeUndefined();
});

test("beside a long history three changes are enough", () => {
  const note = {
    at: "2026-11-21T04:31:00.000Z",
    by: { id: "a", name: "Ann" },
    field: "note",
    old: null,
    why: null,
  };
  const view = (count: number) => ({
    ...verdictOf(records.critical),
    history: Array.from({ length: count }, () => ({ ...note, new: "Called again" })),
  });
  const countOf = (count: number): number =>
    renderText(view(count), audienceIn("en")).match(/^• /gm)?.length ?? 0;

  expect([4, 5].map(countOf)).toEqual([6, 3]);
});

test("the typed dialog says the same", () => {
  const said = renderText(verdictOf(records.critical), audienceIn("en"));

  expect(said).toContain(`What would change this?\n${linesOf(records.critical).join("\n")}`);
});

test("every change an edition can speak of has its sentence in every language", () => {
  const Answered = fc.record(
    Object.fromEntries(
      Object.entries(inputValues).map(([id, values]: readonly [string, readonly string[]]) => [
        id,
        fc.constantFrom(...values),
      ]),
    ),
    { requiredKeys: [] },
  );
  const scenes = languages.map((language) => createScene(kit, audienceIn(language)));
  fc.assert(
    fc.property(Answered, fc.constantFrom(...editionIds), (answers: Answers, edition) => {
      for (const statement of kit.whatIf(edition, answers))
        for (const scene of scenes) expect(sayStatement(scene, statement)).toMatch(/^[^{}]+[.。]$/);
    }),
    { numRuns: 600 },
  );
});
