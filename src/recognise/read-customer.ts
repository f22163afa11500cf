import type { Customer } from "../directory/customer";
import { type CustomerIndex, indexCustomers, longestName } from "./index-customers";
import { type Address, type Addresses, mayBeCustomers } from "./read-addresses";
import { isLatin, type Reading, type Span } from "./reading";
import { wordLists } from "./word-lists";

/** Letters of a word that are compared; no name has a longer one. */
const longestWord = 40;

interface Named extends Span {
  readonly keys: ReadonlySet<string>;
}

/** Who the message is about, and all places that name somebody. */
export interface ReadCustomer {
  readonly entry?: {
    readonly field: "customer" | "newCustomer";
    readonly value: string;
    readonly span: Span;
  };
  readonly names: readonly Span[];
}

/**
 * The one customer of the directory the text names by domain, tenant id or name, else the one address that may
 * be a new customer's. Two customers leave the choice to the person.
 */
export function readCustomer(
  { text }: Reading,
  addresses: Addresses,
  customers: readonly Customer[],
): ReadCustomer {
  const index = indexCustomers(customers);
  const known: readonly Named[] = addresses.found.flatMap((address) => {
    const key = knownKey(address, index);
    return key === undefined ? [] : [{ from: address.from, to: address.to, keys: new Set([key]) }];
  });
  const named = [...known, ...latinNamed(text, index), ...chineseNamed(text, index)].filter(
    (name) =>
      known.includes(name) || !addresses.taken.some((span) => name.from < span.to && span.from < name.to),
  );
  const [first] = named;
  const keys = new Set(named.flatMap((name) => [...name.keys]));
  const [key] = keys;
  if (first !== undefined && key !== undefined) {
    if (keys.size > 1) return { names: named };
    return { names: named, entry: { field: "customer", value: key, span: first } };
  }
  return { names: named, ...newCustomer(text, addresses, index) };
}

/** A host below a customer's domain is the customer's too. */
function knownKey({ kind, value }: Address, { byAddress }: CustomerIndex): string | undefined {
  if (kind === "tenantId") return byAddress.get(value);
  const labels = value.split(".").slice(-8);
  return labels
    .map((_label, at) => byAddress.get(labels.slice(at).join(".")))
    .find((key) => key !== undefined);
}

function newCustomer(
  text: string,
  addresses: Addresses,
  { latin }: CustomerIndex,
): { readonly entry?: ReadCustomer["entry"] } {
  const plausible = addresses.found.filter((address) => mayBeCustomers(address, text));
  const [only] = plausible;
  if (only === undefined || new Set(plausible.map(({ value }) => value)).size > 1) return {};
  // contoso.onmicrosoft.com most likely is the Contoso the directory knows under another domain.
  const [label = "", ...rest] = only.value.split(".");
  if (only.kind === "domain" && rest.join(".") === "onmicrosoft.com" && latin.has(label)) return {};
  return { entry: { field: "newCustomer", value: only.value, span: only } };
}

interface Word extends Span {
  readonly joined: string;
  /** Without a possessive "'s". */
  readonly owner: string;
  /** Stands together with the word before: nothing but a space, a hyphen or a comma between them. */
  readonly isNext: boolean;
}

function latinNamed(text: string, index: CustomerIndex): readonly Named[] {
  const words = readWords(text);
  const found: Named[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const name = longestFrom(words, at, index);
    if (name === null) continue;
    if (!namesAnother(words[at + name.count], name.to, text)) found.push(name);
    at += name.count - 1;
  }
  return found;
}

