import { factTerm } from "../search/fact-term";

/** Places of one tenant; two million tenants fit into the numbers that JavaScript counts exactly. */
export const placesPerTenant = 2 ** 32;

/** How many places the blocks of each size have; the largest has all of a tenant's. */
const sizes = [2 ** 12, 2 ** 15, 2 ** 18, 2 ** 21, placesPerTenant] as const;
/** Blocks one search names at most. */
const mostBlocks = 9;

/** The smallest block there is: what a look at the newest begins with. */
export const smallestBlock = sizes[0];

/**
 * The terms of the blocks a place lies in, one of each size. An engine that crosses lists of places walks them as far as
 * they go; with a block among them it goes no further than the block.
 */
export function blockTerms(place: number): readonly string[] {
  return sizes.map((size) => termOf(size, Math.floor(place / size)));
}

/** The fewest blocks of one size that cover the places from `low` to below `high`. */
export function coverPlaces(low: number, high: number): readonly string[] {
  const last = Math.max(low, high - 1);
  for (const size of sizes) {
    const from = Math.floor(low / size);
    const count = Math.floor(last / size) - from + 1;
    if (count <= mostBlocks) return Array.from({ length: count }, (_, index) => termOf(size, from + index));
  }
  throw new RangeError("places of several tenants have no blocks in common");
}

function termOf(size: number, block: number): string {
  return factTerm("block", `${size}:${block}`);
}
