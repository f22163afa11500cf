import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { changeRows, compileStatement, type Steps } from "./statement";
import type { AnswerKey } from "./store";

const NoRow = z.unknown();

/** Makes the steps with which instances agree on who answers a message. */
export function createAnswerSteps(db: Kysely<Tables>) {
  const statements = compileAnswers(db);
  return {
    claim: (key: AnswerKey, at: string, lease: string): Steps<boolean> =>
      changeRows(statements.claim, { ...key, at, lease, done: 0 }),
    end: (key: AnswerKey): Steps<boolean> => changeRows(statements.end, { ...key }),
    release: (key: AnswerKey): Steps<boolean> => changeRows(statements.release, { ...key }),
    /** For an engine that knows at its opening that nobody else is alive. */
    endAllLeases: (): Steps<boolean> => changeRows(statements.endAllLeases, {}),
  };
}

function compileAnswers(db: Kysely<Tables>) {
  type Claim = AnswerKey & { readonly at: string; readonly lease: string; readonly done: number };
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
        })
        // Who had it may have ended in the middle.
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "conversation_id", "activity_id"])
            .doUpdateSet((eb) => ({ lease: eb.ref("excluded.lease"), at: eb.ref("excluded.at") }))
            .whereRef("answers.lease", "<=", "excluded.at")
            .where("answers.done", "=", sql.lit(0)),
        ),
    ),
    end: compileStatement<AnswerKey, unknown>(NoRow, (value) =>
      db
        .updateTable("answers")
        .set({ done: sql.lit(1) })
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("activity_id", "=", value("activityId")),
    ),
    release: compileStatement<AnswerKey, unknown>(NoRow, (value) =>
      db
        .deleteFrom("answers")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("activity_id", "=", value("activityId"))
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
