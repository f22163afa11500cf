import * as fc from "fast-check";
import { z } from "zod";
import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { type CaseRecord, formatRecordNumber } from "../../src/records/record";
import { editionIds, inputValues, type Language, languages } from "../../src/vocabulary";
import {
  audienceIn,
  contoso,
  history,
  kit,
  profile,
  questionOf,
  recordOf,
  records,
  sourceOfTeams,
  verdictOf,
} from "./sample-views";
import { buttonNamed, buttonsOf, executesOf, nodesOfType } from "./walk-card";

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
  ["fraud", "○ Not break-fix · advice, billing, account or fraud"],
] as const)("%s: the severity stands under it, sign and word", (name, severity) => {
  expect(nodesOfType(cardOf(records[name]), "TextBlock")[1]).toMatchObject({ text: severity });
});

describe("a case begun from a chat message", () => {
  test("says whose message it was and leads back to it, without taking a button's place", () => {
    const author = "Alex **Rivera** [x](https://evil.example)";
    const card = cardOf({ ...records.critical, source: { ...sourceOfTeams, author } });

    expect(nodesOfType(card, "TextRun").map(({ text }) => text)).toContain(author);
    expect(
      nodesOfType(card, "TextBlock")
        .map(({ text }) => text)
        .join(),
    ).not.toContain("evil");
    expect(buttonsOf(card)).toHaveLength(buttonsOf(cardOf(records.critical)).length);
    expect(
      nodesOfType(card, "Column").filter(({ selectAction }) => selectAction !== undefined),
    ).toMatchObject([
      { selectAction: { type: "Action.OpenUrl", title: "↗ Original message", url: sourceOfTeams.link } },
    ]);
  });

  test("by nobody in particular is said, too, and any other case says nothing of a message", () => {
    const { link } = sourceOfTeams;

    expect(JSON.stringify(cardOf({ ...records.critical, source: { link } }))).toContain(
      "From a chat message",
    );
    expect(JSON.stringify(cardOf(records.critical))).not.toMatch(/From a|Original message/);
  });
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

  test("an escalation to Microsoft is handed over, filed, sent to the team, and has more behind one button", () => {
    const verbs = ["open", "open", "record/handover", "file"];
    expect(verbsOf(records.critical)).toEqual([...verbs, "record/send", "record/menu"]);
  });

  test("one that the team has, or Microsoft, is updated where it was sent before", () => {
    const team = { conversationId: "desk", routeId: "desk", sentAt: "2026-11-21T04:31:00.000Z" };
    const microsoftCase = { number: "2611210040001", filedAt: "2026-11-21T04:31:00.000Z" };
    const verbs = ["open", "open", "record/handover", "file", "state", "record/menu"];
    expect(verbsOf({ ...records.critical, team })).toEqual(verbs);
    expect(verbsOf({ ...records.critical, microsoftCase })).toEqual(verbs);
  });

  test("what does not go to Microsoft has no case number", () => {
    expect(verbsOf(records.provider)).toEqual(["record/handover", "state", "record/send", "record/menu"]);
  });

  test("what has ended is reopened, noted on or handed over", () => {
    expect(verbsOf(records.closed).filter((verb) => verb !== "open")).toEqual([
      "record/handover",
      "state",
      "record/menu",
    ]);
  });

  test("the answers are changed where they are named, while the case is open", () => {
    const edits = (record: CaseRecord): readonly unknown[] =>
      executesOf(cardOf(record)).filter(({ verb }) => verb === "intake/edit");

    expect(edits(records.critical)).toMatchObject([
      { title: "Edit answers", data: { intakeId: "in-1", record: 123, recordRevision: 4 } },
    ]);
    expect(edits(records.closed)).toEqual([]);
  });

  test("carry number and revision of the record", () => {
    const card = cardOf(records.critical);

    expect(buttonNamed(card, "record/form")?.["data"]).toEqual({
      record: 123,
      recordRevision: 4,
      form: "file",
    });
    expect(buttonNamed(card, "record/handover")?.["data"]).toEqual({ record: 123 });
  });

  test("as many addresses become buttons as there is room for, at most two", () => {
    const links = [1, 2, 3, 4].map((id) => ({
      id: `L-${id}`,
      label: "card.action.help",
      url: `https://a.example/${id}`,
    }));
    const menu = { id: "L-9", label: "card.action.help", menu: "card.help.lead" };
    const card = createCardRenderer({ ...kit, buildLinks: () => [menu, ...links] })(
      verdictOf(records.provider),
      english,
    );
    const full = createCardRenderer({ ...kit, buildLinks: () => [menu, ...links] })(
      verdictOf(records.critical),
      english,
    );

    const opening = (one: unknown): readonly unknown[] =>
      buttonsOf(one).filter(({ type }) => type === "Action.OpenUrl");
    expect(opening(card)).toMatchObject([
      { url: "https://a.example/1", style: "positive" },
      { url: "https://a.example/2", style: "default" },
    ]);
    expect(opening(full)).toHaveLength(2);
    expect(JSON.stringify(card)).toContain("describe the problem in one sentence");
  });
});

