import type { Kysely, RawBuilder } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import type { StepResult, Steps } from "./statement";

const Bindables = z.array(z.union([z.string(), z.number(), z.null()]));

/** A row as any table may have it. */
export const AnyRow = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.bigint().transform(Number), z.null()]),
);
export type AnyRow = z.infer<typeof AnyRow>;

/** Runs a statement that is seldom needed, compiled for this one time. */
export function* runOnce(db: Kysely<Tables>, query: RawBuilder<unknown>): Steps<StepResult> {
  const { sql, parameters } = query.compile(db);
  return yield { sql, parameters: Bindables.parse(parameters), isPlannedAnew: true };
}

/** The same for its rows. */
export function* rowsOnce<Row>(
  db: Kysely<Tables>,
  row: z.ZodType<Row>,
  query: RawBuilder<unknown>,
): Steps<readonly Row[]> {
  return (yield* runOnce(db, query)).rows.map((one) => row.parse(one));
}
