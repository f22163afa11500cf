import { foldText } from "../fold-text";
import { languages } from "../vocabulary";
import type { Catalogue, Product } from "./catalogue";

/** The products a typed answer can mean, best first: none, the one, or several to choose from. */
export function findProducts(text: string, catalogue: Catalogue): readonly Product[] {
  const wanted = foldText(text);
  if (wanted === "") return [];
  const exact = catalogue.products.filter((product) => namesOf(product).some((name) => name === wanted));
  if (exact.length > 0) return exact;
  return longest(catalogue.products.map((product) => ({ product, length: mentioned(product, wanted) })));
}

/** Of all products named in the text those with the longest alias: "Teams Phone" is not "Teams". */
function longest(
  found: readonly { readonly product: Product; readonly length: number }[],
): readonly Product[] {
  const best = Math.max(0, ...found.map(({ length }) => length));
  return best === 0 ? [] : found.filter(({ length }) => length === best).map(({ product }) => product);
}

function mentioned(product: Product, wanted: string): number {
  const lengths = namesOf(product)
    .filter((name) => containsName(wanted, name) || (wanted.length >= 4 && containsName(name, wanted)))
    .map((name) => Math.min(name.length, wanted.length));
  return Math.max(0, ...lengths);
}

/** Latin names match as whole words only; Chinese has no spaces to go by. */
function containsName(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const isLatin = (sign: string | undefined): boolean => sign !== undefined && /[a-z0-9]/.test(sign);
  const before = isLatin(text[at - 1]) && isLatin(name[0]);
  const after = isLatin(text[at + name.length]) && isLatin(name.at(-1));
  return !before && !after;
}

/** Everything a product is called in any language, folded. */
export function namesOf(product: Product): readonly string[] {
  const aliases = languages.flatMap((language) => [product.name[language], ...product.aliases[language]]);
  return [product.id, ...aliases.map(foldText)];
}
