import { setTimeout as wait } from "node:timers/promises";
import { type ChannelServer, startChannel } from "../support/channel-server";
import type { Instance } from "../support/instance";
import { findNginx, startNginx } from "../support/nginx";
import { waitUntil } from "../support/wait-until";
import { startCrowd } from "./crowd";
import { needsPostgres, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import type { FaultProgram, FaultRun, Findings } from "./program";
import { putForward } from "./put-forward";
import { reportOnce } from "./weekly-report";

const minute = 60_000;

interface Skew {
  readonly name: string;
  /** Milliseconds the second instance's clock is wrong by. */
  readonly shift: number;
  /** Where both clocks are put before; null: now. */
  readonly start: string | null;
}

/** At one o'clock UTC of this Sunday the clocks of Europe go forward by an hour; of the other one, back. */
const skews: readonly Skew[] = [
  { name: "one instance 10 minutes fast", shift: 10 * minute, start: null },
  { name: "one instance an hour slow", shift: -60 * minute, start: null },
  { name: "one instance 10 minutes slow", shift: -10 * minute, start: null },
  { name: "one instance an hour fast", shift: 60 * minute, start: null },
  { name: "summer time begins, 10 minutes fast", shift: 10 * minute, start: "2027-03-28T00:54:00.000Z" },
  { name: "summer time ends, an hour slow", shift: -60 * minute, start: "2027-10-31T00:54:00.000Z" },
];

export const clock: FaultProgram = {
  name: "clock",
  title: "clocks of two instances that differ; summer time",
  limit: { short: 150, long: 600 },
  missing: () => needsPostgres() ?? (findNginx() === null ? "nginx is not installed" : null),
  async run(run) {
    for (const skew of run.isShort ? skews.slice(0, 1) : skews) {
      await run.row(`${skew.name}: cards and reminders`, (findings) => differ(run, skew, findings));
      await run.cleanUp();
    }
    await run.row("weekly reports, one of two instances killed", (findings) => reportOnce(run, findings));
    run.say("reminders: none before the database's clock says so, each once within a few seconds after it");
  },
};

async function differ(run: FaultRun, { shift, start }: Skew, findings: Findings): Promise<void> {
  // Slow enough that one instance finds the other one's calls under way.
  const channel = await startChannel({
    answer(_call, _response, take) {
      setTimeout(take, 100);
    },
  });
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: 4 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, "PostgreSQL", { serviceUrl: channel.serviceUrl, tenants });
  const options = {
    settings: { BUSINESS_TIME_ZONE: "Europe/Berlin" },
    sending: { pollMs: 200 },
    reminding: { pollMs: 300 },
  };
  const instances = [await ground.start(options), await ground.start({ ...options, shift })];
  if (start !== null) await putForward(instances, Math.floor((Date.parse(start) - Date.now()) / minute));
  const balancer = await startNginx(instances.map(({ origin }) => origin));
  run.defer(() => balancer.stop());
  const crowd = startCrowd(balancer.origin, { people: 8, tenants });
  await wait(run.isShort ? 1000 : 5000);
  const { walks } = await crowd.stop();
  findings.met(walks.length);
  const { unknown } = await judgeCases(
    ground,
    { walks, channel: firstPosts(channel), patience: 120_000 },
    findings,
  );
  // Nobody was killed: whatever is unknown was taken from a sender that was at work.
  for (let count = 0; count < unknown; count += 1) findings.wrong("a card of unknown outcome");
  const cards = walks.filter(({ escalates }) => escalates).length;
  await judgeReminders(instances, channel, cards, findings);
}

const isInThread = (path: string): boolean => decodeURIComponent(path).includes(";messageid=");

/** The cards alone, without what was said in their threads. */
function firstPosts({ calls }: ChannelServer): Pick<ChannelServer, "postsTo"> {
  return {
    postsTo: (conversationId) =>
      calls
        .filter(
          (call) =>
            call.method === "POST" && !isInThread(call.path) && call.conversationId === conversationId,
        )
        .map(({ body }) => body),
  };
}

/** A case nobody takes is asked about in its thread after ten minutes: not before, and once. */
async function judgeReminders(
  instances: readonly Instance[],
  { calls }: ChannelServer,
  cards: number,
  findings: Findings,
): Promise<void> {
  const reminders = (): readonly string[] =>
    calls.filter(({ method, path }) => method === "POST" && isInThread(path)).map(({ path }) => path);
  await wait(1000);
  for (const path of reminders()) findings.wrong(`reminded too early: ${path}`);
  await putForward(instances, 11);
  await waitUntil(
    () => new Set(reminders()).size,
    (count) => count >= cards,
    90_000,
  ).catch(() => {
    findings.lost(`${cards - new Set(reminders()).size} of ${cards} reminders`);
  });
  await wait(1000);
  const counts = Map.groupBy(reminders(), (path) => path);
  for (const [path, all] of counts)
    if (all.length > 1) findings.doubled(`reminded ${all.length} times: ${path}`);
}
