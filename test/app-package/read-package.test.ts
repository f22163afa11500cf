import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPackage } from "../../src/app-package/read-package";
import { folder, sampleValues } from "./sample-package";

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "package-"));
  cpSync(folder, copy, { recursive: true });
});
afterEach(() => {
  rmSync(copy, { recursive: true, force: true });
});

function change(piece: string, other: string): void {
  const text = readFileSync(join(copy, "manifest.json"), "utf8");
  expect(text).toContain(piece);
  writeFileSync(join(copy, "manifest.json"), text.replace(piece, other));
}

test("a file the manifest does not name stays out of the package", () => {
  writeFileSync(join(copy, "notes.json"), "{}");
  expect(readPackage(copy, sampleValues).map(({ name }) => name)).toEqual([
    "manifest.json",
    "color.png",
    "outline.png",
    "zh-tw.json",
    "zh-cn.json",
  ]);
});

test.each([
  [
    "${{BOT_ID}}",
    "${{BOT_NAME}}",
    'asks for "BOT_NAME"; allowed: TEAMS_APP_ID, BOT_ID, TAB_APP_ID, BOT_DOMAIN',
  ],
  ["zh-tw.json", "zh-hk.json", "zh-hk.json is part of the package, but"],
  ["zh-tw.json", "../package.json", "no plain file in localizationInfo.additionalLanguages[0].file"],
  ['"outline"', '"line"', "names no plain file in icons.outline"],
  ['"$schema"', "", "is not JSON"],
])("a manifest with %s as %s makes no package", (piece, other, sentence) => {
  change(piece, other);
  expect(() => readPackage(copy, sampleValues)).toThrow(sentence);
});
