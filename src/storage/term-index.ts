import type { Kysely } from "kysely";
import { z } from "zod";
import type { SearchPart } from "../search/search";
import type { Tables } from "./schema";
import type { Steps } from "./statement";

/** A case as it is indexed. */
export interface IndexedCase {
  readonly tenantId: string;
  readonly number: number;
  readonly updatedAt: string;
  /** Each once, without white space. */
  readonly terms: readonly string[];
  /** Whether it stays where it stands in the order instead of becoming the last changed. */
  readonly keepsPlace: boolean;
}

/** A page of the cases that have all the words; `after` is where to go on: `place` or `reached`; null at the beginning. */
export interface TermQuery {
  readonly tenantId: string;
  /** Every one of them is to be met; there is at least one. */
  readonly parts: readonly SearchPart[];
  readonly after: string | null;
  readonly limit: number;
}

/** Cases that are asked for one by one; where there are more, lists are shorter. */
export const mostAlone = 8;

/** A search among these cases only, `mostAlone` at most; for each there is a name to bind it by. */
export interface FewQuery extends TermQuery {
  readonly numbers: readonly number[];
}
/** The numbers of a search among a few, by the names they are bound by. */
export type FewNumbers = { readonly [Name in (typeof numberNames)[number]]: number };
/** `mostAlone` of them. */
export const numberNames = ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7"] as const;

/** A place nobody needs names no case. */
export function bindNumbers([
  n0 = 0,
  n1 = 0,
  n2 = 0,
  n3 = 0,
  n4 = 0,
  n5 = 0,
  n6 = 0,
  n7 = 0,
]: readonly number[]): FewNumbers {
  return { n0, n1, n2, n3, n4, n5, n6, n7 };
}

/** `place` is where to go on after this record. */
export const FoundRow = z.object({
  tenant_id: z.string(),
  number: z.coerce.number(),
  document: z.string(),
  place: z.coerce.string(),
});
export type FoundRow = z.infer<typeof FoundRow>;

/** `reached` is the place up to which was looked, where it was not to the end; null where nothing more is to come. */
export interface FoundTerms {
  readonly rows: readonly FoundRow[];
  readonly reached: string | null;
}

/** The index of terms, which each engine keeps in its own way; everything else of the search is common to them. */
export interface TermIndex {
  /** Forgets what the case was found by and indexes it anew. */
  replace(entry: IndexedCase): Steps<void>;
  /** At most `limit`, in the order of their changes. Fewer are the end only where no place was reached. */
  find(query: TermQuery): Steps<FoundTerms>;
  /** The same among a few, without a look at any list: the words are asked of each of these cases. */
  findAmong(query: FewQuery): Steps<readonly FoundRow[]>;
  clear(): Steps<void>;
  /** Puts together a little of what saves have left in parts; answers whether more of it is left. */
  tidy(how: Tidying): Steps<boolean>;
}

/** `begin`: what there is now is to become few parts; `go on`: the next step of that. */
export type Tidying = "begin" | "go on";

/** What an engine brings along for the search. */
export interface SearchDialect {
  /** Makes the tables of the index; part of the schema, so it never changes once released. */
  readonly createTables: (db: Kysely<unknown>) => Promise<void>;
  readonly createIndex: (db: Kysely<Tables>) => TermIndex;
}
