import { z } from "zod";
import type { DatabaseAddress, PostgresAddress } from "./database-address";
import { createPostgresPool } from "./postgres-pool";

/** What several instances rest on that the database, and nobody else, can tell. */
export interface DatabaseGuard {
  /** Whether row-level security holds for the role that signs in; null where an engine has none. */
  readonly isolatesTenants: boolean | null;
  /** Milliseconds the database's clock is ahead of this machine's. */
  readonly aheadMs: () => number;
  close(): void;
}

/** By which clock the database's is judged, and who is told. */
export interface GuardOptions {
  /** Milliseconds since 1970 by this machine's clock. */
  readonly localNow: () => number;
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Milliseconds between two looks at the clock. */
  readonly everyMs?: number;
}

/** Milliseconds: whoever's clock is further off is told, although nothing depends on it. */
const noticeable = 5000;

const Told = z.object({ free: z.boolean(), now: z.coerce.number() });

/**
 * Leases and due times are of one clock only where all instances go by the same: the database's. It is looked at now
 * and from time to time; while it cannot be, the difference known last holds.
 */
export async function openDatabaseGuard(
  address: DatabaseAddress,
  { localNow, report, everyMs = 60_000 }: GuardOptions,
): Promise<DatabaseGuard> {
  if (address.kind === "sqlite") return { isolatesTenants: null, aheadMs: () => 0, close: () => undefined };
  let ahead = 0;
  async function look(asking: PostgresAddress): Promise<boolean> {
    const asked = await ask(asking, localNow);
    ahead = asked.aheadMs;
    if (Math.abs(ahead) >= noticeable)
      report("the clock of this machine is not the database's, which is used", { aheadMs: ahead });
    return asked.isolatesTenants;
  }
  const isolatesTenants = await look(address);
  if (!isolatesTenants)
    report(
      "the database's role is a superuser or may bypass row-level security: only the queries keep tenants apart",
      {},
    );
  const looking = setInterval(() => {
    look(address).catch((err: unknown) => {
      report("the database's clock could not be read", { err });
    });
  }, everyMs);
  looking.unref();
  return {
    isolatesTenants,
    aheadMs: () => ahead,
    close: () => {
      clearInterval(looking);
    },
  };
}

async function ask(
  address: PostgresAddress,
  localNow: () => number,
): Promise<{ readonly isolatesTenants: boolean; readonly aheadMs: number }> {
  const pool = createPostgresPool(address, 1, { connect: 10_000, answer: 5000 });
  try {
    const client = await pool.connect("opened");
    try {
      const before = localNow();
      const { rows } = await client.query<object>(
        `select rolsuper or rolbypassrls as free, extract(epoch from clock_timestamp()) * 1000 as now
          from pg_roles where rolname = current_user`,
      );
      const after = localNow();
      const { free, now } = Told.parse(rows[0]);
      // The answer was made half-way; a difference below that is none.
      const aheadMs = Math.round(now - (before + after) / 2);
      return { isolatesTenants: !free, aheadMs: Math.abs(aheadMs) <= after - before ? 0 : aheadMs };
    } finally {
      client.release();
    }
  } finally {
    await pool.close();
  }
}
