import type { ChannelServer } from "../support/channel-server";
import { createPatientCarrier, walkToRecord } from "../support/patient-person";
import { createRawClient } from "../support/raw-client";
import type { Writer } from "../support/raw-messages";
import { deskOf } from "../support/stored-desk";
import { waitUntil } from "../support/wait-until";
import type { Ground } from "./ground";

/** A case of each tenant with its thread in the tenant's channel. */
export async function openThreads(
  ground: Pick<Ground, "read">,
  origin: string,
  channel: ChannelServer,
  tenants: readonly string[],
): Promise<readonly Writer[]> {
  return Promise.all(
    tenants.map(async (tenantId) => {
      const user = `of-${tenantId}`;
      await walkToRecord(createRawClient(origin, user, createPatientCarrier(), tenantId));
      const activityId = await waitUntil(
        () => postedAs(ground, tenantId),
        (id) => id !== null,
        60_000,
      );
      const thread = `${deskOf(tenantId)};messageid=${activityId ?? ""}`;
      return { user, tenantId, serviceUrl: channel.serviceUrl, thread };
    }),
  );
}

async function postedAs(ground: Pick<Ground, "read">, tenantId: string): Promise<string | null> {
  const reader = await ground.read();
  const found = await reader.listDeliveries({ states: ["sent"], tenantId, limit: 100 });
  await reader.close();
  return found.find(({ kind, record }) => kind === "post" && record === 1)?.activityId ?? null;
}
