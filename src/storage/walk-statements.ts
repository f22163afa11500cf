import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { compileStatement, type Placeholder, sealed } from "./statement";
import { FoundRow } from "./term-index";

/** Places behind `from` and before `to`. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

const PlaceRow = z.object({ place: z.number() });
const CountRow = z.object({ place: z.number().nullable(), count: z.number() });
type Match = PlaceRange & { readonly match: string; readonly limit: number };

/** The statements of the walk. */
export function compileWalk(db: Kysely<Tables>) {
  const write = <Values extends { readonly [Name in keyof Values]: string | number }, Row>(
    row: z.ZodType<Row>,
    build: (value: Placeholder<Values>) => ReturnType<typeof sql>,
  ) => compileStatement<Values, Row>(row, (value) => ({ compile: () => build(value).compile(db) }));
  // Places are our own numbers, whole although they may be bound as fractions are.
  const within = (value: Placeholder<Match>) => sql`t.record_terms match ${value("match")}
    and t.rowid > ${sealed(value("from"), "integer")} and t.rowid < ${sealed(value("to"), "integer")}`;
  const last = (value: Placeholder<Match>) => sql`select t.rowid as place from record_terms t
    where ${within(value)} order by t.rowid desc limit ${value("limit")}`;
  return {
    /** The cases that match. */
    find: write<Match, FoundRow>(
      FoundRow,
      (value) => sql`select r.tenant_id, r.number, r.document, p.place from record_terms t
        cross join record_places p on p.place = t.rowid
        cross join records r on r.tenant_id = p.tenant_id and r.number = p.number
        where ${within(value)} order by t.rowid desc limit ${value("limit")}`,
    ),
    /** How many match, counted up to the limit, and the last that was counted. */
    count: write<Match, z.infer<typeof CountRow>>(
      CountRow,
      (value) => sql`select min(place) as place, count(*) as count from (${last(value)})`,
    ),
    /** The last place that is taken. */
    last: write<PlaceRange, z.infer<typeof PlaceRow>>(
      PlaceRow,
      (value) => sql`select place from record_places
        where place > ${sealed(value("from"), "integer")} and place < ${sealed(value("to"), "integer")}
        order by place desc limit 1`,
    ),
  };
}
