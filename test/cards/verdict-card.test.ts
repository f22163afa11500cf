import * as fc from "fast-check";
import { z } from "zod";
import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import type { CaseRecord } from "../../src/records/record";
import { editionIds, inputValues, languages } from "../../src/vocabulary";
import { audienceIn, history, kit, profile, recordOf, records, verdictOf } from "./sample-views";
import { buttonNamed, buttonsOf, nodesOfType } from "./walk-card";

const render = createCardRenderer(kit);
const english = audienceIn("en");

function cardOf(record: CaseRecord): ReturnType<typeof render> {
  return render(verdictOf(record), english);
}

test.each([
  ["critical", "↑ You may escalate this to Microsoft", "good"],
  ["resolve", "✓ You solve this one", "accent"],
  ["health", "! Check service health first", "warning"],
  ["provider", "→ Hand it to your indirect provider", "accent"],
  ["isv", "→ Contact the software vendor", "accent"],
  ["plan", "! You need a support plan first", "warning"],
  ["uncovered", "✕ Not covered by CSP support", "attention"],
] as const)("%s: sign, words and colour say the outcome", (name, heading, style) => {
  const card = cardOf(records[name]);

  expect(nodesOfType(card, "Container")[0]).toMatchObject({ style, bleed: true });
  expect(nodesOfType(card, "TextBlock")[0]).toMatchObject({ text: heading });
});

test.each([
  ["critical", "‼ Severity A · critical"],
  ["azure", "▲ Severity B · moderate"],
  ["fraud", "○ Not break-fix · advice, billing or account"],
] as const)("%s: the severity stands under it, sign and word", (name, severity) => {
  expect(nodesOfType(cardOf(records[name]), "TextBlock")[1]).toMatchObject({ text: severity });
});

describe("buttons", () => {
  const Button = z.object({
    verb: z.string().default("open"),
    data: z.object({ form: z.string().optional() }).default({}),
  });
  const verbsOf = (record: CaseRecord): readonly string[] =>
    z
      .array(Button)
      .parse(buttonsOf(cardOf(record)))
      .map(({ verb, data }) => data.form ?? verb);

  test("an escalation to Microsoft takes the case number, state, note and new answers beside two links", () => {
    expect(verbsOf(records.critical)).toEqual(["open", "open", "file", "state", "note", "intake/edit"]);
  });

  test("what does not go to Microsoft has no case number", () => {
    expect(verbsOf(records.provider)).toEqual(["intake/edit", "state", "note"]);
  });

  test("what has ended is reopened or noted on", () => {
    expect(verbsOf(records.closed).filter((verb) => verb !== "open")).toEqual(["state", "note"]);
  });

  test("carry number and revision of the record", () => {
    const card = cardOf(records.critical);

    expect(buttonNamed(card, "record/form")?.["data"]).toEqual({
      record: 123,
      recordRevision: 4,
      form: "file",
    });
    expect(buttonNamed(card, "intake/edit")?.["data"]).toEqual({
      intakeId: "in-1",
      record: 123,
      recordRevision: 4,
    });
  });

  test("only two addresses become buttons, however many there are", () => {
    const links = [1, 2, 3, 4].map((id) => ({
      id: `L-${id}`,
      label: "card.name",
      url: `https://a.example/${id}`,
    }));
    const menu = { id: "L-9", label: "card.name", menu: "card.help.lead" };
    const card = createCardRenderer({ ...kit, buildLinks: () => [menu, ...links] })(
      verdictOf(records.critical),
      english,
    );

    expect(nodesOfType(card, "Action.OpenUrl")).toMatchObject([
      { url: "https://a.example/1", style: "positive" },
      { url: "https://a.example/2", style: "default" },
    ]);
    expect(JSON.stringify(card)).toContain("describe the problem in one sentence");
  });
});

