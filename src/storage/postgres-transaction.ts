import { setTimeout as wait } from "node:timers/promises";
import { escapeLiteral, type PoolClient } from "pg";
import { explainPostgres, isConnectionLost, isGivenWay, isWaitedOut } from "./postgres-errors";
import type { PostgresPool } from "./postgres-pool";
import { runSteps, within } from "./postgres-run";
import { everyTenant, type Scope } from "./scope";
import type { Steps } from "./statement";

/** How often a piece of work is done anew when the server took it back. */
const mostTries = 6;

interface Work<Result> {
  readonly scope: Scope;
  readonly start: () => Steps<Result>;
  /** Milliseconds each answer is waited for, the first one with its connection, where they are not the pool's. */
  readonly answer?: number | undefined;
}

/** Reads one state of the data. */
export function readPostgres<Result>(
  pool: PostgresPool,
  { scope, start, answer }: Work<Result>,
): Promise<Result> {
  const opening = `begin isolation level repeatable read read only; ${setScope(scope)}`;
  return tryAgain(pool, "read", answer, async (client, progress) => {
    await client.query(within(progress.firstAnswer, opening));
    const result = await runSteps(client, start(), answer);
    await client.query(within(answer, "commit"));
    return result;
  });
}

/** Work that writes. */
export interface Change<Result> extends Work<Result> {
  /** Whatever changes under the same name waits for its turn, in every instance. */
  readonly turnOf?: string;
  /** False takes everything back. */
  readonly keep?: (result: Result) => boolean;
}

/** Resolves after the change is durable or was left out whole. */
export function writePostgres<Result>(
  pool: PostgresPool,
  { scope, start, answer, turnOf, keep = () => true }: Change<Result>,
): Promise<Result> {
  const lock = turnOf === undefined ? "" : `; select ${lockName(turnOf)}`;
  const opening = `begin isolation level read committed; ${setScope(scope)}${lock}`;
  return tryAgain(pool, "written", answer, async (client, progress) => {
    await client.query(within(progress.firstAnswer, opening));
    const result = await runSteps(client, start(), answer);
    progress.isEnding = keep(result);
    await client.query(within(answer, progress.isEnding ? "commit" : "rollback"));
    return result;
  });
}

interface Progress {
  /** When the connection breaks now, nobody knows whether the change was saved: only the caller can ask. */
  isEnding: boolean;
  /** What is left of `answer` after the wait for a connection: a server that is silent is waited for once. */
  readonly firstAnswer: number | undefined;
}

async function tryAgain<Result>(
  pool: PostgresPool,
  verb: "read" | "written",
  answer: number | undefined,
  attempt: (client: PoolClient, progress: Progress) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const asked = performance.now();
    const client = await pool.connect(verb);
    const firstAnswer = answer === undefined ? undefined : Math.max(1, answer - (performance.now() - asked));
    const progress: Progress = { isEnding: false, firstAnswer };
    try {
      const result = await attempt(client, progress);
      client.release();
      return result;
    } catch (error) {
      await putBack(client, error, answer);
      const isLost = isConnectionLost(error) && !isWaitedOut(error);
      const isUndone = isGivenWay(error) || (isLost && !progress.isEnding);
      const most = isGivenWay(error) ? mostTries : 2;
      if (!isUndone || tries >= most) throw explainPostgres(pool.place, verb, error);
    }
    await wait(Math.random() * 20 * tries);
  }
}

/** A connection that broke or does not take back its transaction is thrown away. */
async function putBack(client: PoolClient, error: unknown, answer: number | undefined): Promise<void> {
  if (isConnectionLost(error)) {
    client.release(true);
    return;
  }
  try {
    await client.query(within(answer, "rollback"));
    client.release();
  } catch {
    client.release(true);
  }
}

/** The settings row-level security reads; they end with the transaction. */
export function setScope(scope: Scope): string {
  const tenant = scope === everyTenant ? "" : scope.tenantId;
  const every = scope === everyTenant ? "on" : "off";
  return `select set_config('partner_support.tenant', ${literal(tenant)}, true), set_config('partner_support.every_tenant', '${every}', true)`;
}

function lockName(name: string): string {
  return `pg_advisory_xact_lock(hashtextextended(${literal(name)}, 0))`;
}

function literal(text: string): string {
  return escapeLiteral(text.replaceAll("\0", "\uFFFD"));
}
