import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { type ConversationKey, type PostKey, StoredConversation, StoredPost } from "./delivery-rows";
import type { ConversationRow, PostRow, Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";

const NoRow = z.unknown();

/** The statements of the places messages are sent to. */
export function compileConversations(db: Kysely<Tables>) {
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

/** The statements of what was posted. */
export function compilePosts(db: Kysely<Tables>) {
  const columns = ["conversation_id", "name", "record", "activity_id", "thread_id"] as const;
  return {
    keepPost: compileStatement<PostRow, unknown>(NoRow, (value) =>
      db
        .insertInto("posts")
        .values({
          tenant_id: value("tenant_id"),
          conversation_id: value("conversation_id"),
          name: value("name"),
          record: value("record"),
          activity_id: value("activity_id"),
          thread_id: value("thread_id"),
        })
        .onConflict((conflict) =>
          conflict.columns(["tenant_id", "conversation_id", "name"]).doUpdateSet((eb) => ({
            record: eb.ref("excluded.record"),
            activity_id: eb.ref("excluded.activity_id"),
            thread_id: eb.ref("excluded.thread_id"),
          })),
        ),
    ),
    forgetPost: compileStatement<PostKey, unknown>(NoRow, (value) =>
      db
        .deleteFrom("posts")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("name", "=", value("name")),
    ),
    forgetActivity: compileStatement<ConversationKey & { readonly activityId: string }, unknown>(
      NoRow,
      (value) =>
        db
          .deleteFrom("posts")
          .where("tenant_id", "=", value("tenantId"))
          .where("conversation_id", "=", value("conversationId"))
          .where("activity_id", "=", value("activityId")),
    ),
    findThread: compileStatement<ConversationKey & { readonly threadId: string }, StoredPost>(
      StoredPost,
      (value) =>
        db
          .selectFrom("posts")
          .where("tenant_id", "=", value("tenantId"))
          .where("conversation_id", "=", value("conversationId"))
          .where("thread_id", "=", value("threadId"))
          .where("record", "is not", null)
          .limit(sql.lit(1))
          .select(columns),
    ),
    countPosted: compileStatement<PostKey & { readonly since: string }, { readonly total: number }>(
      z.object({ total: z.coerce.number() }),
      (value) =>
        db
          .selectFrom("deliveries")
          .where("tenant_id", "=", value("tenantId"))
          .where("conversation_id", "=", value("conversationId"))
          .where("post", "=", value("name"))
          .where("kind", "=", word("post"))
          .where("created_at", ">", value("since"))
          .select(({ fn }) => fn.countAll().as("total")),
    ),
    findPost: compileStatement<PostKey, StoredPost>(StoredPost, (value) =>
      db
        .selectFrom("posts")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("name", "=", value("name"))
        .select(columns),
    ),
    postsOf: compileStatement<{ readonly tenantId: string; readonly record: number }, StoredPost>(
      StoredPost,
      (value) =>
        db
          .selectFrom("posts")
          .where("tenant_id", "=", sealed(value("tenantId"), "text"))
          .where("record", "=", sealed(value("record"), "integer"))
          .orderBy("conversation_id")
          .orderBy("name")
          .select(columns),
    ),
  };
}
