import { createPollLoop, type PollLoop } from "../poll-loop";
import type { Store, TeamToAsk } from "../storage/store";

/** Asks who belongs to a team: the ids their turns carry. Rejects when it cannot be told. */
export type ReadRoster = (team: TeamToAsk) => Promise<readonly string[]>;

/** How often teams are asked for their members. */
export interface RosterSettings {
  /** Milliseconds between two looks for teams whose members are to be asked for. */
  readonly pollMs: number;
  /** Milliseconds after which they are asked for again: so long somebody who left a team still reads its cases. */
  readonly ageMs: number;
  /** Milliseconds after which a team is tried again that could not be asked. */
  readonly retryMs: number;
}

const defaults: RosterSettings = { pollMs: 30_000, ageMs: 30 * 60_000, retryMs: 5 * 60_000 };
const batch = 20;

/** What the worker works with; the settings that are left out are the usual ones. */
export interface RosterWorkerOptions {
  readonly store: Pick<Store, "teamsToAsk" | "keepRoster">;
  readonly readRoster: ReadRoster;
  readonly now: () => Date;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Tells what went wrong, with ids and our own words only. */
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly settings?: Partial<RosterSettings>;
}

/** Keeps who belongs to which team, as long as it runs. */
export type RosterWorker = Pick<PollLoop, "start" | "stop">;

/** Makes it; it looks when it is started. A team that cannot be asked is reported, keeps what was known, and rests. */
export function createRosterWorker({ settings, ...tools }: RosterWorkerOptions): RosterWorker {
  const { store, readRoster, now, sleep, report } = tools;
  const { pollMs, ageMs, retryMs } = { ...defaults, ...settings };
  /** Unix milliseconds before which a team is left alone. */
  const resting = new Map<string, number>();

  async function ask(team: TeamToAsk): Promise<void> {
    const { tenantId, teamId } = team;
    const name = `${tenantId} ${teamId}`;
    if ((resting.get(name) ?? 0) > now().getTime()) return;
    try {
      const members = await readRoster(team);
      await store.keepRoster({ tenantId, teamId, members, at: now().toISOString() });
      resting.delete(name);
    } catch (err) {
      // What was known stays: nobody gains by it, and nobody loses a case over a service that is down.
      resting.set(name, now().getTime() + retryMs);
      report("the members of a team could not be read", { err, tenantId, teamId });
    }
  }

  async function look(stopping: AbortSignal): Promise<null> {
    const before = new Date(now().getTime() - ageMs).toISOString();
    for (const team of await store.teamsToAsk(before, batch)) if (!stopping.aborted) await ask(team);
    return null;
  }

  return createPollLoop({ look, pollMs, sleep, report, failure: "teams could not be looked for" });
}
