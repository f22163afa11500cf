import { setTimeout as wait } from "node:timers/promises";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { deskOf } from "../support/stored-desk";
import { waitUntil } from "../support/wait-until";
import { type Ground, openGround } from "./ground";
import type { FaultRun, Findings } from "./program";
import { putForward } from "./put-forward";

const minute = 60_000;
const week = 7 * 24 * 60;

/** Minutes until noon, UTC, of the next Monday: by then the channels have worked for hours. */
function untilMonday(now: Date): number {
  const days = (8 - now.getUTCDay()) % 7 || 7;
  const noon = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 12);
  return Math.ceil((noon - now.getTime()) / minute);
}

/** Two instances find at the same moment that reports are due; one is killed over it, and comes back. */
export async function reportOnce(run: FaultRun, findings: Findings): Promise<void> {
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: 6 }, (_, place) => `tenant-${place}`);
  const route = { digest: { since: new Date().toISOString() } };
  const ground = await openGround(run, "PostgreSQL", { serviceUrl: channel.serviceUrl, tenants, route });
  const options = { settings: { BUSINESS_TIME_ZONE: "UTC" }, sending: { leaseMs: 1500, pollMs: 300 } };
  const [one, other] = await Promise.all([ground.start(options), ground.start(options)]);
  const monday = untilMonday(new Date());
  await Promise.all([putForward([one], monday), putForward([other], monday)]);
  await other.kill();
  const again = await ground.start(options);
  await putForward([again], monday);
  await judgeReports({ ground, channel, tenants, weeks: 1 }, findings);
  await Promise.all([putForward([one], week), putForward([again], week)]);
  await judgeReports({ ground, channel, tenants, weeks: 2 }, findings);
}

interface Reports {
  readonly ground: Ground;
  readonly channel: ChannelServer;
  readonly tenants: readonly string[];
  /** How many each channel has by now. */
  readonly weeks: number;
}

/** One in each channel and week; where its sender was killed in the middle of the call, at most one. */
async function judgeReports({ ground, channel, tenants, weeks }: Reports, findings: Findings): Promise<void> {
  const settled = async () => {
    const reader = await ground.read();
    const found = await reader.listDeliveries({ states: ["sent", "unknown", "failed"], limit: 1000 });
    await reader.close();
    return found;
  };
  await waitUntil(settled, (found) => found.length >= weeks * tenants.length, 30_000).catch(() => undefined);
  await wait(1000);
  const deliveries = await settled();
  for (const tenantId of tenants) {
    const own = deliveries.filter((delivery) => delivery.tenantId === tenantId);
    const unknown = own.filter(({ state }) => state === "unknown").length;
    const posts = channel.postsTo(deskOf(tenantId)).length;
    findings.met(1);
    for (const { state, error } of own) if (state === "failed") findings.lost(`a report: ${error ?? ""}`);
    if (own.length < weeks || posts < weeks - unknown) findings.lost(`a report of ${tenantId}`);
    if (own.length > weeks || posts > weeks) findings.doubled(`${posts} reports in ${tenantId}`);
  }
}
