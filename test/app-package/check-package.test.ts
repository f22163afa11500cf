import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { z } from "zod";
import { checkPackage } from "../../src/app-package/check-package";
import { describeFault } from "../../src/app-package/fault";
import { textsOf } from "../../src/locales/texts";
import { languages } from "../../src/vocabulary";
import { sampleValues, samplePackage } from "./sample-package";

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")));
const files = samplePackage();
const contentOf = (name: string): Buffer =>
  files.find((file) => file.name === name)?.content ?? Buffer.alloc(0);

/** The faults when one file says something else. */
function faultsWith(name: string, content: Buffer | string): readonly string[] {
  const changed = files.map((file) => (file.name === name ? { name, content: Buffer.from(content) } : file));
  return checkPackage(changed, version).map(describeFault);
}

/** The faults when in one text file a piece is another; the piece must be there. */
function faultsAfter(name: string, piece: string, other: string): readonly string[] {
  const text = contentOf(name).toString("utf8");
  expect(text).toContain(piece);
  return faultsWith(name, text.replace(piece, other));
}

test("the package of this product has no fault", () => {
  expect(checkPackage(files, version)).toEqual([]);
});

test("the package has the version of the product", () => {
  expect(checkPackage(files, "9.9.9").map(describeFault)).toEqual([
    `manifest.json version: is "${version}"; allowed: 9.9.9 as in package.json`,
  ]);
});

const domain = sampleValues.BOT_DOMAIN;
const commands = "bots[0].commandLists[0].commands";

