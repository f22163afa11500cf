import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Route } from "../../src/escalation/route";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { openSqliteReader, type StoreReader } from "../../src/storage/sqlite-reader";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { findPort } from "../support/find-port";
import { type Instance, type InstanceOptions, startInstance } from "../support/instance";
import { keepDesk } from "../support/stored-desk";
import { dropDatabase, hasPostgres, makeDatabase } from "../support/test-databases";
import type { FaultRun } from "./program";

export type EngineName = "SQLite" | "PostgreSQL";

/** Milliseconds between two looks: each opens the database anew, and takes the time of what is waited for. */
export const betweenLooks = 150;

/** A database in which every case goes to a channel, and how instances are started on it. */
export interface Ground {
  readonly engine: EngineName;
  /** Starts one more instance; `port` keeps the address of one that was killed. */
  start(options?: Omit<InstanceOptions, "dataDir"> & { readonly port?: number }): Promise<Instance>;
  /** Reads beside the running instances; closed by whoever asked. */
  read(): Promise<StoreReader>;
  readonly dataDir: string;
}

/** What answers: the engine, how many instances, and how many threads each of them has. */
export interface Layout {
  readonly engine: EngineName;
  readonly instances: 1 | 2;
  readonly workers?: 1 | 2;
}

export function nameLayout({ engine, instances, workers = 1 }: Layout): string {
  if (workers > 1) return `${engine}, ${workers} threads of one instance`;
  return `${engine}, ${instances === 1 ? "one instance" : "two behind nginx"}`;
}

export const needsPostgres = (): string | null => (hasPostgres() ? null : "PostgreSQL is not installed");

export interface GroundOptions {
  readonly serviceUrl: string;
  /** Each with a channel of its own, because a channel takes two posts a second. */
  readonly tenants?: readonly string[];
  /** What differs in the way cases take to the channels. */
  readonly route?: Partial<Route>;
  /** A database that is already there. */
  readonly url?: string;
  readonly dataDir?: string;
}

/** Opens it; everything is ended and removed with the run. */
export async function openGround(
  run: FaultRun,
  engine: EngineName,
  { serviceUrl, tenants = ["raw"], route, url, dataDir = makeFolder(run) }: GroundOptions,
): Promise<Ground> {
  const file = join(dataDir, "partner-support.sqlite");
  const address = engine === "SQLite" ? null : (url ?? (await makeOwnDatabase(run)));
  const open = (): Promise<Store> =>
    address === null ? openSqliteStore({ file }) : openPostgresStore({ url: address });
  const store = await open();
  for (const tenantId of tenants) await keepDesk(store, serviceUrl, { tenantId, ...route });
  await store.close();
  return {
    engine,
    dataDir,
    async start({ port, settings = {}, ...options } = {}) {
      // Instances share the database, not the folder.
      const folder = address === null ? dataDir : makeFolder(run);
      const database: Readonly<Record<string, string>> = address === null ? {} : { DATABASE_URL: address };
      const instance = await startInstance({
        ...options,
        dataDir: folder,
        settings: { PORT: String(port ?? (await findPort())), ...database, ...settings },
      });
      run.defer(() => instance.kill());
      return instance;
    },
    read: () => (address === null ? Promise.resolve(openSqliteReader({ file })) : open()),
  };
}

async function makeOwnDatabase(run: FaultRun): Promise<string> {
  const url = await makeDatabase();
  run.defer(() => dropDatabase(url));
  return url;
}

/** A folder that goes with the run. */
export function makeFolder(run: FaultRun): string {
  const folder = mkdtempSync(join(tmpdir(), "partner-support-faults-"));
  run.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
