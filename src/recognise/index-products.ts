import type { Catalogue, Product, ProductFamily } from "../catalogue/catalogue";
import { foldText } from "../fold-text";
import { inputValues, languages } from "../vocabulary";
import { createFinder, type Finder, tagged } from "./finder";
import { misspellings } from "./misspellings";
import { wordLists } from "./word-lists";

/** What a word of the catalogue can mean. */
export interface Alias {
  readonly kind: "alias";
  readonly alias: string;
  /** Products it names by itself, and those it names only where something near supports it. */
  readonly certain: readonly string[];
  readonly possible: readonly Product[];
}
/** What a phrase names: products, a whole family, or, null, something that only looks like one. */
export type ProductWord = Alias | { readonly kind: "family"; readonly family: ProductFamily } | null;

/** "License key" is no plan. */
const notProducts = [...wordLists.products.notProducts, ...wordLists.issues.keys];

const finders = new WeakMap<Catalogue, Finder<ProductWord>>();

/** Finds every product and family word of a catalogue, made once for as long as the catalogue lives. */
export function productFinder(catalogue: Catalogue): Finder<ProductWord> {
  const known = finders.get(catalogue);
  if (known !== undefined) return known;
  const aliases = aliasesOf(catalogue);
  const right = [...aliases, ...familyWords(), ...tagged(notProducts, null), ...longerThanNone(aliases)];
  const made = createFinder<ProductWord>([...right, ...mistyped(right)], { isLoose: true });
  finders.set(catalogue, made);
  return made;
}

function aliasesOf({ products }: Catalogue): readonly (readonly [string, Alias])[] {
  const meanings = new Map<string, { readonly certain: Set<string>; readonly possible: Set<Product> }>();
  for (const product of products) {
    const ambiguous = new Set(product.ambiguous.map(foldText));
    const names = languages.flatMap((language) => [product.name[language], ...product.aliases[language]]);
    for (const alias of new Set(names.map(foldText))) {
      const meaning = meanings.get(alias) ?? { certain: new Set(), possible: new Set() };
      meanings.set(alias, meaning);
      if (ambiguous.has(alias)) meaning.possible.add(product);
      else meaning.certain.add(product.id);
    }
  }
  return [...meanings].map(([alias, { certain, possible }]) => [
    alias,
    { kind: "alias", alias, certain: [...certain], possible: [...possible] },
  ]);
}

/** "Our teams" are people, but "our Teams Phone" is a product: a longer name goes before what is none. */
function longerThanNone(
  aliases: readonly (readonly [string, Alias])[],
): readonly (readonly [string, ProductWord])[] {
  return notProducts.flatMap((none) => {
    const at = none.lastIndexOf(" ") + 1;
    const last = none.slice(at);
    return aliases.flatMap(([name, tag]) =>
      at > 0 && name.startsWith(`${last} `) ? [[none.slice(0, at) + name, tag] as const] : [],
    );
  });
}

/** What a name is mistyped as, where that is no name of its own; only of names that decide alone. */
function mistyped(
  right: readonly (readonly [string, ProductWord])[],
): readonly (readonly [string, ProductWord])[] {
  const names = new Set(right.map(([name]) => name));
  return right.flatMap(([name, tag]) =>
    tag?.kind === "alias" && tag.possible.length === 0
      ? misspellings(name).flatMap((one) => (names.has(one) ? [] : [[one, tag] as const]))
      : [],
  );
}

function familyWords(): readonly (readonly [string, ProductWord])[] {
  return inputValues.productFamily.flatMap((family) =>
    tagged<ProductWord>(wordLists.products.families[family], { kind: "family", family }),
  );
}
