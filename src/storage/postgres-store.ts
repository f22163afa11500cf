import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { createStore } from "./create-store";
import type { Engine, Pace } from "./engine";
import type { PostgresAddress } from "./database-address";
import { migratePostgres } from "./postgres-migrate";
import { createPostgresPool, type PostgresLimits, type PostgresPool } from "./postgres-pool";
import { postgresSearch } from "./postgres-search";
import { readPostgres, writePostgres } from "./postgres-transaction";
import { type Measure, measurePlainly } from "./save-facts";
import { createSaveTurn } from "./save-turn";
import type { Tables } from "./schema";
import { createSearchSteps, type SearchSteps } from "./search-steps";
import { everyTenant, ofTenant } from "./scope";
import type { Store, TurnKey } from "./store";

/** Connections of one process, and the least one of its threads has; a turn needs one at a time, for a few milliseconds. */
const poolSize = { process: 10, thread: 2 };

/**
 * Whoever waits for a card is told soon that it is not to be had now: Teams gives a click ten seconds in all, and a turn
 * waits once for a server that is silent.
 */
const usualLimits: PostgresLimits = {
  connect: 4000,
  statement: 8000,
  lock: 4000,
  answer: 9000,
  quickAnswer: 5000,
};

/** Which database, and how long it is waited for. */
export interface PostgresOptions extends PostgresAddress {
  /** Where the usual ones do not fit (tests on a busy machine). */
  readonly limits?: PostgresLimits;
  /** How many threads of this process open it. */
  readonly threads?: number;
  /** As of `openSqliteStore`. */
  readonly measure?: Measure;
}

/**
 * Opens a PostgreSQL database that any number of instances share, and brings its schema up to date. Throws a
 * StorageError that says what to do when it cannot be used; later, every call does so until the server is back.
 */
export async function openPostgresStore({
  limits = usualLimits,
  measure = measurePlainly,
  threads = 1,
  ...address
}: PostgresOptions): Promise<Store> {
  await migratePostgres(address);
  const search = createSearchSteps(compileOnly, postgresSearch);
  await refreshOnce(address, search);
  const engine = createEngine(
    createPostgresPool(address, Math.max(poolSize.thread, Math.floor(poolSize.process / threads)), limits),
    limits.quickAnswer,
    createSaveTurn(compileOnly, "skip", search, measure),
  );
  return createStore(engine, compileOnly, "skip", search, measure);
}

/** Indexes the cases anew where this version finds them by other terms; other instances wait for it. */
async function refreshOnce(address: PostgresAddress, search: SearchSteps): Promise<void> {
  const pool = createPostgresPool(address, 1, { connect: 10_000 });
  try {
    const start = () => search.refresh();
    await writePostgres(pool, { scope: everyTenant, start, turnOf: "search terms" });
  } finally {
    await pool.close();
  }
}

/** Words statements and never runs one. */
export const compileOnly = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

type SaveTurn = ReturnType<typeof createSaveTurn>;

function createEngine(pool: PostgresPool, quick: number | undefined, saveTurn: SaveTurn): Engine {
  const answerOf = (pace: Pace | undefined) => (pace === "patient" ? undefined : quick);
  return {
    read: (scope, start, pace) => readPostgres(pool, { scope, start, answer: answerOf(pace) }),
    save: (change) =>
      writePostgres(pool, {
        answer: quick,
        scope: ofTenant(change.key.tenantId),
        start: () => saveTurn(change),
        turnOf: nameTurn(change.key),
        keep: ({ kind }) => kind === "saved",
      }),
    write: (scope, start, pace) => writePostgres(pool, { scope, start, answer: answerOf(pace) }),
    close: () => pool.close(),
  };
}

/** One turn of a chat at a time: what it counts and finds there is what it adds to. */
function nameTurn({ tenantId, conversationId }: TurnKey): string {
  return `turn ${tenantId} ${conversationId}`;
}
