import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { Intake } from "../intake/intake";
import type { Documents } from "./documents";
import { intakeDocuments, nameDialog, nameProfile, parseDocument, profileDocuments } from "./rows";
import type { Tables } from "./schema";
import { compileStatement, sealed, selectRows, type Steps } from "./statement";
import type { TurnContext, TurnKey } from "./store";

const DocumentRow = z.object({ document: z.string() });
const TurnRow = z.object({
  seen_at: z.string().nullable(),
  profile: z.string().nullable(),
  intake: z.string().nullable(),
});
const ClickRow = z.object({ at: z.string() });

type ClickKey = { readonly tenantId: string; readonly conversationId: string; readonly click: string };
type IntakeKey = { readonly tenantId: string; readonly userId: string; readonly intakeId: string };

/** What a turn begins with. */
export interface TurnQueries {
  loadTurn(key: TurnKey): Steps<TurnContext>;
  hasClicked(click: ClickKey): Steps<boolean>;
  findIntake(tenantId: string, userId: string, intakeId: string): Steps<Intake | null>;
}

/** Compiles them for the dialect of `db`. */
export function createTurnQueries(db: Kysely<Tables>): TurnQueries {
  const statements = { ...compileLoad(db), ...compileFinds(db) };
  return {
    loadTurn: (key) => loadTurn(statements, key),
    hasClicked: (click) => hasClicked(statements, click),
    findIntake: (tenantId, userId, intakeId) => findIntake(statements, { tenantId, userId, intakeId }),
  };
}

type Statements = ReturnType<typeof compileLoad> & ReturnType<typeof compileFinds>;

function compileLoad(db: Kysely<Tables>) {
  return {
    // One statement, so that a remote engine answers it in one round.
    loadTurn: compileStatement<{ readonly [Name in keyof TurnKey]: string }, z.infer<typeof TurnRow>>(
      TurnRow,
      (value) =>
        db.selectNoFrom((eb) => {
          const newest = eb
            .selectFrom("intakes")
            .where("tenant_id", "=", sealed(value("tenantId"), "text"))
            .where("user_id", "=", sealed(value("userId"), "text"))
            .where("conversation_id", "=", sealed(value("conversationId"), "text"))
            .orderBy("ordinal", "desc")
            .limit(eb.lit(1));
          return [
            eb
              .selectFrom("turns")
              .where("tenant_id", "=", value("tenantId"))
              .where("conversation_id", "=", value("conversationId"))
              .where("activity_id", "=", value("activityId"))
              .select("at")
              .as("seen_at"),
            eb
              .selectFrom("profiles")
              .where("tenant_id", "=", value("tenantId"))
              .where("user_id", "=", value("userId"))
              .select("document")
              .as("profile"),
            newest.select("document").as("intake"),
          ];
        }),
    ),
  };
}

function compileFinds(db: Kysely<Tables>) {
  return {
    // Along the turns of one conversation, which are kept for some days: asked only when a click seems to be late.
    findClick: compileStatement<ClickKey, z.infer<typeof ClickRow>>(ClickRow, (value) =>
      db
        .selectFrom("turns")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("click", "=", value("click"))
        .select("at")
        .limit(sql.lit(1)),
    ),
    findIntake: compileStatement<IntakeKey, z.infer<typeof DocumentRow>>(DocumentRow, (value) =>
      db
        .selectFrom("intakes")
        .where("tenant_id", "=", value("tenantId"))
        .where("id", "=", value("intakeId"))
        .where("user_id", "=", value("userId"))
        .select("document"),
    ),
  };
}

function* loadTurn(statements: Statements, key: TurnKey): Steps<TurnContext> {
  const [row] = yield* selectRows(statements.loadTurn, key);
  const { seen_at = null, profile = null, intake = null } = row ?? {};
  return {
    seen: seen_at !== null,
    profile: profile === null ? null : readAt(profileDocuments, nameProfile(key), profile),
    intake: intake === null ? null : readAt(intakeDocuments, nameDialog(key), intake),
  };
}

function* hasClicked(statements: Statements, click: ClickKey): Steps<boolean> {
  return (yield* selectRows(statements.findClick, click)).length > 0;
}

function* findIntake(statements: Statements, key: IntakeKey): Steps<Intake | null> {
  const [row] = yield* selectRows(statements.findIntake, key);
  return row === undefined
    ? null
    : parseDocument(Intake, row.document, `intake ${key.intakeId} of tenant ${key.tenantId}`);
}

function readAt<Document>(documents: Documents<Document>, place: string, text: string): Document {
  return documents.read(place, text, `the ${place}`);
}
