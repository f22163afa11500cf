import { type Customer, customerKey } from "../directory/customer";
import { foldText } from "../fold-text";
import { wordLists } from "./word-lists";

/** A name as it is compared: words without signs and legal forms, joined. */
interface NameEntry {
  readonly joined: string;
  readonly keys: ReadonlySet<string>;
}

/** The directory prepared for reading sentences: every look-up is a map away, whatever its size. */
export interface CustomerIndex {
  readonly byAddress: ReadonlyMap<string, string>;
  /** Latin names, joined, of at most `longestName` words. */
  readonly latin: ReadonlyMap<string, ReadonlySet<string>>;
  /** Latin names that may carry a typo, by their first and by their last three letters. */
  readonly similar: ReadonlyMap<string, readonly NameEntry[]>;
  /** Chinese names by their first two characters, longest first. */
  readonly chinese: ReadonlyMap<string, readonly NameEntry[]>;
}

/** Words of the longest Latin name that is looked for. */
export const longestName = 6;

/** Letters a Latin name needs before one of them may be wrong, and before its first word may stand alone. */
const typoLength = 6;
/** Chinese characters a name needs to be looked for inside a sentence. */
const chineseLength = 3;

const indexes = new WeakMap<readonly Customer[], CustomerIndex>();

/** The index of a directory, made once for as long as the list lives. */
export function indexCustomers(customers: readonly Customer[]): CustomerIndex {
  const known = indexes.get(customers);
  if (known !== undefined) return known;
  const made = makeIndex(customers);
  indexes.set(customers, made);
  return made;
}

function makeIndex(customers: readonly Customer[]): CustomerIndex {
  const byAddress = new Map<string, string>();
  const names = new Map<string, Set<string>>();
  const add = (name: string, key: string): void => {
    const keys = names.get(name);
    if (keys === undefined) names.set(name, new Set([key]));
    else keys.add(key);
  };
  for (const customer of customers) {
    const key = customerKey(customer);
    for (const address of [customer.domain, customer.tenantId]) {
      if (address !== undefined) byAddress.set(address.toLowerCase(), key);
    }
    for (const name of fullNames(customer.name)) add(name, key);
  }
  // Fabrikam is Fabrikam, even where Fabrikam Services is a customer too.
  const full = new Set(names.keys());
  for (const customer of customers) {
    const short = shortName(customer.name);
    if (short !== null && !full.has(short)) add(short, customerKey(customer));
  }
  const entries = [...names].map(([joined, keys]) => ({ joined, keys }));
  const isChinese = ({ joined }: NameEntry): boolean => /^[^a-z0-9]/.test(joined);
  const chinese = entries.filter(isChinese).sort((a, b) => b.joined.length - a.joined.length);
  const latin = entries.filter((entry) => !isChinese(entry));
  const long = latin.filter(({ joined }) => joined.length >= typoLength);
  return {
    byAddress,
    latin: new Map(latin.map(({ joined, keys }) => [joined, keys])),
    similar: bucketsOf(long, ({ joined }) => [`<${joined.slice(0, 3)}`, `${joined.slice(-3)}>`]),
    chinese: bucketsOf(chinese, ({ joined }) => [joined.slice(0, 2)]),
  };
}

function bucketsOf(
  entries: readonly NameEntry[],
  bucketNames: (entry: NameEntry) => readonly string[],
): ReadonlyMap<string, readonly NameEntry[]> {
  const buckets = new Map<string, NameEntry[]>();
  for (const entry of entries) {
    for (const name of bucketNames(entry)) {
      const bucket = buckets.get(name);
      if (bucket === undefined) buckets.set(name, [entry]);
      else bucket.push(entry);
    }
  }
  return buckets;
}

/** The whole name, and the name without its legal form. */
function fullNames(name: string): readonly string[] {
  const { whole, bare, shortest } = partsOf(name);
  return [whole, ...(isTelling(bare) ? [bare] : [])].filter((part) => part.length >= shortest);
}

/** The first part of a name of which only the trade follows, when it is long enough to stand alone. */
function shortName(name: string): string | null {
  const { first, isChinese } = partsOf(name);
  if (first === null || !isTelling(first)) return null;
  return first.length >= (isChinese ? chineseLength : typoLength) ? first : null;
}

function partsOf(name: string): {
  readonly whole: string;
  readonly bare: string;
  readonly first: string | null;
  readonly shortest: number;
  readonly isChinese: boolean;
} {
  const { legalForms, trades } = wordLists.customers;
  const folded = foldText(name);
  if (/\p{Script=Han}/u.test(folded)) {
    const whole = folded.replace(/[\s(),.、·-]/g, "");
    const bare = withoutEnd(whole, legalForms);
    return { whole, bare, first: withoutEnd(bare, trades), shortest: chineseLength, isChinese: true };
  }
  const words = latinWords(folded);
  const bare = withoutLast(words, legalForms);
  const short = withoutLast(bare, trades);
  return {
    whole: words.join(""),
    bare: bare.join(""),
    first: short.length === 1 ? short.join("") : null,
    shortest: 2,
    isChinese: false,
  };
}

/** The words of a Latin name: signs inside a word do not count ("Margie's", "A. Datum"). */
function latinWords(folded: string): readonly string[] {
  return folded
    .replace(/['.]/g, "")
    .split(/[^a-z0-9\u00c0-\u024f]+/)
    .filter((word) => word !== "");
}

function withoutLast(words: readonly string[], endings: readonly string[]): readonly string[] {
  let kept = words;
  while (kept.length > 1 && endings.includes(kept.at(-1) ?? "")) kept = kept.slice(0, -1);
  return kept;
}

function withoutEnd(name: string, endings: readonly string[]): string {
  const ending = endings.find((candidate) => name.endsWith(candidate));
  return ending === undefined ? name : name.slice(0, -ending.length);
}

/** A company may be called Exchange or Error; its short name would be read out of every second sentence. */
function isTelling(name: string): boolean {
  return !commonWords.has(name);
}

const { faults, issues, environment, impact, users, language, products } = wordLists;
const commonWords: ReadonlySet<string> = new Set(
  [
    ...[faults.strong, faults.weak, faults.slow, environment.production, environment.non_production],
    ...[impact.parts, users.nouns, language.english, language.foreign, wordLists.customers.trades],
    ...[...Object.values(issues), ...Object.values(products.families)],
    ["azure", "exchange", "outlook", "teams", "sharepoint", "office", "word", "excel", "project", "planner"],
    [
      "forms",
      "stream",
      "monitor",
      "sales",
      "finance",
      "marketing",
      "commerce",
      "defender",
      "sentinel",
      "flow",
    ],
    [
      "microsoft",
      "windows",
      "cloud",
      "portal",
      "network",
      "server",
      "global",
      "partner",
      "support",
      "service",
    ],
  ].flat(),
);
