import type { Kysely } from "kysely";
import { z } from "zod";
import { compileFileSaves } from "./file-statements";
import { compileRouteSaves } from "./route-statements";
import { compileRecordSaves } from "./save-record-statements";
import type { Tables } from "./schema";
import { compileStatement, sealed } from "./statement";
import type { TurnRow } from "./tables/arrival-tables";
import type { IntakeRow, ProfileRow } from "./tables/case-tables";

type NewIntakeRow = Omit<IntakeRow, "ordinal">;

/** Values of an update that must find the row at the revision before. */
type Guarded<Row> = Row & { readonly expected: number };

const NoRow = z.unknown();

/** All of them, compiled. */
export type SaveStatements = ReturnType<typeof compileSaveStatements>;

/**
 * The statements of a save. An insert that meets an existing key and an update that meets another revision
 * change no row instead of failing: a failed statement would end the whole transaction on some engines.
 */
export function compileSaveStatements(db: Kysely<Tables>) {
  return {
    ...compileTurnStatements(db),
    ...compileIntakeStatements(db),
    ...compileProfileStatements(db),
    ...compileRecordSaves(db),
    ...compileFileSaves(db),
    ...compileRouteSaves(db),
  };
}

function compileTurnStatements(db: Kysely<Tables>) {
  return {
    insertTurn: compileStatement<TurnRow, unknown>(NoRow, (value) =>
      db
        .insertInto("turns")
        .values({
          tenant_id: value("tenant_id"),
          conversation_id: value("conversation_id"),
          activity_id: value("activity_id"),
          at: value("at"),
          click: value("click"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  };
}

function compileIntakeStatements(db: Kysely<Tables>) {
  return {
    insertIntake: compileStatement<NewIntakeRow, unknown>(NoRow, (value) =>
      db
        .insertInto("intakes")
        .values((eb) => ({
          tenant_id: value("tenant_id"),
          id: value("id"),
          user_id: value("user_id"),
          conversation_id: value("conversation_id"),
          ordinal: eb
            .selectFrom("intakes")
            .where("tenant_id", "=", sealed(value("tenant_id"), "text"))
            .where("user_id", "=", sealed(value("user_id"), "text"))
            .where("conversation_id", "=", sealed(value("conversation_id"), "text"))
            .select((inner) =>
              inner(inner.fn.coalesce(inner.fn.max("ordinal"), inner.lit(0)), "+", inner.lit(1)).as("next"),
            ),
          revision: value("revision"),
          state: value("state"),
          document: value("document"),
          created_at: value("created_at"),
          updated_at: value("updated_at"),
        }))
        .onConflict((conflict) => conflict.doNothing()),
    ),
    // The chat stays the one the dialog began in, wherever it is carried on.
    updateIntake: compileStatement<Guarded<NewIntakeRow>, unknown>(NoRow, (value) =>
      db
        .updateTable("intakes")
        .set({
          revision: value("revision"),
          state: value("state"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .where("tenant_id", "=", value("tenant_id"))
        .where("id", "=", value("id"))
        .where("user_id", "=", value("user_id"))
        .where("revision", "=", value("expected")),
    ),
  };
}

function compileProfileStatements(db: Kysely<Tables>) {
  return {
    insertProfile: compileStatement<ProfileRow, unknown>(NoRow, (value) =>
      db
        .insertInto("profiles")
        .values({
          tenant_id: value("tenant_id"),
          user_id: value("user_id"),
          revision: value("revision"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    updateProfile: compileStatement<Guarded<ProfileRow>, unknown>(NoRow, (value) =>
      db
        .updateTable("profiles")
        .set({
          revision: value("revision"),
          document: value("document"),
          updated_at: value("updated_at"),
        })
        .where("tenant_id", "=", value("tenant_id"))
        .where("user_id", "=", value("user_id"))
        .where("revision", "=", value("expected")),
    ),
  };
}
