import type { Kysely } from "kysely";
import { z } from "zod";
import type { Engine } from "./engine";
import type { Tables } from "./schema";
import { everyTenant, ofTenant } from "./scope";
import { changeRows, compileStatement, selectRows, type Steps } from "./statement";

const NoRow = z.unknown();
const RulesRow = z.object({ fingerprint: z.string() });
const TenantRow = z.object({ tenant_id: z.string(), last: z.coerce.number() });

/** Numbers of one transaction: whoever saves one of these cases meanwhile waits for it. */
const numbersAtOnce = 5000;

interface Part {
  readonly tenantId: string;
  readonly from: number;
  readonly until: number;
}

/**
 * Makes what has every unfinished record looked at when clocks go by other rules than before; true when they do. It is done
 * in parts, and the rules are kept after the last: whoever was stopped in the middle begins anew.
 */
export function createDueRules(
  engine: Engine,
  db: Kysely<Tables>,
): (fingerprint: string, at: string) => Promise<boolean> {
  const statements = compileDueRules(db);
  return async (fingerprint, at) => {
    const parts = await engine.read(everyTenant, () => listParts(statements, fingerprint), "patient");
    if (parts === null) return false;
    for (const part of parts) {
      const look = () => changeRows(statements.lookAtSome, { ...part, at });
      await engine.write(ofTenant(part.tenantId), look, "patient");
    }
    await engine.write(everyTenant, () => keepRules(statements, fingerprint), "patient");
    return true;
  };
}

type Statements = ReturnType<typeof compileDueRules>;

function compileDueRules(db: Kysely<Tables>) {
  return {
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
    tenants: compileStatement<object, z.infer<typeof TenantRow>>(TenantRow, () =>
      db.selectFrom("record_numbers").orderBy("tenant_id").select(["tenant_id", "last"]),
    ),
    lookAtSome: compileStatement<Part & { readonly at: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("records")
        .set({ next_look_at: value("at") })
        .where("tenant_id", "=", value("tenantId"))
        .where("number", ">=", value("from"))
        .where("number", "<=", value("until"))
        .where("settled", "=", (eb) => eb.lit(0)),
    ),
  };
}

/** The parts of all tenants; null when the clocks go by these rules. */
function* listParts(statements: Statements, fingerprint: string): Steps<readonly Part[] | null> {
  const known = yield* selectRows(statements.read, {});
  if (known.length === 1 && known[0]?.fingerprint === fingerprint) return null;
  const tenants = yield* selectRows(statements.tenants, {});
  return tenants.flatMap(({ tenant_id: tenantId, last }) =>
    Array.from({ length: Math.ceil(last / numbersAtOnce) }, (_, place) => {
      const from = 1 + place * numbersAtOnce;
      return { tenantId, from, until: from + numbersAtOnce - 1 };
    }),
  );
}

function* keepRules(statements: Statements, fingerprint: string): Steps<void> {
  yield* changeRows(statements.forget, {});
  yield* changeRows(statements.keep, { fingerprint });
}
