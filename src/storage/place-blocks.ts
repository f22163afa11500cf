import { factTerm } from "../search/fact-term";

/** Places of one tenant; two million tenants fit into the numbers that JavaScript counts exactly. */
export const placesPerTenant = 2 ** 32;

/** How many places the blocks of each size have; the largest has all of a tenant's. */
const sizes = [2 ** 12, 2 ** 15, 2 ** 18, 2 ** 21, placesPerTenant] as const;
const [smallest] = sizes;

/** The terms of the blocks a place lies in, one of each size. */
export function blockTerms(place: number): readonly string[] {
  return sizes.map((size) => termOf(size, Math.floor(place / size)));
}

/** The smallest block a place lies in. */
export function blockAt(place: number): {
  readonly term: string;
  readonly first: number;
  readonly last: number;
} {
  const block = Math.floor(place / smallest);
  return { term: termOf(smallest, block), first: block * smallest, last: (block + 1) * smallest - 1 };
}

function termOf(size: number, block: number): string {
  return factTerm("block", `${size}:${block}`);
}
