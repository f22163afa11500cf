import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { type ConversationKey, StoredConversation } from "./delivery-rows";
import type { Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import type { ConversationRow } from "./tables/delivery-tables";

const NoRow = z.unknown();
const columns = [
  "tenant_id",
  "conversation_id",
  "kind",
  "service_url",
  "user_id",
  "team_id",
  "name",
  "locale",
  "time_zone",
  "address",
  "state",
] as const;

/** The statements of the places messages are sent to. */
export function compileConversations(db: Kysely<Tables>) {
  return { ...compileNews(db), ...compileChanges(db), ...compileReads(db) };
}

/** What an activity tells of the place it comes from. */
function compileNews(db: Kysely<Tables>) {
  return {
    // The state is given twice, because what is null leaves the stored one and a new row needs one.
    keepConversation: compileStatement<
      Omit<ConversationRow, "address"> & { readonly new_state: string | null },
      unknown
    >(NoRow, (value) =>
      db
        .insertInto("conversations")
        .values({
          tenant_id: value("tenant_id"),
          conversation_id: value("conversation_id"),
          kind: value("kind"),
          service_url: value("service_url"),
          user_id: value("user_id"),
          team_id: value("team_id"),
          name: value("name"),
          locale: value("locale"),
          time_zone: value("time_zone"),
          state: value("state"),
          updated_at: value("updated_at"),
        })
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "conversation_id"]).doUpdateSet((eb) => ({
            kind: eb.ref("excluded.kind"),
            service_url: eb.ref("excluded.service_url"),
            user_id: eb.fn.coalesce("excluded.user_id", "conversations.user_id"),
            team_id: eb.fn.coalesce("excluded.team_id", "conversations.team_id"),
            name: eb.fn.coalesce("excluded.name", "conversations.name"),
            locale: eb.fn.coalesce("excluded.locale", "conversations.locale"),
            time_zone: eb.fn.coalesce("excluded.time_zone", "conversations.time_zone"),
            state: eb.fn.coalesce(sealed(value("new_state"), "text"), "conversations.state"),
            updated_at: eb.ref("excluded.updated_at"),
          })),
        ),
    ),
  };
}

function compileChanges(db: Kysely<Tables>) {
  return {
    moveConversation: compileStatement<
      ConversationKey & { readonly state: string; readonly at: string },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("conversations")
        .set({ state: value("state"), updated_at: value("at") })
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId")),
    ),
    keepAddress: compileStatement<ConversationKey & { readonly address: string }, unknown>(NoRow, (value) =>
      db
        .updateTable("conversations")
        .set({ address: value("address") })
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId")),
    ),
    leaveTeam: compileStatement<
      { readonly tenantId: string; readonly teamId: string; readonly at: string },
      unknown
    >(NoRow, (value) =>
      db
        .updateTable("conversations")
        .set({ state: word("removed"), updated_at: value("at") })
        .where("tenant_id", "=", value("tenantId"))
        .where("team_id", "=", value("teamId")),
    ),
  };
}

function compileReads(db: Kysely<Tables>) {
  return {
    findConversation: compileStatement<ConversationKey, StoredConversation>(StoredConversation, (value) =>
      db
        .selectFrom("conversations")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .select(columns),
    ),
    personalConversation: compileStatement<
      { readonly tenantId: string; readonly userId: string },
      StoredConversation
    >(StoredConversation, (value) =>
      db
        .selectFrom("conversations")
        .where("tenant_id", "=", sealed(value("tenantId"), "text"))
        .where("user_id", "=", sealed(value("userId"), "text"))
        .where("kind", "=", word("personal"))
        // "active" stands before "blocked" and "removed".
        .orderBy("state")
        .orderBy("updated_at", "desc")
        .limit(sql.lit(1))
        .select(columns),
    ),
  };
}
