import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { changeRows, compileStatement, selectRows, type Steps } from "./statement";
import type { AnswerClaim, AnswerKey } from "./store";

const NoRow = z.unknown();
const DoneRow = z.object({ done: z.number() });

/** Makes the steps with which instances agree on who answers a message. */
export function createAnswerSteps(db: Kysely<Tables>) {
  const statements = compileAnswers(db);
  return {
    *claim(key: AnswerKey, owner: string, at: string, lease: string): Steps<AnswerClaim> {
      if (yield* changeRows(statements.claim, { ...key, owner, at, lease, done: 0 })) return "ours";
      const [row] = yield* selectRows(statements.find, { ...key });
      return row?.done === 1 ? "answered" : "taken";
    },
    end: (key: AnswerKey): Steps<boolean> => changeRows(statements.end, { ...key }),
    release: (key: AnswerKey, owner: string): Steps<boolean> =>
      changeRows(statements.release, { ...key, owner }),
    /** For an engine that knows at its opening that nobody else is alive. */
    endAllLeases: (): Steps<boolean> => changeRows(statements.endAllLeases, {}),
  };
}

type Owned = AnswerKey & { readonly owner: string };
type Claim = Owned & { readonly at: string; readonly lease: string; readonly done: number };

function compileAnswers(db: Kysely<Tables>) {
  return { ...compileClaim(db), ...compileOutcomes(db) };
}

function compileClaim(db: Kysely<Tables>) {
  return {
    claim: compileStatement<Claim, unknown>(NoRow, (value) =>
      db
        .insertInto("answers")
        .values({
          tenant_id: value("tenantId"),
          conversation_id: value("conversationId"),
          activity_id: value("activityId"),
          at: value("at"),
          lease: value("lease"),
          done: value("done"),
          owner: value("owner"),
        })
        // Who had it may have ended in the middle.
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "conversation_id", "activity_id"])
            .doUpdateSet((eb) => ({
              lease: eb.ref("excluded.lease"),
              at: eb.ref("excluded.at"),
              owner: eb.ref("excluded.owner"),
            }))
            .where((eb) =>
              eb.or([
                eb("answers.lease", "<=", eb.ref("excluded.at")),
                eb("answers.owner", "=", eb.ref("excluded.owner")),
              ]),
            )
            .where("answers.done", "=", sql.lit(0)),
        ),
    ),
    find: compileStatement<AnswerKey, z.infer<typeof DoneRow>>(DoneRow, (value) =>
      db
        .selectFrom("answers")
        .select("done")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("activity_id", "=", value("activityId")),
    ),
  };
}

function compileOutcomes(db: Kysely<Tables>) {
  return {
    end: compileStatement<AnswerKey, unknown>(NoRow, (value) =>
      db
        .updateTable("answers")
        .set({ done: sql.lit(1) })
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("activity_id", "=", value("activityId")),
    ),
    release: compileStatement<Owned, unknown>(NoRow, (value) =>
      db
        .deleteFrom("answers")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("activity_id", "=", value("activityId"))
        .where("owner", "=", value("owner"))
        .where("done", "=", sql.lit(0)),
    ),
    endAllLeases: compileStatement<Readonly<Record<string, never>>, unknown>(NoRow, () =>
      db
        .updateTable("answers")
        .set({ lease: sql.lit("") })
        .where("done", "=", sql.lit(0)),
    ),
  };
}
