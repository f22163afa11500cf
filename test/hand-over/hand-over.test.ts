import { DataError } from "../../src/errors";
import { offeredTones } from "../../src/hand-over/customer-update";
import { buildHandOver } from "../../src/hand-over/hand-over";
import { renderHandOverFile } from "../../src/hand-over/hand-over-file";
import { loadLayouts } from "../../src/hand-over/layouts";
import type { CaseRecord } from "../../src/records/record";
import { languages, updateTones } from "../../src/vocabulary";
import { audienceIn, catalogue, kit, policy, recordOf } from "../cards/sample-views";
import { routeCases, updateCases } from "./sample-cases";

const context = { textsOf: kit.textsOf, catalogue, audience: audienceIn("en") };
const all = [...Object.values(routeCases), ...Object.values(updateCases)];

function textOf(record: CaseRecord, id: string, more = {}): string {
  return buildHandOver(record, { ...context, ...more }).parts.find((part) => part.id === id)?.text ?? "";
}

test("every field rests on rules the policy knows, and no form is unused", () => {
  const { forms, routes } = loadLayouts();
  const rules = [
    ...Object.values(forms).flatMap(({ fields }) => fields.flatMap((field) => field.rules)),
    ...Object.values(routes).flatMap(({ note = [] }) => note),
  ];
  const used = Object.values(routes).flatMap((route) => route.forms.map(({ form }) => form));

  expect(rules.filter((rule) => !policy.rules.has(rule))).toEqual([]);
  expect(Object.keys(forms).filter((form) => !used.includes(form))).toEqual([]);
});

test("a route that names no form there is, is refused", () => {
  const { forms, routes } = loadLayouts();
  const explain = { forms: [{ form: "fax" }] };
  expect(() => loadLayouts({ forms, routes: { ...routes, explain } })).toThrow(DataError);
});

