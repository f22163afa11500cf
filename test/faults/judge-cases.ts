import type { Delivery } from "../../src/escalation/delivery";
import type { ExportedRecord } from "../../src/storage/store";
import { readAll } from "../contracts/store-samples";
import type { ChannelServer } from "../support/channel-server";
import type { Walk } from "../support/patient-person";
import { deskOf } from "../support/stored-desk";
import { waitUntil } from "../support/wait-until";
import { betweenLooks, type Ground } from "./ground";
import type { Findings } from "./program";

export interface CasesToJudge {
  /** What people were told, dialog by dialog. */
  readonly walks: readonly Walk[];
  readonly channel: Pick<ChannelServer, "postsTo">;
  /** Milliseconds until the last delivery must have its end. */
  readonly patience: number;
}

/** Cards of unknown outcome: their sender was gone in the middle of the call, and people are told to look. */
export interface Judged {
  readonly unknown: number;
}

/** Compares what people were told and what stands in the channels with what is in the database. */
export async function judgeCases(ground: Ground, cases: CasesToJudge, findings: Findings): Promise<Judged> {
  const { walks, channel } = cases;
  const deliveries = await waitForDeliveries(ground, cases, findings);
  const reader = await ground.read();
  const records = await readAll(reader.exportRecords());
  await reader.close();
  for (const [tenantId, told] of Map.groupBy(walks, (walk) => walk.tenantId)) {
    const kept = records.filter((record) => record.tenantId === tenantId);
    judgeRecords(tenantId, told, kept, findings);
    const sent = deliveries.filter((delivery) => delivery.tenantId === tenantId);
    judgePosts(tenantId, sent, channel.postsTo(deskOf(tenantId)), findings);
  }
  for (const { asked } of walks)
    if (new Set(asked).size < asked.length) findings.doubled(`a page was asked twice: ${asked.join(" | ")}`);
  return { unknown: deliveries.filter(({ state }) => state === "unknown").length };
}

const settled = ["sent", "unknown", "failed"] as const;

/** One card of each case that escalates goes to the desk. */
async function waitForDeliveries(
  ground: Ground,
  { walks, patience }: CasesToJudge,
  findings: Findings,
): Promise<readonly Delivery[]> {
  const awaited = walks.filter(({ escalates }) => escalates).length;
  const list = async (): Promise<readonly Delivery[]> => {
    const reader = await ground.read();
    const found = await reader.listDeliveries({ states: settled, limit: 100_000 });
    await reader.close();
    return found.filter(({ kind }) => kind === "post");
  };
  let last: readonly Delivery[] = [];
  await waitUntil(
    async () => (last = await list()).length,
    (count) => count >= awaited,
    patience,
    betweenLooks,
  ).catch(() => {
    findings.lost(`${awaited - last.length} of ${awaited} cards have no end`);
  });
  return last;
}

function judgeRecords(
  tenantId: string,
  walks: readonly Walk[],
  records: readonly ExportedRecord[],
  findings: Findings,
): void {
  const kept = records.map(({ record }) => record.number);
  const known = new Set(kept);
  const seen = new Set<number>();
  for (const { record } of walks) {
    if (!known.has(record)) findings.lost(`case ${record} of ${tenantId}, which a person was told`);
    if (seen.has(record)) findings.doubled(`case ${record} of ${tenantId} was told to two people`);
    seen.add(record);
  }
  // Everybody asked until they were answered, so nobody has a case they were not told of.
  for (const number of kept)
    if (!seen.has(number)) findings.doubled(`case ${number} of ${tenantId}, which nobody was told`);
  if (kept.some((number, place) => number !== place + 1))
    findings.wrong(`the numbers of ${tenantId} have gaps: ${kept.join()}`);
  for (const { record, history } of records) {
    const revisions = history.map(({ revision }) => revision ?? 0);
    if (revisions.join() !== revisions.toSorted((a, b) => a - b).join())
      findings.wrong(`the history of case ${record.number} is not in order: ${revisions.join()}`);
  }
}

/** The card of each case arrived once; where the outcome is unknown, at most once. */
function judgePosts(
  tenantId: string,
  deliveries: readonly Delivery[],
  posts: readonly string[],
  findings: Findings,
): void {
  const numbers = posts.map((body) => Number(/PS-(\d{6})/.exec(body)?.[1]));
  const unknown = new Set<number>();
  for (const { record, state, error } of deliveries) {
    const card = `the card of case ${record ?? 0} of ${tenantId}`;
    const arrived = numbers.filter((one) => one === record).length;
    if (state === "failed") findings.lost(`${card} failed: ${error ?? ""}`);
    if (state === "sent" && arrived === 0) findings.lost(card);
    if (arrived > 1) findings.doubled(`${card} stands there ${arrived} times (${state})`);
    if (state === "unknown") unknown.add(record ?? 0);
  }
  const inOrder = numbers.filter((number) => !unknown.has(number));
  if (inOrder.join() !== inOrder.toSorted((a, b) => a - b).join())
    findings.wrong(`the cards of ${tenantId} are not in order: ${inOrder.join()}`);
}
