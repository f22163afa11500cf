import { Pool, type PoolClient, type PoolConfig, TypeOverrides, types } from "pg";
import { StorageError } from "../errors";
import type { PostgresAddress } from "./database-address";
import { createIdentityToken, type IdentityToken } from "./identity-token";
import { explainPostgres, isRefused } from "./postgres-errors";

/** How long something may take, in milliseconds; what is left out has no limit. */
export interface PostgresLimits {
  /** Until a connection is there, be it a new one or one that others give back. */
  readonly connect: number;
  /** Until a statement has ended, by the server's clock. */
  readonly statement?: number;
  /** Until a lock is had. */
  readonly lock?: number;
  /** Until an answer, by our clock, to what may take long: a server that vanished says nothing. */
  readonly answer?: number;
  /** The same to everything else, and a new piece of work has its connection within it. */
  readonly quickAnswer?: number;
}

/** The connections of one process, or of one of its threads. */
export interface PostgresPool {
  /** The database as errors name it: without the user and the password. */
  readonly place: string;
  readonly pool: Pool;
  /** A connection for a piece of work; given back by `release`. Throws a StorageError when there is none. */
  connect(verb: "opened" | "read" | "written"): Promise<PoolClient>;
  /** Ends the connections after the work that has begun. */
  close(): Promise<void>;
}

/** Counts and sums come as numbers: none of ours is beyond 2^53. */
const readers = new TypeOverrides();
readers.setTypeParser(types.builtins.INT8, Number);
readers.setTypeParser(types.builtins.NUMERIC, Number);

/** Opens nothing yet: connections are made when they are wanted, and anew after the server was away. */
export function createPostgresPool(
  { url, identity }: PostgresAddress,
  size: number,
  limits: PostgresLimits,
): PostgresPool {
  const place = nameDatabase(url);
  const token = identity === undefined ? null : createIdentityToken(identity, Date.now);
  const pool = new Pool({
    ...(token === null ? { connectionString: url } : signInWith(token, url)),
    max: size,
    application_name: "partner-support",
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: limits.connect,
    types: readers,
    ...(limits.statement === undefined ? {} : { statement_timeout: limits.statement }),
    ...(limits.lock === undefined ? {} : { lock_timeout: limits.lock }),
    ...(limits.answer === undefined ? {} : { query_timeout: limits.answer }),
  });
  // A connection that breaks fails the work on it, or is replaced by the next; without listeners it would end the program.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return {
    place,
    pool,
    close: async () => {
      if (!pool.ending) await pool.end();
    },
    connect: async (verb) => {
      if (pool.ending) throw new StorageError(`${place} is closed: the program is stopping`);
      try {
        return await pool.connect();
      } catch (cause) {
        if (isRefused(cause)) token?.forget();
        throw explainPostgres(place, verb, cause);
      }
    },
  };
}

/**
 * The library would take an address without a password for an empty one. A token is shown to a server with a right
 * certificate only, unless the address says `sslmode=disable`.
 */
function signInWith(token: IdentityToken, url: string): PoolConfig {
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  return {
    host: hostname,
    port: port === "" ? 5432 : Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    ssl: searchParams.get("sslmode") !== "disable",
    password: () => token.read(),
  };
}

function nameDatabase(url: string): string {
  if (!URL.canParse(url))
    throw new StorageError("DATABASE_URL is not an address such as postgres://host/name");
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = hostname === "" ? (searchParams.get("host") ?? "this machine") : hostname;
  return `the database ${decodeURIComponent(pathname.slice(1))} on ${host}${port === "" ? "" : `:${port}`}`;
}
