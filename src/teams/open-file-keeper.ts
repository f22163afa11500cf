import { join } from "node:path";
import { createDiskFileStore } from "../files/disk-file-store";
import { createFileKeeper, type FileKeeper } from "../files/file-keeper";
import type { FileKeeperOptions } from "../files/file-keeper-options";
import type { Logger } from "../log";
import type { Workbench } from "../turns/turn";
import type { Channel } from "./channel";
import { locateFile, parseSource } from "./file-source";
import type { Renderers } from "./replies";
import { createTeller } from "./tell-sender";

/** How patiently files are fetched. */
export type Patience = Pick<FileKeeperOptions, "deadline" | "pauses">;

/** Where files come from, where they are kept, and how their senders are told. */
export interface OpenKeeperOptions {
  readonly bench: Workbench;
  readonly channel: Channel;
  readonly text: Renderers["text"];
  readonly dataDir: string;
  readonly patience: Patience;
  readonly log: Logger;
}

/** The worker that fetches the files of the chats into the data folder and tells of those it does not keep. */
export function openFileKeeper({
  bench,
  channel,
  text,
  dataDir,
  patience,
  log,
}: OpenKeeperOptions): FileKeeper {
  const { store, now, fileLimits: limits } = bench;
  const { authentication, messenger, fileHosts, appId } = channel;
  return createFileKeeper({
    store,
    files: createDiskFileStore(join(dataDir, "files")),
    limits,
    async locate(file) {
      const source = parseSource(file.source);
      if (source === null) return null;
      return locateFile(source, fileHosts, (serviceUrl) => authentication.tokenFor(appId, serviceUrl));
    },
    tell: createTeller({ store, messenger, text, limits, now }),
    now,
    log,
    ...patience,
  });
}
