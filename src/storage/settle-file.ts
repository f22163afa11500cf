import type { Kysely } from "kysely";
import { compileFileSaves, compileFileTaking } from "./file-statements";
import { toCaseFile } from "./rows";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import { changeRows, selectRows, type Steps } from "./statement";
import type { FileOutcome, FileRoom, KeptFile, PendingFile } from "./store";

/** Makes the steps of fetching files: who fetches which, and what became of it. */
export function createFileSteps(db: Kysely<Tables>, locks: RowLocks) {
  const { settleFile } = compileFileSaves(db);
  const taking = compileFileTaking(db, locks);

  function settle(tenantId: string, fileId: string, outcome: FileOutcome): Steps<boolean> {
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
  }

  return {
    settle,
    *claim(now: string, limit: number, leaseMs: number): Steps<readonly PendingFile[]> {
      const lease = new Date(Date.parse(now) + leaseMs).toISOString();
      const rows = yield* selectRows(taking.takeWaiting, { now, limit: Math.max(0, limit) });
      for (const { tenant_id, id } of rows) yield* changeRows(taking.lease, { tenant_id, id, lease });
      return rows.map((row) => ({
        ...toCaseFile(row),
        tenantId: row.tenant_id,
        source: row.source ?? "",
      }));
    },
    release: (tenantId: string, fileId: string): Steps<boolean> =>
      changeRows(taking.lease, { tenant_id: tenantId, id: fileId, lease: null }),
    /** Counts what the case holds where nobody else can add to it meanwhile. */
    *keep(file: PendingFile, outcome: KeptFile, room: FileRoom): Steps<"kept" | "full" | "late"> {
      const { tenantId, intakeId, id } = file;
      const others = yield* selectRows(taking.holdIntake, { tenantId, intakeId });
      if (others.find((other) => other.id === id)?.state !== "pending") return "late";
      const kept = others.filter(({ state }) => state === "kept");
      const bytes = kept.reduce((sum, { size }) => sum + (size ?? 0), outcome.size);
      if (kept.length >= room.caseFiles || bytes > room.caseBytes) return "full";
      return (yield* settle(tenantId, id, outcome)) ? "kept" : "late";
    },
    /** For an engine that knows at its opening that nobody else is alive. */
    endAllLeases: (): Steps<boolean> => changeRows(taking.endAllLeases, {}),
  };
}
