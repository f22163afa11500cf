import { z } from "zod";
import type { DeliveryStore } from "../escalation/delivery-store";
import { type InboundActivity, isPersonal } from "./activity";
import type { ConnectorClient } from "./connector-client";

const Address = z.email().max(256).optional().catch(undefined);
const Member = z.looseObject({ userPrincipalName: Address, email: Address });

/** Where it is asked, and kept. */
export interface LearnOptions {
  readonly store: Pick<DeliveryStore, "findConversation" | "keepAddress">;
  readonly readMember: ConnectorClient["readMember"];
}

/** Learns what the person of a personal chat signs in with, once; no list of members is read for it. */
export type LearnAddress = (activity: InboundActivity, tenantId: string) => Promise<void>;

const remembered = 20_000;

/** Nobody waits for it. What could not be learnt is tried again after the next start. */
export function createLearnAddress({ store, readMember }: LearnOptions): LearnAddress {
  const asked = new Set<string>();
  return async (activity, tenantId) => {
    const { conversation, serviceUrl, from, recipient } = activity;
    // Some clients send events in the bot's own name.
    if (!isPersonal(activity) || from.id === recipient?.id) return;
    const conversationId = conversation.id;
    const place = JSON.stringify([tenantId, conversationId]);
    if (asked.has(place)) return;
    asked.add(place);
    const [oldest] = asked;
    if (asked.size > remembered && oldest !== undefined) asked.delete(oldest);
    const known = await store.findConversation(tenantId, conversationId);
    if (known?.address !== null && known?.address !== undefined) return;
    const address = readAddress(await readMember({ serviceUrl, conversationId, userId: from.id }));
    if (address !== undefined) await store.keepAddress(tenantId, conversationId, address);
  };
}

/** A guest's principal name belongs to this tenant alone; chats find guests by their mail. */
function readAddress(member: unknown): string | undefined {
  const { userPrincipalName, email } = Member.safeParse(member).data ?? {};
  const isGuest = userPrincipalName?.toUpperCase().includes("#EXT#") === true;
  return isGuest ? email : (userPrincipalName ?? email);
}
