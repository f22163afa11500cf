import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { OutboxState } from "../escalation/delivery-store";
import { deliveryPriorities, deliveryStates } from "../escalation/delivery";
import { selectHeads } from "./claim-statements";
import type { Tables } from "./schema";
import { compileStatement, sealed, selectRows, type Steps } from "./statement";

const StateRow = z.object({ state: z.enum(deliveryStates), total: z.coerce.number() });
const HeadRow = z.object({ priority: z.enum(deliveryPriorities), due: z.string() });

/** All of them, compiled. */
export type OutboxStatements = ReturnType<typeof compileOutbox>;

/** The statements that tell how the outbox stands. What has arrived is never counted: it is most of the table. */
export function compileOutbox(db: Kysely<Tables>) {
  const states = () =>
    db
      .selectFrom("deliveries")
      .groupBy("state")
      .select(({ fn }) => ["state" as const, fn.countAll().as("total")]);
  return {
    countOpen: compileStatement<Readonly<Record<string, never>>, z.infer<typeof StateRow>>(StateRow, () =>
      states().where("settled", "=", sql.lit(0)),
    ),
    // Along the index of migration 0020, which holds nothing else.
    countLost: compileStatement<Readonly<Record<string, never>>, z.infer<typeof StateRow>>(StateRow, () =>
      states().where(sql<boolean>`state in ('failed', 'unknown')`),
    ),
    dueSince: compileStatement<{ readonly now: string }, z.infer<typeof HeadRow>>(HeadRow, (value) =>
      selectHeads(db)
        .where("d.next_try_at", "<=", sealed(value("now"), "text"))
        .groupBy("d.priority")
        .select(({ fn }) => ["d.priority as priority" as const, fn.min("d.next_try_at").as("due")]),
    ),
  };
}

/** How many wait or were lost, and how long what is due has been waiting. */
export function* readOutbox(statements: OutboxStatements, now: string): Steps<OutboxState> {
  const open = yield* selectRows(statements.countOpen, {});
  const lost = yield* selectRows(statements.countLost, {});
  const heads = yield* selectRows(statements.dueSince, { now });
  const count = (wanted: string): number =>
    [...open, ...lost].find(({ state }) => state === wanted)?.total ?? 0;
  const ages = heads.map(({ priority, due }) => ({ priority, ms: Date.parse(now) - Date.parse(due) }));
  const oldest = (among: typeof ages) => Math.max(0, ...among.map(({ ms }) => ms));
  return {
    counts: {
      pending: count("pending"),
      sending: count("sending"),
      failed: count("failed"),
      unknown: count("unknown"),
    },
    ageMs: oldest(ages),
    answerAgeMs: oldest(ages.filter(({ priority }) => priority === "answer")),
  };
}
