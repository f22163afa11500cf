import { factTerm } from "../search/fact-term";

/** Places of one tenant; two million tenants fit into the numbers that JavaScript counts exactly. */
export const placesPerTenant = 2 ** 32;

/** A part of it, so that no block has places of two tenants. Other blocks need another version of the terms (case-terms.ts). */
const placesPerBlock = 2 ** 12;

/**
 * The block a place lies in: its term, which each of its cases has, and its first place. Cases saved by older versions
 * have terms of larger blocks, too, until they are saved again; nothing asks for them.
 */
export function blockAt(place: number): { readonly term: string; readonly first: number } {
  const block = Math.floor(place / placesPerBlock);
  return { term: factTerm("block", `${placesPerBlock}:${block}`), first: block * placesPerBlock };
}
