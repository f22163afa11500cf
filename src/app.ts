import type { AppOptions } from "./app-options";
import { connectBot } from "./connect-bot";
import { entraKeys } from "./http/api/token-caller";
import { measureOldCases } from "./measure-old-cases";
import { closeAll, openParts, type Parts } from "./open-parts";
import { createSearchReader } from "./search/read-search";
import { serve, type Served, type Serving } from "./serve";
import type { Store } from "./storage/store";
import { tidySearch } from "./tidy-search";

export type { AppOptions, WorkerPlace } from "./app-options";

/** The running product. */
export interface App extends Serving {
  /** The store as the turns see it, for tools in this process. */
  readonly store: Store;
}

/**
 * The composition root: opens, connects and listens. Throws when a part cannot be opened or when it cannot listen, with
 * nothing left open.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { log } = options;
  const parts = await openParts(options);
  const { channel, keeper, privacy, outbox } = parts;
  const { store } = outbox;
  const bot = connectBot(options, parts);
  const beside = [keeper, bot, privacy.worker, measureOldCases(store, log), tidySearch(store, log)];
  const endWork = async (): Promise<void> => {
    await Promise.all(beside.map((work) => work.stop()));
  };
  const close = async (): Promise<void> => {
    parts.guard.close();
    await endWork();
    channel.close();
    await outbox.close();
    await parts.eyes.close();
  };
  try {
    const serving = await serve({ ...describeServed(options, parts), endWork }, bot, channel, close);
    // Files that were sent before a restart are fetched now.
    keeper.wake();
    privacy.worker.start();
    return { ...serving, store };
  } catch (error) {
    await closeAll([{ close }], log);
    throw error;
  }
}

/** What is served, but for how its work is ended. */
function describeServed(options: AppOptions, parts: Parts): Omit<Served, "endWork"> {
  const { settings, root, log, worker, tokenKeys = entraKeys } = options;
  const { clock, outbox, eyes, guard, bench, kit, files } = parts;
  const readSearch = createSearchReader(kit.catalogue);
  const desk = { bench, kit, files, readSearch, isLocal: settings.registration === null };
  return {
    ...{ settings, root, log, clock, outbox, eyes, guard, desk, tokenKeys },
    memory: worker?.limitMemory,
  };
}
