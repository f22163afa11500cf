/** One term of the index; `isWhole` is false where longer terms that begin with it count, too. */
export interface SearchTerm {
  readonly term: string;
  readonly isWhole: boolean;
}

/** Met by any of its alternatives; an alternative is met by all of its terms. */
export type SearchPart = readonly (readonly SearchTerm[])[];

/** What was searched for: a case is found when it meets every part. Without parts nothing is found. */
export interface Search {
  readonly parts: readonly SearchPart[];
}
