import type { ChannelServer } from "../support/channel-server";
import { createPatientCarrier, walkToRecord } from "../support/patient-person";
import { createRawClient } from "../support/raw-client";
import type { Writer } from "../support/raw-messages";
import { deskOf } from "../support/stored-desk";
import { waitUntil } from "../support/wait-until";
import { betweenLooks, type Ground } from "./ground";

/** A case of each tenant with its thread in the tenant's channel. */
export async function openThreads(
  ground: Pick<Ground, "read">,
  origin: string,
  channel: ChannelServer,
  tenants: readonly string[],
): Promise<readonly Writer[]> {
  const userOf = (tenantId: string): string => `of-${tenantId}`;
  await Promise.all(
    tenants.map((tenantId) =>
      walkToRecord(createRawClient(origin, userOf(tenantId), createPatientCarrier(), tenantId)),
    ),
  );
  const writers: Writer[] = [];
  // One after the other: to look is much work, and takes the time of what is waited for.
  for (const tenantId of tenants) {
    const activityId = await waitUntil(
      () => postedAs(ground, tenantId),
      (id) => id !== null,
      180_000,
      betweenLooks,
    );
    const thread = `${deskOf(tenantId)};messageid=${activityId ?? ""}`;
    writers.push({ user: userOf(tenantId), tenantId, serviceUrl: channel.serviceUrl, thread });
  }
  return writers;
}

async function postedAs(ground: Pick<Ground, "read">, tenantId: string): Promise<string | null> {
  const reader = await ground.read();
  const found = await reader.listDeliveries({ states: ["sent"], tenantId, limit: 100 });
  await reader.close();
  return found.find(({ kind, record }) => kind === "post" && record === 1)?.activityId ?? null;
}
