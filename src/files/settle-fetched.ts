import type { FileFault } from "../records/case-file";
import type { FileOutcome, KeptFile, PendingFile } from "../storage/store";
import type { Fetched } from "./fetch-file";
import type { FileKeeperOptions } from "./file-keeper-options";
import { findFileType } from "./find-file-type";

type SettleOptions = Pick<FileKeeperOptions, "store" | "files" | "limits" | "log">;

const faults = {
  too_big: "size",
  moved: "source",
  missing: "unreachable",
  later: "unreachable",
} as const satisfies Record<Exclude<Fetched["kind"], "fetched">, FileFault>;

/** Settles one file after the other; answers what to tell. */
export function createSettler({ store, files, limits, log }: SettleOptions) {
  let tail: Promise<unknown> = Promise.resolve();

  async function settleNext(file: PendingFile, fetched: Fetched): Promise<FileFault | null> {
    const outcome = await decide(file, fetched);
    const { tenantId, id, name } = file;
    if (outcome.state !== "kept") return refuse(file, outcome);
    const became = await store.keepFile(file, outcome, limits);
    if (became !== "full") return null;
    await files.remove(tenantId, id);
    return refuse(file, { state: "refused", name, reason: "case_full" });
  }

  async function refuse(
    { tenantId, id }: PendingFile,
    outcome: Exclude<FileOutcome, KeptFile>,
  ): Promise<FileFault | null> {
    return (await store.settleFile(tenantId, id, outcome)) ? outcome.reason : null;
  }

  async function decide(file: PendingFile, fetched: Fetched): Promise<FileOutcome> {
    const { name } = file;
    if (fetched.kind !== "fetched") {
      const reason = faults[fetched.kind];
      return { state: reason === "unreachable" ? "failed" : "refused", name, reason };
    }
    const found = findFileType(name, fetched.bytes);
    if (found === null) return { state: "refused", name, reason: "type" };
    try {
      const saved = await files.save(file.tenantId, file.id, fetched.bytes);
      return { state: "kept", ...found, ...saved };
    } catch (error) {
      log.error({ err: error, file: file.id }, "a file could not be saved");
      return { state: "failed", name, reason: "not_saved" };
    }
  }

  return (file: PendingFile, fetched: Fetched): Promise<FileFault | null> => {
    const done = tail.then(() => settleNext(file, fetched));
    tail = done.catch(() => undefined);
    return done;
  };
}