test("every route has something to hand over, and a placeholder or an empty text nowhere", () => {
  for (const record of all) {
    for (const language of languages) {
      const { parts } = buildHandOver(record, { ...context, audience: audienceIn(language) });
      expect(parts.length).toBeGreaterThan(0);
      for (const { text } of parts) expect(text).not.toMatch(/^\s*$|\{\{|undefined|null|\n{3}|\[object/);
    }
  }
});

test("what is not known is left out and named apart", () => {
  const record = recordOf({}, { details: {}, customer: undefined });
  const { parts, notKnown } = buildHandOver(record, context);
  const description = parts.find(({ id }) => id === "description")?.text ?? "";

  expect(description).not.toMatch(/Problem started|Error text|Users affected|Customer/);
  expect(notKnown).toEqual(
    expect.arrayContaining(["start_time", "error_text", "steps_to_reproduce", "contact"]),
  );
});

test("why a severity was changed by hand goes along, as what somebody typed, and not to vendor or customer", () => {
  const by = { id: "ada", name: "Ada" };
  const override = {
    severity: "B",
    computed: "C",
    reason: "Audit **today**\u202e\n[x](y)",
    by,
    at: "",
  } as const;
  const reason = "Reason for the severity: Audit **today** [x](y)";

  const azure = { ...routeCases.azure_portal_via_partner_center, override };
  const provider = { ...routeCases.indirect_provider, override };
  const vendor = { ...routeCases.marketplace_product_page, override };

  expect(textOf(azure, "description")).toContain(`\n${reason}\n`);
  expect(textOf(provider, "message")).toContain(`\n${reason}\n`);
  expect(textOf(vendor, "message")).not.toContain("Audit");
  for (const record of [azure, provider, vendor]) expect(textOf(record, "update")).not.toContain("Audit");
  expect(textOf(routeCases.azure_portal_via_partner_center, "description")).not.toContain("Reason for");
});

test("of a portal that misbehaves only the customer of a product is told, not of Partner Center", () => {
  const ofTeams = recordOf({ issueType: "portal_problem" });
  const ofPartnerCenter = recordOf({ issueType: "portal_problem", productFamily: "partner_center" });

  expect(offeredTones(ofTeams)).toContain("received");
  expect(offeredTones(ofPartnerCenter)).toEqual([]);
});

test("the customer is never given as the contact", () => {
  for (const record of all) {
    const contact = textOf(record, "contact");
    expect(contact).not.toContain("Contoso");
    if (contact !== "") expect(contact).toMatch(/^Ann Chen/);
  }
});

test("a customer reads no internal word, no rule and no time that nobody owes", () => {
  for (const record of all) {
    for (const updateLanguage of languages) {
      for (const tone of updateTones) {
        const text = textOf(record, "update", { updateLanguage, tone });
        expect(text).not.toMatch(
          /severity|嚴重性|严重性|[PQN]-\d\d\b|verdict|判定|CSP|indirect|間接|间接|\bR\d+\b/i,
        );
        if (record.microsoftCase === undefined)
          expect(text).not.toMatch(/first answer by|business day|前首次|工作[天日]/);
      }
    }
  }
});

test("Microsoft's time is told only while it runs, for English, with its day and zone", () => {
  const filed = updateCases["escalate_to_microsoft"] ?? recordOf();
  const at = (now: string): string =>
    textOf(filed, "update", { audience: audienceIn("en", now), tone: "escalated" });
  const local = { ...filed, answers: { ...filed.answers, language: "zh-TW" as const } };

  expect(at("2026-11-21T04:32:00.000Z")).toContain("a first answer by 2026-11-21 14:05 (Asia/Taipei)");
  expect(at("2026-11-21T09:00:00.000Z")).not.toContain("a first answer by");
  expect(textOf(local, "update", { tone: "escalated" })).not.toMatch(/14:05/);
});

test("first steps stand in the words they are given, before what was written", () => {
  const record = recordOf(
    {},
    { stepsDone: ["restart"], details: { stepsTried: "Called the ISP\n2. Waited" } },
  );
  const nameStep = (id: string, language: string): string => `${id} in ${language}`;
  expect(textOf(record, "description", { nameStep })).toContain(
    "Already tried:\n- restart in en\n- Called the ISP\n2. Waited",
  );
});

test("a long title is cut, its number is not", () => {
  const title = textOf(recordOf({}, { title: "Mail is late and ".repeat(30) }), "title");
  expect(title.length).toBeLessThanOrEqual(100);
  expect(title).toMatch(/^Microsoft Teams: Mail is late.*… \(PS-000123\)$/);
});

test("what people typed stays as it is but for what cannot be seen", () => {
  const errorText = "a\u202Eb\u0000c\r\n\t<at>x</at>  [l](https://e.example) {{number}} $t(x)\u200f";
  const text = textOf(recordOf({}, { details: { errorText } }), "description");
  expect(text).toContain("Error text:\nabc\n\t<at>x</at>  [l](https://e.example) {{number}} $t(x)\n");
});

test("in the file nothing a person typed leaves its fence", () => {
  const nasty = "````\n# Heading\n[click](https://e.example)\n~~~\n```";
  const record = recordOf({}, { title: nasty, details: { errorText: nasty, contactName: nasty } });
  const entry = {
    at: record.createdAt,
    by: record.requester,
    field: "note",
    old: null,
    new: nasty,
    why: null,
  };
  const file = renderHandOverFile(record, [entry], { kit, audience: audienceIn("en") });
  const outside: string[] = [];
  let fence = "";
  for (const line of file.split("\n")) {
    const ticks = /^(`{3,})(text)?$/.exec(line);
    if (fence === "" && ticks?.[2] === "text") fence = ticks[1] ?? "";
    else if (fence !== "" && line === fence) fence = "";
    else if (fence === "") outside.push(line);
  }

  expect(fence).toBe("");
  expect(outside.join("\n")).not.toMatch(/click|Heading|~~~/);
});
