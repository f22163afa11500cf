import { randomUUID } from "node:crypto";
import type { FileStore } from "./files/file-store";
import type { Logger } from "./log";
import { eraseSubject, type EraseWish } from "./privacy/erase-subject";
import { createPurgeWorker, type PurgeWorker } from "./privacy/purge-worker";
import type { Settings } from "./settings";
import { sleep } from "./sleep";
import { type EraseRequest, takeEraseRequests } from "./storage/erase-requests";
import type { Store } from "./storage/store";

/** Where people and customers are erased, and how long all is kept. */
export interface PrivacyOptions {
  readonly store: Store;
  readonly files: Pick<FileStore, "remove">;
  readonly settings: Pick<Settings, "dataDir" | "retention">;
  readonly now: () => Date;
  readonly log: Logger;
  /** As of the outbox. */
  readonly takesRequests?: boolean;
  /** Milliseconds between two looks of the worker, where they are not the usual ones (tests). */
  readonly pollMs?: number;
}

/** Erasing on request, and removing what is old; nothing happens by itself before the worker is started. */
export function openPrivacy({
  store,
  files,
  settings,
  now,
  log,
  takesRequests = true,
  pollMs,
}: PrivacyOptions): {
  readonly erase: (wish: EraseWish) => Promise<{ readonly pseudonym: string }>;
  readonly worker: PurgeWorker;
} {
  const tools = {
    store,
    removeFile: ({ tenantId, id }: { readonly tenantId: string; readonly id: string }) =>
      files.remove(tenantId, id),
    now: () => now().toISOString(),
    newId: randomUUID,
  };
  const erase = async (wish: EraseWish): Promise<{ readonly pseudonym: string }> => {
    const { pseudonym } = await eraseSubject(wish, tools);
    log.info({ tenantId: wish.tenantId, kind: wish.kind, pseudonym }, "somebody was erased");
    return { pseudonym };
  };
  /** A process may have died between the end of the erasing and that of the request: what came since is not meant. */
  const eraseOnce = async (request: EraseRequest): Promise<void> => {
    const proofs = await store.listErasures(request.tenantId);
    const proof = proofs.find(({ pseudonym }) => pseudonym === request.pseudonym);
    if (typeof proof?.finishedAt !== "string") await erase(request);
  };
  const worker = createPurgeWorker({
    ...tools,
    retention: settings.retention,
    ...(pollMs === undefined ? {} : { pollMs }),
    // What `npm run erase` has left in the data folder.
    beforeLook: async () => {
      if (takesRequests) await takeEraseRequests(settings.dataDir, now, eraseOnce);
    },
    sleep,
    report: (message, fields) => {
      log.warn(fields, message);
    },
  });
  return { erase, worker };
}
