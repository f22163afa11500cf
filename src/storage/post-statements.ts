import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { type ConversationKey, type PostKey, StoredPost } from "./delivery-rows";
import type { Tables } from "./schema";
import { compileStatement, sealed, word } from "./statement";
import type { PostRow } from "./tables/delivery-tables";

const NoRow = z.unknown();
const columns = ["conversation_id", "name", "record", "activity_id", "thread_id"] as const;

/** The statements of what was posted. */
export function compilePosts(db: Kysely<Tables>) {
  return { ...compileChanges(db), ...compileReads(db), ...compileCount(db) };
}

function compileChanges(db: Kysely<Tables>) {
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
  };
}

function compileReads(db: Kysely<Tables>) {
  return {
    findPost: compileStatement<PostKey, StoredPost>(StoredPost, (value) =>
      db
        .selectFrom("posts")
        .where("tenant_id", "=", value("tenantId"))
        .where("conversation_id", "=", value("conversationId"))
        .where("name", "=", value("name"))
        .select(columns),
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

/** Of the deliveries: a post that was deleted in the channel counts as well. */
function compileCount(db: Kysely<Tables>) {
  return {
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
  };
}