function readWords(text: string): readonly Word[] {
  let end = 0;
  return [...text.matchAll(/[a-z0-9\u00c0-\u024f][a-z0-9\u00c0-\u024f'.]*/g)].map((match) => {
    const isNext = /^[ .,&-]{0,2}$/.test(text.slice(end, match.index).slice(0, 3));
    const word = match[0].slice(0, longestWord);
    end = match.index + match[0].replace(/[.']{1,3}$/, "").length;
    return {
      from: match.index,
      to: end,
      joined: lettersOf(word),
      owner: lettersOf(word.replace(/'s$/, "")),
      isNext,
    };
  });
}

function lettersOf(word: string): string {
  return word.replace(/['.]/g, "");
}

function longestFrom(
  words: readonly Word[],
  at: number,
  index: CustomerIndex,
): (Named & { readonly count: number }) | null {
  const first = words[at];
  let head = "";
  let best: (Named & { readonly count: number }) | null = null;
  for (let count = 1; count <= longestName; count += 1) {
    const last = words[at + count - 1];
    if (first === undefined || last === undefined || (count > 1 && !last.isNext)) break;
    // "a contoso" is no misspelt name.
    const mayBeWrong = first.joined.length > 2 && last.joined.length > 2;
    const isOwner = last.owner !== last.joined;
    const keys =
      namesLike(head + last.joined, index, mayBeWrong) ??
      (isOwner ? namesLike(head + last.owner, index, mayBeWrong) : null);
    if (keys !== null) best = { from: first.from, to: last.to, keys, count };
    head += last.joined;
  }
  return best;
}

/** "Contoso Pharma" is not Contoso. */
function namesAnother(
  next: { readonly from: number; readonly joined: string } | undefined,
  end: number,
  text: string,
): boolean {
  return (
    next !== undefined &&
    text.slice(end, next.from) === " " &&
    wordLists.customers.trades.includes(next.joined)
  );
}

function namesLike(
  joined: string,
  { latin, similar }: CustomerIndex,
  mayBeWrong: boolean,
): ReadonlySet<string> | null {
  const exact = latin.get(joined);
  if (exact !== undefined) return exact;
  if (!mayBeWrong || joined.length < 6) return null;
  const near = [`<${joined.slice(0, 3)}`, `${joined.slice(-3)}>`]
    .flatMap((bucket) => similar.get(bucket) ?? [])
    .filter((entry) => isOneTypo(entry.joined, joined));
  return near.length === 0 ? null : new Set(near.flatMap(({ keys }) => [...keys]));
}

/** One letter missing, added, wrong, or two neighbours swapped; digits tell two companies apart. */
function isOneTypo(name: string, typed: string): boolean {
  if (Math.abs(name.length - typed.length) > 1 || name.length < 6) return false;
  let start = 0;
  while (start < name.length && name[start] === typed[start]) start += 1;
  const wrong = `${name.charAt(start)}${typed.charAt(start)}`;
  if (/[0-9]/.test(wrong)) return false;
  const rest = (text: string, skip: number): string => text.slice(start + skip);
  if (name.length > typed.length) return rest(name, 1) === rest(typed, 0) && !isPlural(name, start);
  if (name.length < typed.length) return rest(name, 0) === rest(typed, 1) && !isPlural(typed, start);
  const isSwap = name[start] === typed[start + 1] && name[start + 1] === typed[start];
  return rest(name, 1) === rest(typed, 1) || (isSwap && rest(name, 2) === rest(typed, 2));
}

/** One "s" more or less at the end is grammar, and as often another word. */
function isPlural(longer: string, at: number): boolean {
  return at === longer.length - 1 && longer.endsWith("s") && longer.length < 8;
}

function chineseNamed(text: string, { chinese }: CustomerIndex): readonly Named[] {
  const found: Named[] = [];
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isLatin(text, at)) continue;
    const entry = chinese.get(text.slice(at, at + 2))?.find(({ joined }) => text.startsWith(joined, at));
    if (entry === undefined) continue;
    const end = at + entry.joined.length;
    const isAnother = wordLists.customers.trades.some(
      (trade) => !isLatin(trade, 0) && text.startsWith(trade, end),
    );
    if (!isAnother) found.push({ from: at, to: end, keys: entry.keys });
    at = end - 1;
  }
  return found;
}