test("a case's card and the team's lead to the case in the tab, and the address can be read and copied", () => {
  const own = render(verdictOf(records.critical), english);
  const team = render({ kind: "team_case", record: records.critical, history: [] }, english);
  const address = `https://support.contoso.com/cases/${formatRecordNumber(records.critical.number)}`;
  for (const card of [own, team]) {
    expect(nodesOfType(card, "Action.OpenUrl")).toContainEqual(
      expect.objectContaining({ url: address, title: `↗ Open the case ${address}` }),
    );
    expect(nodesOfType(card, "TextRun").map(({ text }) => text)).toContain(address);
  }
  const without = createCardRenderer({ ...kit, linkToCase: () => null })(
    verdictOf(records.critical),
    english,
  );
  expect(JSON.stringify(without)).not.toContain("/cases/");
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

test.each(languages)("no remark stands without the rules it rests on (%s)", (language) => {
  const { renderText } = createTextRenderer(kit);
  const title = kit.textsOf(language)("card.verdict.mind");
  const remarks = Object.values(records)
    .flatMap((record) => renderText(verdictOf(record), audienceIn(language)).split("\n\n"))
    .filter((block) => block.startsWith(`${title}\n`))
    .flatMap((block) => block.split("\n").slice(1));

  expect(remarks.length).toBeGreaterThan(10);
  for (const remark of remarks) expect(remark).toMatch(/[PQN]-\d\d/);
});

describe("what the class commits the partner to", () => {
  const { renderText } = createTextRenderer(kit);
  const owed = (record: CaseRecord, language: Language = "en"): string =>
    renderText(verdictOf(record), audienceIn(language))
      .split("\n")
      .find((line) => /^- (With (severity|this)|選擇嚴重性|选择严重性)/.test(line)) ?? "";

  test.each([
    [
      "en",
      "- With severity A you commit to: working on it around the clock, or under Azure's plans it may be lowered to B (N-10); keeping the customer informed yourself (Q-21); a service level agreement that explains the options, unless your phone is answered around the clock (P-33)",
    ],
    [
      "zh-TW",
      "- 選擇嚴重性 A，您須做到：全天候持續處理，否則依 Azure 方案的規定可能降為 B（N-10）；自行向客戶說明進度（Q-21）；若沒有全天候電話支援，須提供說明各項選擇的服務層級協定（P-33）",
    ],
    [
      "zh-CN",
      "- 选择严重性 A，您需要做到：全天候持续处理，否则按 Azure 计划的规定可能降为 B（N-10）；自行向客户通报进展（Q-21）；如果没有全天候电话支持，需要提供说明各项选择的服务级别协议（P-33）",
    ],
  ] as const)("is the first thing to keep in mind (%s)", (language, line) => {
    expect(owed(records.newer, language)).toBe(line);
  });

  test("is not what a step or a caveat says already", () => {
    expect(owed(records.azure)).toBe(
      "- With severity B you commit to: keeping the customer informed yourself (Q-21)",
    );
    expect(owed(records.resolve)).toBe("");
  });

  test("is over when the case is", () => {
    expect(owed(records.critical)).not.toBe("");
    expect(owed(records.closed)).toBe("");
  });
});

test("the history is folded away, newest first, in the person's words", () => {
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
    "Case created: You may escalate this to Microsoft · Severity B · moderate  Ann Chen · 12:10",
  ]);
});

test("of a long history seven lines are shown, and how many there are besides", () => {
  const note = { at: "2026-11-21T04:31:00.000Z", by: { id: "a", name: "Ann" }, field: "note", old: null };
  const linesOf = (count: number): readonly string[] => {
    const many = Array.from({ length: count }, (_, index) => ({ ...note, new: `Note ${index}`, why: null }));
    const card = render({ kind: "verdict", record: records.waiting, history: many, profile }, english);
    const folded = nodesOfType(card, "Container").find(({ id }) => id === "history");
    return nodesOfType(folded, "RichTextBlock").map((block) =>
      nodesOfType(block, "TextRun")
        .map(({ text }) => String(text))
        .join(""),
    );
  };

  expect(linesOf(7)).toHaveLength(7);
  expect(linesOf(8).at(-1)).toBe("… and 1 earlier entry");
  expect(linesOf(11).at(-1)).toBe("… and 4 earlier entries");
});

