import { type Kysely, type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { OrphanedFile } from "../privacy/privacy-store";
import { rowsOnce, runOnce } from "./raw-steps";
import type { Tables } from "./schema";
import type { Steps } from "./statement";

const FileName = z.object({ tenant_id: z.string(), id: z.string() });

/** The names on the disk of the files that a condition fits. */
export function* readFiles(db: Kysely<Tables>, where: RawBuilder<unknown>): Steps<readonly OrphanedFile[]> {
  const rows = yield* rowsOnce(db, FileName, sql`select tenant_id, id from files where ${where}`);
  return rows.map(({ tenant_id: tenantId, id }) => ({ tenantId, id }));
}

/** Removes the rows of just these files. */
export function* forgetFiles(db: Kysely<Tables>, files: readonly OrphanedFile[]): Steps<void> {
  for (const { tenantId, id } of files)
    yield* runOnce(db, sql`delete from files where tenant_id = ${tenantId} and id = ${id}`);
}
