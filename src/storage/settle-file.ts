import type { Kysely } from "kysely";
import type { SettleFile } from "./create-store";
import { compileFileSaves } from "./file-statements";
import type { Tables } from "./schema";
import { changeRows } from "./statement";

/** Makes the steps of `Store.settleFile`. */
export function createSettleFile(db: Kysely<Tables>): SettleFile {
  const { settleFile } = compileFileSaves(db);
  return (tenantId, fileId, outcome) => {
    const kept = outcome.state === "kept" ? outcome : null;
    return changeRows(settleFile, {
      tenant_id: tenantId,
      id: fileId,
      name: outcome.name,
      content_type: kept?.contentType ?? null,
      size: kept?.size ?? null,
      sha256: kept?.sha256 ?? null,
      state: outcome.state,
      reason: outcome.state === "kept" ? null : outcome.reason,
    });
  };
}
