import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DateTime } from "luxon";
import { z } from "zod";
import { loadCatalogue } from "../../../src/catalogue/catalogue";
import { readCsvDirectory } from "../../../src/directory/csv-directory";
import { type Customer, customerKey } from "../../../src/directory/customer";
import type { RecogniseContext } from "../../../src/recognise/recognise";
import { recognisedFields } from "../../../src/vocabulary";

/** The compiled bench lies deeper than its data, so both start from where the command runs. */
const root = process.cwd();

/** A sentence and everything it tells; a field that is absent must stay empty. */
const Sample = z.strictObject({
  text: z.string(),
  expect: z.partialRecord(z.enum(recognisedFields), z.string()),
});
export type Sample = Readonly<z.infer<typeof Sample>>;

export const sampleLanguages = ["en", "zh-TW", "zh-CN", "mixed"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

/** The sentences the words were tuned with, and those written afterwards. */
export const batches = ["", "hold-out-"] as const;
export type Batch = (typeof batches)[number];

/** A Wednesday, half past two in the afternoon in Taipei. */
const now = "2026-11-18T06:30:00.000Z";
const timeZone = "Asia/Taipei";

/** The directory of the demo, filled up to the size of a large partner. */
export async function createContext(size = 2000): Promise<RecogniseContext> {
  const demo = await readCsvDirectory(join(root, "src/directory/demo-customers.csv")).list("any");
  const customers = [...demo, ...madeUp(size - demo.length)];
  return { catalogue: loadCatalogue(), customers, now, timeZone };
}

/** Reads a file of labelled sentences; customers are labelled by name, starts in local time. */
export function readSamples(
  batch: Batch,
  language: SampleLanguage,
  context: RecogniseContext,
): readonly Sample[] {
  const file = join(root, `test/bench/recognise/${batch}${language}.json`);
  const samples = z.array(Sample).parse(JSON.parse(readFileSync(file, "utf8")));
  return samples.map(({ text, expect }) => ({ text, expect: withValues(expect, context) }));
}

function withValues(expect: Sample["expect"], { customers }: RecogniseContext): Sample["expect"] {
  const { customer, startedAt, ...rest } = expect;
  const known = customers.find(({ name }) => name === customer);
  if (customer !== undefined && known === undefined) throw new Error(`no customer ${customer}`);
  const start = startedAt === undefined ? null : DateTime.fromISO(startedAt, { zone: timeZone }).toUTC();
  return {
    ...rest,
    ...(known === undefined ? {} : { customer: customerKey(known) }),
    ...(start === null ? {} : { startedAt: start.toJSDate().toISOString() }),
  };
}

const beginnings = [
  "Bel",
  "Cor",
  "Dan",
  "Eld",
  "Fen",
  "Gal",
  "Hol",
  "Ivo",
  "Jun",
  "Kel",
  "Lum",
  "Mar",
  "Nor",
  "Orl",
];
const middles = ["a", "e", "i", "o", "an", "en", "in", "or", "ax", "um"];
const endings = [
  "dale Ltd",
  "mont GmbH",
  "ridge Inc.",
  "ton Group",
  "wick",
  "berg AG",
  "ford LLC",
  "vale Foods",
];
const chineseBeginnings = ["泰和", "聯宏", "鼎新", "佳世", "宏碩", "瑞丰", "嘉润", "恒远", "盛达", "永昌"];
const chineseMiddles = ["達", "豐", "源", "興", "泰", "华", "兴", "通", "茂", "德"];
const chineseEndings = ["科技股份有限公司", "國際有限公司", "电子有限公司", "实业有限公司"];

function madeUp(count: number): readonly Customer[] {
  const pick = (words: readonly string[], at: number): string => words[at % words.length] ?? "";
  return Array.from({ length: Math.max(0, count) }, (_unused, at) => {
    const isChinese = at % 4 === 3;
    const name = isChinese
      ? pick(chineseBeginnings, at) +
        pick(chineseMiddles, Math.floor(at / 40)) +
        pick(chineseEndings, Math.floor(at / 400))
      : pick(beginnings, at) + pick(middles, Math.floor(at / 14)) + pick(endings, Math.floor(at / 140));
    return { name, domain: `made-up-${at}.example` };
  });
}
