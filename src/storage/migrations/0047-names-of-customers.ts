import { type Kysely, type Migration, sql } from "kysely";

/**
 * Finds a customer's cases by its name and by its domain, beside the key that only one of them leads to. Taking out and erasing
 * a customer read all cases of the tenant for each of their steps.
 */
export const addNamesOfCustomers: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ["customer_name", "customer_domain"])
      await sql`create index ${sql.id(`records_of_${column}`)} on records (tenant_id, ${sql.ref(column)})`.execute(
        db,
      );
  },
};
