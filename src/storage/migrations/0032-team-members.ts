import type { Kysely, Migration } from "kysely";

/** Who belongs to which team, as Teams says it; `team_rosters` tells of which teams that is known. */
export const addTeamMembers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("team_members")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("team_members_key", ["tenant_id", "team_id", "user_id"])
      .execute();
    await db.schema
      .createIndex("team_members_of_person")
      .on("team_members")
      .columns(["tenant_id", "user_id"])
      .execute();
    await db.schema
      .createTable("team_rosters")
      .addColumn("tenant_id", "text", (column) => column.notNull())
      .addColumn("team_id", "text", (column) => column.notNull())
      .addColumn("read_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("team_rosters_key", ["tenant_id", "team_id"])
      .execute();
    await db.schema.createIndex("people_by_person").on("people").columns(["tenant_id", "user_id"]).execute();
  },
};
