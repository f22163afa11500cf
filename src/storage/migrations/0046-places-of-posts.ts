import { type Kysely, type Migration, sql } from "kysely";

/**
 * Finds what was posted in a thread and what an activity shows among all posts of a channel: each message there asks for
 * it. What was posted about a case, in the order it is asked for: for the order SQLite read all posts of a tenant. And what
 * somebody sent, among all files of a tenant.
 */
export const addPlacesOfPosts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index posts_of_thread on posts (tenant_id, conversation_id, thread_id)`.execute(db);
    await sql`create index posts_of_activity on posts (tenant_id, conversation_id, activity_id)`.execute(db);
    await sql`drop index posts_of_record`.execute(db);
    await sql`create index posts_of_record on posts (tenant_id, record, conversation_id, name)`.execute(db);
    await sql`create index files_of_person on files (tenant_id, by_id)`.execute(db);
  },
};
