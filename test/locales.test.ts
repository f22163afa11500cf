import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { questions } from "../src/intake/questions";
import { rememberSentences } from "../src/cards/sentences";
import { sayRuns, wordsOf } from "../src/cards/text-runs";
import { locales, textsOf } from "../src/locales/texts";
import { inputValues, languages } from "../src/vocabulary";

const source = join(__dirname, "../src");

/** Every text of a language by its whole key. */
function flatten(node: object, prefix = ""): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]: readonly [string, unknown]): (readonly [string, string])[] =>
      typeof value === "object" && value !== null
        ? [...flatten({ ...value }, `${prefix}${key}.`)]
        : [[`${prefix}${key}`, String(value)]],
    ),
  );
}

const texts = Object.fromEntries(languages.map((language) => [language, flatten(locales[language])]));
const english = texts["en"] ?? new Map<string, string>();

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? "").sort();
}

test("English has its texts", () => {
  expect(english.size).toBeGreaterThan(400);
});

test("every question has its label, what is said without an answer, and a text for each value", () => {
  const wanted = questions.flatMap(({ id, gives }) => [
    `question.${id}.label`,
    `question.${id}.required`,
    ...(gives === undefined || id === "product" ? [] : inputValues[gives]).map(
      (value) => `value.${id}.${value}`,
    ),
  ]);
  expect(wanted.length).toBeGreaterThan(100);
  expect(wanted.filter((key) => !english.has(key))).toEqual([]);
});

describe.each(languages)("%s", (language) => {
  const own = texts[language] ?? new Map<string, string>();

  test("has exactly the keys English has", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("has the same placeholders in every text", () => {
    const different = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(own.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test("has no empty text and no leftover of a template", () => {
    const bad = [...own].filter(
      ([, text]) => text.trim() === "" || /\$\{|undefined|TODO|(?<!\{)\{\w+\}(?!\})/.test(text),
    );
    expect(bad).toEqual([]);
  });
});

test.each(["zh-TW", "zh-CN"] as const)("%s says everything in Chinese but names and samples", (language) => {
  const names = /^(command\.record$|told\.somebody$|value\.(uiLanguage|productFamily|techPlan)\.)/;
  const samples = /^[^\p{L}]*(contoso|PS-|CSP > Sell)/iu;
  const own = texts[language] ?? new Map<string, string>();
  const untranslated = [...own].filter(([key, text]) => {
    const words = text.replace(/\{\{\s*\w+\s*\}\}/g, "");
    return (
      !names.test(key) && !samples.test(words) && /[a-z]{4}/i.test(words) && !/[\u4e00-\u9fff]/.test(words)
    );
  });
  expect(untranslated).toEqual([]);
});

test("Traditional Chinese has no Simplified signs, and Simplified no Traditional ones", () => {
  const simplifiedOnly = /[们这请为将应户问题状态级严响选择项证认设备务]/;
  const traditionalOnly = /[們這請為將應戶問題狀態級嚴響選擇項證認設備務]/;
  const only = (pattern: RegExp, other: RegExp): RegExp =>
    new RegExp(
      `[${pattern.source.slice(1, -1).replace(new RegExp(`[${other.source.slice(1, -1)}]`, "g"), "")}]`,
    );
  const mixed = [
    ...[...(texts["zh-TW"] ?? [])].filter(([, text]) => only(simplifiedOnly, traditionalOnly).test(text)),
    ...[...(texts["zh-CN"] ?? [])].filter(([, text]) => only(traditionalOnly, simplifiedOnly).test(text)),
  ];
  expect(mixed.filter(([key]) => !key.startsWith("text.languages") && !key.includes("uiLanguage"))).toEqual(
    [],
  );
});

/** The source as one text: keys are written whole, or as a template whose beginning names the section. */
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(tsx?|json)$/.test(file) && !file.startsWith("locales"))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");
const written = new Set(
  [...code.matchAll(/["'`]((?:[a-zA-Z_0-9]+\.)+[a-zA-Z_0-9-]+)["'`]/g)].map((match) => match[1] ?? ""),
);
const begun = [...code.matchAll(/`((?:[a-zA-Z_0-9]+\.)+[a-zA-Z_0-9]*)\$\{/g)].map((match) => match[1] ?? "");

const words = new Set(code.match(/[\w-]+/g));

/** The rest of a composed key is a word of the vocabulary, of the data or of the code, or nobody ever says it. */
function isComposed(key: string): boolean {
  return begun.some(
    (start) =>
      key.startsWith(start) &&
      key
        .slice(start.length)
        .split(".")
        .every((part) => words.has(part)),
  );
}

test("no text is unused", () => {
  expect([...english.keys()].filter((key) => !written.has(key) && !isComposed(key))).toEqual([]);
});

test("no text that is asked for is missing", () => {
  const sections = new Set([...english.keys()].map((key) => key.split(".")[0]));
  const missing = [...written].filter((key) => {
    const isText = sections.has(key.split(".")[0]) && !/\.(json|tsx?|js|css|html)$/.test(key);
    return isText && !english.has(key) && ![...english.keys()].some((known) => known.startsWith(`${key}.`));
  });
  expect(missing).toEqual([]);
});

describe("between Chinese and Chinese stands no space", () => {
  const say = textsOf("zh-TW");
  const cases = [
    [
      "a name that is Chinese",
      "similar.many",
      { count: "2", product: "商業市集產品", time: "10:30" },
      "回報商業市集產品的問題",
    ],
    ["a Latin name", "similar.many", { count: "2", product: "Teams", time: "10:30" }, "回報 Teams 的問題"],
    [
      "half and half",
      "similar.many",
      { count: "2", product: "Azure 虛擬機器", time: "10:30" },
      "回報 Azure 虛擬機器的問題",
    ],
    [
      "spaces of one's own",
      "similar.many",
      { count: "2", product: "甲 乙", time: "10:30" },
      "回報甲 乙的問題",
    ],
  ] as const;

  test.each(cases)("%s", (_name, key, values, words) => {
    expect(say(key, values)).toContain(words);
    expect(rememberSentences(say)(key, values)).toContain(words);
    expect(wordsOf(sayRuns(say, key, values))).toContain(words);
  });

  test("the character by which values are told apart takes nothing from a value it stands in", () => {
    const words = say("similar.many", { count: "2", product: "甲\ue002 乙", time: "10:30" });
    expect(words).toContain("回報甲 乙的問題");
  });
});
