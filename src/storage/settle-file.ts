import type { Kysely } from "kysely";
import { compileFileSaves } from "./file-statements";
import type { Tables } from "./schema";
import { changeRows, type Steps } from "./statement";
import type { FileOutcome } from "./store";

/** Makes the steps of `Store.settleFile`. */
export function createSettleFile(db: Kysely<Tables>) {
  const { settleFile } = compileFileSaves(db);
  return (tenantId: string, fileId: string, outcome: FileOutcome): Steps<boolean> => {
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
