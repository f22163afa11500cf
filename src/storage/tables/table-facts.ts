/**
 * What a column holds of people. `person`: the id of one. `name`: their name. `text`: what people wrote, which may name
 * anybody. `document`: JSON with any of these. `customer`: names a customer. `place`: a chat or channel, which for a
 * personal chat stands for its person. `nothing`: none of it.
 */
export type Holds = "person" | "name" | "text" | "document" | "customer" | "place" | "nothing";

/** What happens to a row when a person or a customer is erased. */
type Fate = "goes" | "pseudonym" | "stays";

/** Why a table is there, how long its rows stay and what its columns hold of people. */
interface TableFacts<Row> {
  readonly why: string;
  /** How long it is kept, in words; `{name}` is a number of days of the setting RETENTION_DAYS. */
  readonly keep: string;
  readonly key: readonly (keyof Row & string)[];
  readonly person: Fate;
  readonly customer: Fate;
  readonly columns: { readonly [Column in keyof Row]: Holds };
}

/** The facts of all of these tables: a table or column that is left out does not compile. */
export type FactsOf<Tables> = { readonly [Name in keyof Tables]: TableFacts<Tables[Name]> };
