import type { Route } from "../../src/escalation/route";
import type { Store } from "../../src/storage/store";
import { moment, sampleKey, sampleRoute } from "../contracts/store-samples";

/** The channel of a tenant. */
export const deskOf = (tenantId: string): string => `19:desk-${tenantId}@thread.tacv2`;

/** Opens a channel in the store and sends every case for Microsoft there as soon as it is decided. */
export async function keepDesk(
  store: Store,
  serviceUrl: string,
  { tenantId = "raw", ...changes }: Partial<Route> & { readonly tenantId?: string } = {},
): Promise<void> {
  const conversationId = deskOf(tenantId);
  await store.keepConversation(
    {
      ...{ tenantId, conversationId, kind: "channel", serviceUrl, userId: null, teamId: "team" },
      ...{ name: "Desk", locale: null, timeZone: null, state: "active" },
    },
    moment(0),
  );
  const route = sampleRoute({
    ...{ conversationId, isCatchAll: false, sendsAtOnce: true, mentions: [] },
    match: { families: [], severities: [], outcomes: ["escalate_to_microsoft"], customers: [] },
    ...changes,
  });
  await store.saveTurn({ key: sampleKey({ tenantId }), at: moment(0), routes: { save: [route] } });
}
