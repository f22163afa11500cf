import { type Kysely, type Migration, sql } from "kysely";

/** What lists are narrowed by most, small enough to stand in every index of a list behind its order. */
const told = ["state", "severity", "product", "outcome"] as const;

const narrowed = [
  "customer_key",
  "requester_id",
  "owner_id",
  "channel_id",
  "product",
  "state",
  "severity",
] as const;

/**
 * Lets lists that are narrowed by several things at once be sifted along an index without looking up a record for each of
 * its entries, whatever the order of the list.
 */
export const addListColumns: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of narrowed) {
      const others = told.filter((name) => name !== column);
      await replaceIndex(db, `records_by_${column}`, [
        "tenant_id",
        column,
        "updated_at desc",
        "number desc",
        ...others,
      ]);
    }
    await replaceIndex(db, "records_by_update", [
      ...["tenant_id", "updated_at desc", "number desc"],
      ...[...told, "due_at"],
    ]);
    await db.schema
      .createIndex("records_by_number")
      .on("records")
      .columns(["tenant_id", "number", ...told])
      .execute();
    await db.schema.dropIndex("records_by_due").execute();
    await db.schema
      .createIndex("records_by_due")
      .on("records")
      .columns(["tenant_id", "due_at", "number", ...told])
      .where(sql.ref("due_at"), "is not", null)
      .execute();
  },
};

async function replaceIndex(db: Kysely<unknown>, name: string, columns: readonly string[]): Promise<void> {
  await db.schema.dropIndex(name).execute();
  await sql`create index ${sql.id(name)} on records (${sql.join(columns.map((column) => sql.raw(column)))})`.execute(
    db,
  );
}
