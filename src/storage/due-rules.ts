import type { Kysely } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { changeRows, compileStatement, selectRows, type Steps } from "./statement";

const NoRow = z.unknown();
const RulesRow = z.object({ fingerprint: z.string() });

/** Makes the step that has every unfinished record looked at when clocks go by other rules than before. */
export function createDueRules(db: Kysely<Tables>): (fingerprint: string, at: string) => Steps<boolean> {
  const statements = {
    read: compileStatement<object, z.infer<typeof RulesRow>>(RulesRow, () =>
      db.selectFrom("due_rules").select("fingerprint"),
    ),
    forget: compileStatement<object, unknown>(NoRow, () => db.deleteFrom("due_rules")),
    keep: compileStatement<{ readonly fingerprint: string }, unknown>(NoRow, (value) =>
      db
        .insertInto("due_rules")
        .values({ fingerprint: value("fingerprint") })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    lookAtAll: compileStatement<{ readonly at: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("records")
        .set({ next_look_at: value("at") })
        .where("settled", "=", (eb) => eb.lit(0)),
    ),
  };
  return function* applyRules(fingerprint, at) {
    const known = yield* selectRows(statements.read, {});
    if (known.length === 1 && known[0]?.fingerprint === fingerprint) return false;
    yield* changeRows(statements.forget, {});
    yield* changeRows(statements.keep, { fingerprint });
    yield* changeRows(statements.lookAtAll, { at });
    return true;
  };
}
