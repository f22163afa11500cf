import * as fc from "fast-check";
import { createCardRenderer } from "../../src/cards/render-card";
import { createTextRenderer } from "../../src/cards/render-text";
import { cleanUserText } from "../../src/cards/user-text";
import type { HistoryEntry } from "../../src/records/record";
import type { View } from "../../src/views";
import { audienceIn, contoso, intakeOf, kit, profile, questionOf, recordOf } from "./sample-views";
import { type CardNode, nodesOf } from "./walk-card";

describe("cleaning", () => {
  test.each([
    ["controls and escapes", "a\u0000b\u001b[31mc\u007f", "ab[31mc"],
    ["bidi overrides and isolates", "\u202eevil\u202c \u2066x\u2069 \u200f\u061cy", "evil x y"],
    ["zero width signs and the byte order mark", "a\u200bb\ufeffc\u2060d\u00ade", "abcde"],
    ["lone surrogates", "a\ud83db\udc00c", "abc"],
    ["invisible tag letters", "a\u{e0041}\u{e007f}b", "ab"],
    ["white space of all kinds", "  a\t\r\n\u2028 \u3000b\u00a0 ", "a b"],
    ["nothing at all", "   ", ""],
  ])("takes away %s", (_, typed, shown) => {
    expect(cleanUserText(typed, 100)).toBe(shown);
  });

  test("keeps emoji, joined ones too, and text in every script", () => {
    expect(cleanUserText("👩‍💻 क्‍ष 繁體 العربية", 100)).toBe("👩‍💻 क्‍ष 繁體 العربية");
  });

  test("keeps line breaks where the text is an input's value", () => {
    expect(cleanUserText("a \r\n\u202eb\u2028c", 100, { keepLines: true })).toBe("a \nb\nc");
  });

  test("cuts what is too long and marks the cut, never through a character", () => {
    expect(cleanUserText("x".repeat(20_000), 10)).toBe(`${"x".repeat(9)}…`);
    expect(cleanUserText("😀".repeat(10), 6)).toBe("😀😀…");
  });

  test("is never longer than allowed, well formed, and stays the same when cleaned again", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.integer({ min: 2, max: 40 }),
        (typed, length) => {
          const shown = cleanUserText(typed, length);

          expect(shown.length).toBeLessThanOrEqual(length);
          expect(shown).not.toMatch(/\p{Surrogate}/u);
          expect(cleanUserText(shown, length)).toBe(shown);
        },
      ),
    );
  });
});

const hostile = [
  "${$root.fallbackText}",
  "${if(true, 'x', 'y')} ${json('{')} ${nope}",
  "{{customer}} $t(card.dot) {{record}}",
  "[Microsoft support](https://evil.example)",
  "<at>Everyone</at> <script>alert(1)</script>",
  "**bold** _it_ # head\n- list",
  '"quotes" \\ back',
  "\u202egnp.exe\u202c",
  "m".repeat(20_000),
];