test.each([
  ['"accentColor": "#0D6B75"', '"accentColor": "teal"', /^manifest.json accentColor: must match pattern/],
  ['"permissions"', '"permision"', /^manifest.json: must NOT have additional properties .*permision/],
  ['"manifestVersion": "1.25"', '"manifestVersion": "9.9"', /manifestVersion: is "9.9", of which no schema/],
  ["teams/v1.25/", "teams/v1.24/", /^manifest.json \$schema: is ".*v1.24.*"; allowed: .*v1.25/],
  [sampleValues.TEAMS_APP_ID, "my-app", /^manifest.json id: is "my-app"; allowed: a GUID/],
  [sampleValues.TEAMS_APP_ID, "00000000-0000-0000-0000-000000000000", /^manifest.json id: is "0.*"; allowed/],
  ['"scopes": ["personal", "team"]', '"scopes": ["personal"]', /bots\[0\].scopes: .*personal and team/],
  ['"supportsFiles": true', '"supportsFiles": false', /bots\[0\].supportsFiles: is false; allowed: true/],
  ['"checkSupportRules"', '"check"', /composeExtensions\[0\].commands\[0\].id: is "check"/],
  ['"fetchTask": true', '"fetchTask": false', /commands\[0\].fetchTask: is false; allowed: true/],
  ['"context": ["message"]', '"context": ["compose"]', /commands\[0\].context: is \["compose"\]/],
  [
    `"validDomains": ["${domain}"]`,
    '"validDomains": ["*.contoso.example"]',
    /validDomains\[0\]: is "\*.contoso.example"; allowed: a domain/,
  ],
  [
    `"validDomains": ["${domain}"]`,
    `"validDomains": ["https://${domain}"]`,
    /validDomains\[0\]: .*without wildcard, https:\/\//,
  ],
  [
    `"validDomains": ["${domain}"]`,
    '"validDomains": ["bot.azurewebsites.net"]',
    /validDomains\[0\]: .*nothing under azurewebsites.net/,
  ],
  [
    `"validDomains": ["${domain}"]`,
    '"validDomains": ["contoso.example"]',
    /developer.websiteUrl: .*an address on one of contoso.example/,
  ],
  ["https://support.contoso.example/privacy", "http://a.example", /privacyUrl: .*an https:\/\/ address/],
  [`${domain}/botid-`, "elsewhere.example/botid-", /webApplicationInfo.resource: is "api:\/\/elsewhere/],
  [
    'tab/?view=reports",\n      "websiteUrl',
    'tab/?view=other",\n      "websiteUrl',
    /staticTabs\[1\].contentUrl: is ".*other/,
  ],
  ['"entityId": "cases"', '"entityId": "home"', /staticTabs\[0\].entityId: is "home"; allowed: cases/],
  [
    `https://${domain}/tab/"`,
    'https://elsewhere.example/tab/"',
    /staticTabs\[0\].contentUrl: is ".*elsewhere/,
  ],
  ["?page=configure", "?page=other", /configurableTabs\[0\].configurationUrl: .*page=other.*allowed/],
  ['"name": "My cases"', '"name": "My free cases"', /staticTabs\[0\].name: has "free"/],
  ['"languageTag": "zh-cn"', '"languageTag": "zh-hk"', /localizationInfo: is \["en","zh-tw","zh-hk"\]/],
  ['"scopes": ["team"]', '"scopes": ["personal"]', /commandLists: has not one list for the scope team/],
  ['"title": "my cases"', '"title": "dance"', /commands\[1\].title: is "dance"; allowed: a command the bot/],
  ['"title": "my cases"', '"title": "New"', /commands\[1\].title: is "New"; allowed: each command once/],
  ['"title": "my cases"', '"title": "/cases"', /commands\[1\].title: is "\/cases"; allowed: no \//],
  ["Start a case", "a ".repeat(65), /commands\[0\].description: .*at most 128 characters/],
  ["Partner Support for CSP technicians", "Partner Help", /name.full: has the word "Help"/],
  ["Your cases, open", "Your free cases, open", /commands\[1\].description: has "free"/],
  ["partners, in Microsoft Teams", "partners, in Teams", /description.full: must say "Microsoft Teams" at/],
  ["What you can say", "What ${{X}} can say", /commands\[7\].description: has a placeholder/],
])("of a manifest with %s as %s the fault is told", (piece, other, fault) => {
  const faults = faultsAfter("manifest.json", piece, other);

  expect(faults).toContainEqual(expect.stringMatching(fault));
  expect(faults.join("")).not.toContain("\n");
});

test("a list of commands is neither empty nor longer than ten", () => {
  const entry = '{ "title": "help", "description": "Where to describe a problem" }';
  const listOf = (count: number) => Array.from({ length: count }, () => entry).join();

  for (const count of [0, 11]) {
    expect(faultsAfter("manifest.json", entry, listOf(count))).toContain(
      `manifest.json bots[0].commandLists[1].commands: has ${count} commands; allowed: 1 to 10`,
    );
  }
});

test.each([
  ['"name.full"', '"name.long"', "name.full: is missing; the manifest has such a text"],
  ['"name.full"', '"name.long"', "name.long: stands for no text of the manifest"],
  ["我的案件", " ", `${commands}[1].title: is missing; the manifest has such a text`],
  ["我的案件", "跳舞", `${commands}[1].title: is "跳舞"; allowed: a command the bot knows in zh-TW`],
  ["我的案件", "案例列表", `${commands}[1].title: is "案例列表"; allowed: a command the bot knows in zh-TW`],
  ["我的案件", "取消", `${commands}[1].title: is the command cancel, where the manifest has cases`],
  ["teams/v1.25/", "teams/v1.19/", "$schema: is "],
  ["該走哪個管道。", "管道。".repeat(40), "description.short: must NOT have more than 80 characters"],
  ["CSP 技術人員的支援助手", "免費助手", 'name.full: has "免費"'],
])("of a language file with %s as %s the fault is told", (piece, other, fault) => {
  expect(faultsAfter("zh-tw.json", piece, other)).toContainEqual(
    expect.stringContaining(`zh-tw.json ${fault}`),
  );
});

test("a text file that is none is one fault, not a crash", () => {
  expect(faultsWith("zh-cn.json", "{")).toEqual([expect.stringMatching(/^zh-cn.json: /)]);
  expect(faultsWith("manifest.json", "[]")).toEqual([expect.stringMatching(/^manifest.json: /)]);
});

test.each([
  ["color.png", picture(191, [0, 0, 0, 255]), 'is "191x191"; allowed: 192x192 pixels'],
  ["outline.png", picture(192, [255, 255, 255, 255]), 'is "192x192"; allowed: 32x32 pixels'],
  ["outline.png", picture(32, [255, 255, 255, 255]), "has 0 transparent and 0 coloured pixels of 1024"],
  ["outline.png", picture(32, [255, 255, 255, 0]), "has 1024 transparent and 0 coloured pixels of 1024"],
  ["outline.png", picture(32, [255, 0, 255, 9]), "has 0 transparent and 1024 coloured pixels of 1024"],
  ["color.png", Buffer.from("GIF89a"), "is not a PNG image"],
] as const)("%s is looked at", (name, content, fault) => {
  expect(faultsWith(name, content)).toEqual([expect.stringContaining(`${name}: ${fault}`)]);
});

const Commands = z.object({
  composeExtensions: z.array(z.object({ commands: z.array(z.object({ title: z.string() })) })),
});
const manifest = Commands.parse(JSON.parse(contentOf("manifest.json").toString("utf8")));

test.each(languages)(
  "in %s the command of the message menu is called like the dialog it opens",
  (language) => {
    const own = contentOf(`${language.toLowerCase()}.json`).toString("utf8");
    const title =
      language === "en"
        ? manifest.composeExtensions[0]?.commands[0]?.title
        : z.record(z.string(), z.string()).parse(JSON.parse(own))["composeExtensions[0].commands[0].title"];

    expect(title).toBe(textsOf(language)("dialog.title"));
  },
);

function picture(size: number, pixel: readonly number[]): Buffer {
  const image = new PNG({ width: size, height: size });
  image.data = Buffer.from(Array.from({ length: size * size }, () => pixel).flat());
  return PNG.sync.write(image);
}