test("a card full of long notes or evidence still fits", () => {
  const full = Array.from({ length: 20 }, () => ({
    at: "2026-11-21T04:31:00.000Z",
    by: { id: "a", name: "Ann Chen" },
    field: "state",
    old: "open",
    new: "waiting_microsoft",
    why: '"好" '.repeat(200),
  }));
  const page = '"好" '.repeat(400);
  const evidence = full.map((entry) => ({ ...entry, field: "errorText", old: page, new: page, why: null }));
  for (const language of languages) {
    for (const record of Object.values(records)) {
      for (const history of [full, evidence]) {
        const card = render({ kind: "verdict", record, history, profile }, audienceIn(language));
        expect(JSON.stringify(card).length).toBeLessThan(28_000);
      }
    }
  }
});

test.each([
  ["waiting", "… Waiting for Microsoft", "accent", 1],
  ["closed", "✓ Closed", "emphasis", 0],
] as const)(
  "%s: the state comes before the verdict, and the steps taken are folded",
  (name, heading, style, open) => {
    const card = cardOf(records[name]);
    const texts = nodesOfType(card, "TextBlock").map(({ text }) => text);
    const taken = nodesOfType(card, "Container").find(({ id }) => id === "takenSteps");
    const said = createTextRenderer(kit).renderText(verdictOf(records[name]), english);

    expect(nodesOfType(card, "Container")[0]).toMatchObject({ style });
    expect(texts.slice(0, 2)).toEqual([heading, "Verdict: You may escalate this to Microsoft"]);
    expect(taken).toMatchObject({ isVisible: false });
    expect(nodesOfType(taken, "ColumnSet")).toHaveLength(8 - open);
    // What has ended leaves nothing to do and nothing to keep in mind.
    for (const words of ["What to do\n1. Follow up in the admin center", "Keep in mind"])
      expect(said.split(words)).toHaveLength(1 + open);
    expect(said).not.toContain("File in Partner Center");
  },
);

test("by when is said before whose case it is, also that Microsoft owes nothing yet", () => {
  const said = (record: CaseRecord): readonly unknown[] =>
    nodesOfType(cardOf(record), "TextBlock").map(({ text }) => text);
  const long = { ...records.critical, title: "A long story ".repeat(40) };

  expect(said(long).slice(2, 6)).toEqual([
    "Through: Microsoft 365 admin center, opened from Partner Center",
    "2 hours to Microsoft's first response (not a fix)",
    "If filed now: by 14:32 (Asia/Taipei)",
    "PS-000123 · Open",
  ]);
  expect(said(records.provider)[3]).toBe("No Microsoft response time yet");
  expect(said(records.isv)[3]).toBe("No Microsoft response time here");
  expect(said({ ...records.provider, state: "resolved" })[4]).toBe("PS-000123 · Resolved");
});

test("a name written from the right does not take its neighbours along", () => {
  const customer = { ...(records.critical.customer ?? contoso), name: "شركة النور Ltd" };
  const runs = nodesOfType(cardOf({ ...records.critical, customer }), "TextRun").map(({ text }) => text);

  expect(runs).toContain("\u2068شركة النور Ltd\u2069 · Microsoft Teams");
});

test("two rows have a heading of their own", () => {
  const heading = (record: CaseRecord): unknown => nodesOfType(cardOf(record), "TextBlock")[0]?.["text"];
  const incident = recordOf({ serviceHealth: "incident_active" });

  expect(heading(records.own)).toBe("! Not CSP: use your own support");
  expect(heading(incident)).toBe("! Do not file: a known incident is going on");
  expect(createTextRenderer(kit).summarise(verdictOf(incident), english)).toContain("a known incident");
});

test("a note is not said again beside the step that says it", () => {
  expect(JSON.stringify(cardOf(records.fraud))).not.toContain("Contain it first");
  expect(JSON.stringify(cardOf(records.fraud))).toContain("start a second case");
  expect(JSON.stringify(cardOf(records.provider))).not.toContain("Do not promise a response time yet");
});

test("for whom a page is meant stays folded", () => {
  const helpdesk = recordOf({ productFamily: "azure", agentRole: "helpdesk_agent" });
  const said = createTextRenderer(kit).renderText(verdictOf(helpdesk), english);

  expect(said).not.toContain("P-01");
  expect(JSON.stringify(cardOf(helpdesk))).toContain("P-01");
});

test("a note has to be given, and a number that is there is changed", () => {
  const note = questionOf("note", "en", {
    kind: "longText",
    required: false,
    error: "Please answer this one.",
  });
  const form = { kind: "form", record: records.waiting } as const;
  const noteCard = render({ ...form, form: "note", questions: [note] }, english);
  const fileCard = render({ ...form, form: "file", questions: [] }, english);

  expect(nodesOfType(noteCard, "Input.Text")).toMatchObject([{ isRequired: true, maxLength: 500 }]);
  expect(JSON.stringify(noteCard)).toContain("! Write the note.");
  expect(nodesOfType(fileCard, "TextBlock")[0]).toMatchObject({ text: "Change the Microsoft case number" });
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