describe("reasons", () => {
  const { renderText } = createTextRenderer(kit);
  const partOf = (record: CaseRecord, title: string): string => {
    const part = renderText(verdictOf(record), english)
      .split("\n\n")
      .find((block) => block.startsWith(`${title}\n`));
    return part ?? "";
  };

  test("four are read at once, one of them for the severity", () => {
    const why = partOf(records.critical, "Why");

    expect(why.match(/^- /gm)).toHaveLength(4);
    expect(why).toContain("P-39");
    expect(why).toContain("P-72");
  });

  test("the card carries every one of them", () => {
    const json = JSON.stringify(cardOf(records.critical));

    for (const id of records.critical.verdict.ruleIds) expect(json).toContain(id);
  });

  test("remarks and caveats come before them; what a step says already is not repeated", () => {
    const mind = partOf(records.azure, "Keep in mind");

    expect(mind).toContain("Your technical support plan is not known");
    expect(mind).toContain("P-75");
    expect(mind).toContain("P-76");
    expect(mind).not.toContain("Q-07");
  });
});

test("the newest three lines of the history are folded away, newest first, in the person's words", () => {
  const card = render({ kind: "verdict", record: records.waiting, history, profile }, english);
  const folded = nodesOfType(card, "Container").find(({ id }) => id === "history");
  const lines = nodesOfType(folded, "RichTextBlock").map((block) =>
    nodesOfType(block, "TextRun")
      .map(({ text }) => String(text))
      .join(""),
  );

  expect(folded).toMatchObject({ isVisible: false });
  expect(lines).toEqual([
    "State: Open → Waiting for Microsoft  Ann Chen · 12:31  Why: Filed by phone bridge team",
    "Microsoft case: 2611210030001234 · 12:05  Ann Chen · 12:25",
    expect.stringMatching(
      /^Business impact: Some users, .* → Nobody or almost nobody can work, .* {2}Ann Chen · 12:20$/,
    ),
  ]);
});

test("whatever an edition decides can be drawn, in every language", () => {
  const Any = fc.record({
    answers: fc.record({
      tenantScope: fc.constantFrom(...inputValues.tenantScope),
      partnerType: fc.constantFrom(...inputValues.partnerType),
      agentRole: fc.constantFrom(...inputValues.agentRole),
      cloud: fc.constantFrom(...inputValues.cloud),
      purchaseChannel: fc.constantFrom(...inputValues.purchaseChannel),
      productFamily: fc.constantFrom(...inputValues.productFamily),
      issueType: fc.constantFrom(...inputValues.issueType),
      serviceHealth: fc.constantFrom(...inputValues.serviceHealth),
      diagnosis: fc.constantFrom(...inputValues.diagnosis),
      criteria: fc.constantFrom(...inputValues.criteria),
      impact: fc.constantFrom(...inputValues.impact),
      azureAccess: fc.constantFrom(...inputValues.azureAccess),
      supportContact: fc.constantFrom(...inputValues.supportContact),
      techPlan: fc.constantFrom("premier", "signature", "none", "unknown"),
      delegatedAdmin: fc.constantFrom(...inputValues.delegatedAdmin),
      language: fc.constantFrom(...inputValues.language),
    }),
    edition: fc.constantFrom(...editionIds),
    language: fc.constantFrom(...languages),
  });
  fc.assert(
    fc.property(Any, ({ answers, edition, language }) => {
      const record = recordOf(answers, {}, edition);
      const card = render(verdictOf(record), audienceIn(language));
      const json = JSON.stringify(card);

      expect(json.length).toBeLessThan(28_000);
      expect(json).not.toMatch(/\$\{|\{\{|undefined/);
      expect(buttonsOf(card).length).toBeLessThanOrEqual(6);
    }),
    { numRuns: 500 },
  );
});

test("every note an edition knows has a sentence in every language", () => {
  const notes = Object.values(kit.policy.editions).flatMap((edition) => edition.notes.map(({ id }) => id));
  const record = recordOf();
  const noted = { ...record, verdict: { ...record.verdict, notes: [...new Set(notes)] } };

  for (const language of ["en", "zh-TW", "zh-CN"] as const) {
    expect(() => render(verdictOf(noted), audienceIn(language))).not.toThrow();
  }
});
