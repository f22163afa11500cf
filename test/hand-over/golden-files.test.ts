import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { offeredTones } from "../../src/hand-over/customer-update";
import { buildHandOver } from "../../src/hand-over/hand-over";
import { renderHandOverFile } from "../../src/hand-over/hand-over-file";
import type { CaseRecord } from "../../src/records/record";
import { type Language, languages, routeIds } from "../../src/vocabulary";
import { audienceIn, history, kit } from "../cards/sample-views";
import { routeCases, updateCases } from "./sample-cases";

/**
 * The texts people paste, as they are meant to be: one file for each route and language, and the updates for the
 * end customer. `RECORD_CASES=1` writes the present ones; read every one of them aloud before you keep it.
 */
const folder = join(__dirname, "../cases/hand-over");
const isRecording = process.env["RECORD_CASES"] === "1";
const expected = new Set<string>();

function compare(file: string, text: string): void {
  if (isRecording) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  expect(text).toBe(readFileSync(join(folder, file), "utf8"));
}

function fileNamed(name: string): string {
  expected.add(name);
  return name;
}

const routes = routeIds.flatMap((route) =>
  languages.map((language) => ({ route, language, file: fileNamed(`${route}.${language}.md`) })),
);

test.each(routes)("the hand-over of $route in $language", ({ route, language, file }) => {
  const record = routeCases[route];
  const files = route === "m365_admin_center" ? [{ name: "meeting-log.zip", size: 1_258_291 }] : [];

  expect(record.verdict.route).toBe(route);
  compare(file, renderHandOverFile(record, history, { kit, audience: audienceIn(language), files }));
});

const updates = Object.entries(updateCases).flatMap(([name, record]) =>
  languages.map((language) => ({ name, record, language, file: fileNamed(`update-${name}.${language}.md`) })),
);

test.each(updates)("what the customer is told: $name in $language", ({ record, language, file }) => {
  compare(file, updatesOf(record, language));
});

test("no file is left over", () => {
  expect(readdirSync(folder).filter((file) => !expected.has(file))).toEqual([]);
});

/** All tones of one case, below each other. */
function updatesOf(record: CaseRecord, updateLanguage: Language): string {
  const tones =
    record.state === "resolved" || record.state === "closed" ? ["solved" as const] : offeredTones(record);
  const texts = tones.map((tone) => {
    const audience = audienceIn(updateLanguage);
    const { parts } = buildHandOver(record, { ...kit, audience, updateLanguage, tone });
    const [subject, body] = parts.filter(({ group }) => group === "customer").map(({ text }) => text);
    return `# ${tone}\n\n${subject ?? ""}\n\n${body ?? ""}\n`;
  });
  return texts.join("\n");
}
