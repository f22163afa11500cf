import type { Catalogue } from "../catalogue/catalogue";
import { containsAny, endsWithAny, type Found, startsWithAny } from "./finder";
import { type Alias, productFinder, type ProductWord } from "./index-products";
import type { Message } from "./message";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

/** The product the message is about. */
export interface ReadProduct {
  readonly productId: string;
  readonly span: Span;
}

type Mention = Found<Alias>;
type Context = Message & { readonly words: readonly Found<ProductWord>[]; readonly working: readonly Span[] };

const lists = wordLists.products;
// English says it before the medium ("told me on Teams"), Chinese after it.
const englishSays = lists.says.filter((word) => word < "\u0250");
const chineseSays = lists.says.filter((word) => word > "\u0250");

/** Characters between an ambiguous word and the word of its family that decides it. */
const cueDistance = 25;

/**
 * The one product the message is about. Left out: what is said to work, what is denied, what a person only wrote
 * on or keeps files in. Two products, or an ambiguous word that nothing supports, leave the choice to the person.
 */
export function readProduct(
  message: Message,
  working: readonly Span[],
  catalogue: Catalogue,
): ReadProduct | null {
  const words = productFinder(catalogue)(message);
  const context = { ...message, words, working };
  const mentions = words.flatMap(({ from, to, tag }) => (tag?.kind === "alias" ? [{ from, to, tag }] : []));
  const meant = mentions.filter((mention) => isMeant(mention, context));
  const certain = meant.flatMap(({ from, to, tag }) =>
    tag.certain.map((productId) => ({ productId, span: { from, to } })),
  );
  return (
    theOnly(certain) ?? (certain.length > 0 ? null : theOnly(meant.flatMap((one) => supported(one, context))))
  );
}

/** Where it is named in several ways, the longest name says best what was understood. */
function theOnly(products: readonly ReadProduct[]): ReadProduct | null {
  const [first, ...others] = products;
  if (first === undefined || others.some(({ productId }) => productId !== first.productId)) return null;
  return others.reduce((longest, other) => (lengthOf(other) > lengthOf(longest) ? other : longest), first);
}

function lengthOf({ span: { from, to } }: ReadProduct): number {
  return to - from;
}

function isMeant({ from, to }: Mention, { text, clauses, working }: Context): boolean {
  if (working.some((span) => from >= span.from && to <= span.to)) return false;
  if (endsWithAny(text, from, lists.notBefore) || endsWithAny(text, from, lists.kept)) return false;
  if (startsWithAny(text, to, lists.carriers)) return false;
  if (containsAny(text, { from: to, to: Math.min(clauses.at(from).to, to + 10) }, lists.unrelated))
    return false;
  return !isMedium({ from, to }, text, clauses.at(from).from);
}

/** "They told me on Teams": a way to say something, with a word for saying near it. */
function isMedium({ from, to }: Span, text: string, start: number): boolean {
  if (!endsWithAny(text, from, lists.ways)) return false;
  const before = text.slice(start, from);
  if (/\bthat\b/.test(before)) return false;
  return (
    containsAny(text, { from: start, to: from }, englishSays) ||
    containsAny(text, { from: to, to: to + 8 }, chineseSays)
  );
}

/** An ambiguous word counts where a word of its family or one of its own cues stands near. */
function supported({ from, to, tag }: Mention, { text, words }: Context): readonly ReadProduct[] {
  const near = { from: from - cueDistance, to: to + cueDistance };
  const families = words.flatMap((word) => {
    if (word.tag?.kind !== "family" || word.to < near.from || word.from > near.to) return [];
    // "Dynamics is down, sales cannot work" is no Dynamics Sales: there the family comes right before.
    if (word.tag.family === "dynamics365" && (word.to > from || from - word.to > 1)) return [];
    return [word.tag.family];
  });
  const hasCue = containsAny(text, near, lists.cues[tag.alias] ?? []);
  return tag.possible
    .filter(({ family }) => families.includes(family) || (hasCue && families.length === 0))
    .map(({ id }) => ({ productId: id, span: { from, to } }));
}
