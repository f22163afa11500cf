import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { languages } from "../../src/vocabulary";
import { audienceIn, kit, recordOf, records, similar, verdictOf } from "./sample-views";
import { buttonNamed, buttonsOf, nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);
const record = recordOf({ diagnosis: "in_progress" }, { stepsDone: ["other_client_tried"] });

describe.each(languages)("the checklist in %s", (language) => {
  const card = render(verdictOf(record), audienceIn(language));

  test("has a tick with a sentence for each step, set where the step was taken", () => {
    const toggles = nodesOfType(card, "Input.Toggle");

    expect(toggles.map(({ id, value }) => [id, value])).toEqual([
      ["step_known_problem_searched", "false"],
      ["step_teams_client_renewed", "false"],
      ["step_teams_policies_compared", "false"],
      ["step_other_client_tried", "true"],
    ]);
    for (const { title, wrap } of toggles) {
      expect(title).toEqual(expect.stringMatching(/\S/));
      expect(wrap).toBe(true);
    }
  });

  test("has service health as the answer it is, and one button that sends them all", () => {
    expect(nodesOfType(card, "Input.ChoiceSet")).toMatchObject([
      { id: "step_health_checked", value: "healthy", style: "expanded" },
    ]);
    expect(buttonNamed(card, "record/steps")).toMatchObject({
      data: { record: 123, recordRevision: 4 },
      associatedInputs: "auto",
    });
    expect(buttonsOf(card)).toHaveLength(6);
  });

  test("is said in words, too", () => {
    const words = createTextRenderer(kit).renderText(verdictOf(record), audienceIn(language));
    const [done, ...open] = nodesOfType(card, "Input.Toggle")
      .map(({ title }) => String(title))
      .reverse();

    for (const sentence of [done, ...open]) expect(words).toContain(sentence);
  });

  test("fits beside everything else a card may have to say", () => {
    const why = "無法使用".repeat(125);
    const by = { id: "a", name: "Ann" };
    const line = { at: record.createdAt, by, field: "state", old: "open", new: "escalated", why };
    const full = { ...verdictOf(record), history: Array.from({ length: 20 }, () => line), similar };

    expect(JSON.stringify(render(full, audienceIn(language))).length).toBeLessThan(28_000);
  });
});

test("a link that is a button of the card already is not said again beside its step", () => {
  const urls = (name: "health" | "resolve"): readonly unknown[] =>
    nodesOfType(render(verdictOf(records[name]), audienceIn("en")), "Action.OpenUrl").map(({ url }) => url);

  expect(urls("health")).toHaveLength(new Set(urls("health")).size);
  expect(urls("resolve")).toContain("https://learn.microsoft.com/microsoftteams/");
});

test.each(["critical", "waiting", "closed", "uncovered"] as const)("%s: no checklist", (name) => {
  const card = render(verdictOf(records[name]), audienceIn("en"));

  expect(nodesOfType(card, "Input.Toggle", "Input.ChoiceSet")).toEqual([]);
  expect(buttonNamed(card, "record/steps")).toBeUndefined();
});