function viewsWith(text: string): readonly View[] {
  const customer = { ...contoso, name: text.slice(0, 120) };
  const microsoftCase = { number: text, filedAt: "2026-11-21T04:05:00.000Z" };
  const record = recordOf({}, { title: text, customer, microsoftCase, state: "waiting_microsoft" });
  const by = { id: "x", name: text };
  const at = "2026-11-21T04:05:00.000Z";
  const history: readonly HistoryEntry[] = [
    { at, by, field: "note", old: null, new: text, why: text },
    { at, by, field: text, old: text, new: text, why: null },
    { at, by, field: "microsoftCase", old: text, new: `${text} (${at})`, why: null },
  ];
  const intake = intakeOf({ title: text, customer });
  const notice = { key: "record_unknown", values: { record: text } } as const;
  const options = [{ value: "a", title: text }];
  const questions = [
    questionOf("customer", "en", { kind: "search", options }),
    questionOf("impact", "en", { options }),
    questionOf("newCustomer", "en", { kind: "text", value: text, error: text }),
    questionOf("note", "en", { kind: "longText", value: text }),
  ];
  const page = text.slice(0, 2000);
  const evidence = [{ ...questionOf("errorText", "en", { kind: "longText", value: page }), maxLength: 2000 }];
  const details = {
    errorText: page,
    stepsToReproduce: page,
    stepsTried: page,
    contactName: text.slice(0, 120),
  };
  const told = recordOf({}, { title: text.slice(0, 300), customer, details });
  return [
    { kind: "verdict", record, history, profile, notice },
    { kind: "form", form: "note", record, questions, notice },
    { kind: "form", form: "evidence", record, questions: evidence, notice: { key: "check_fields" } },
    { kind: "hand_over", record: told, part: "case", updateLanguage: null, tone: null },
    { kind: "hand_over", record: told, part: "customer", updateLanguage: null, tone: null },
    { kind: "cases", records: [record], total: 1, overridden: 0, offset: 0, next: null, notice },
    { kind: "page", intake, profile, page: 2, questions, canGoBack: true, notice },
    { kind: "resume", intake, notice },
    { kind: "aside", intake, text: text.slice(0, 1000), canAdd: true },
    { kind: "cancelled", intake },
    { kind: "message", notice },
  ];
}

const render = createCardRenderer(kit);
const { renderText, summarise } = createTextRenderer(kit);

describe.each(hostile)("typed text such as %.40j", (text) => {
  // What is looked for on the card; the end of a long text is cut away.
  const trace = cleanUserText(text, 60).replace(/…$/, "");
  const cards = viewsWith(text).map((view) => ({
    kind: view.kind,
    view,
    card: render(view, audienceIn("en")),
  }));

  test.each(cards)(
    "stands on the $kind card only in TextRuns, input values and choices",
    ({ card, view }) => {
      const places = nodesOf(card).flatMap((node) => placesOf(node, trace));

      expect(
        places.filter((place) => !["TextRun.text", "Input.Text.value", "choice.title"].includes(place)),
      ).toEqual([]);
      if (repeats(view)) expect(places).not.toEqual([]);
      expect(JSON.stringify(card).length).toBeLessThan(28_000);
    },
  );

  test.each(cards)("is said as it was typed in the words of $kind, and not in its one line", ({ view }) => {
    const said = renderText(view, audienceIn("en"));

    if (repeats(view)) expect(said).toContain(trace);
    expect(said).not.toContain("\u202e");
    expect(summarise(view, audienceIn("en"))).not.toContain(trace);
    expect(summarise(view, audienceIn("en")).length).toBeLessThanOrEqual(120);
  });
});

/** Whether the view is one that says again what people typed. */
function repeats({ kind }: View): boolean {
  return kind !== "cancelled" && kind !== "message";
}

test("a value in a notice is a TextRun of its own and never a placeholder", () => {
  const textsOf: typeof kit.textsOf = (language) => (key, values) =>
    key === "notice.record_unknown"
      ? `No case ${String(values?.["record"])}.`
      : kit.textsOf(language)(key, values);
  const notice = { key: "record_unknown", values: { record: "${$root.x} {{y}} $t(card.dot)" } } as const;
  const card = createCardRenderer({ ...kit, textsOf })({ kind: "greeting", notice }, audienceIn("en"));

  expect(nodesOf(card)).toContainEqual({ type: "TextRun", text: notice.values.record, weight: "Bolder" });
});

function placesOf(node: CardNode, trace: string): readonly string[] {
  const type = typeof node["type"] === "string" ? node["type"] : "choice";
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" && value.includes(trace) ? [`${type}.${key}`] : [],
  );
}

test.each([
  ["a family of emoji", "👨‍👩‍👧‍👦"],
  ["a letter with its mark", "e\u0301"],
  ["a character of two halves", "𠮷"],
])("%s is cut off whole", (_name, last) => {
  const text = `${"x".repeat(8)}${last}y`;

  expect(cleanUserText(text, 10)).toBe(`${"x".repeat(8)}${last.length === 1 ? last : ""}…`);
});
