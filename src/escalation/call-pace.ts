import type { ClaimedDelivery } from "./delivery-store";
import {
  conversationWindows,
  noPace,
  noteCall,
  type Pace,
  tenantWindows,
  waitFor,
  type Window,
} from "./pace";

/** The calls of this process, by conversation and by tenant, in milliseconds of the given clock. */
export interface CallPace {
  waitForConversation(delivery: ClaimedDelivery, now: number): number;
  waitForTenant(delivery: ClaimedDelivery, now: number): number;
  note(delivery: ClaimedDelivery, now: number): void;
}

/** More places than are written to within an hour; a forgotten one costs at most a 429. */
const mostPlaces = 20_000;

export function createCallPace(): CallPace {
  const conversations = new Map<string, Pace>();
  const tenants = new Map<string, Pace>();
  return {
    waitForConversation: (delivery, now) =>
      waitFor(conversationWindows, conversations.get(placeOf(delivery)) ?? noPace, now),
    waitForTenant: ({ tenantId, priority }, now) =>
      waitFor(tenantWindows[priority], tenants.get(tenantId) ?? noPace, now),
    note(delivery, now) {
      keep(conversations, placeOf(delivery), conversationWindows, now);
      keep(tenants, delivery.tenantId, tenantWindows.answer, now);
    },
  };
}

function placeOf({ tenantId, conversationId }: ClaimedDelivery): string {
  return JSON.stringify([tenantId, conversationId]);
}

function keep(paces: Map<string, Pace>, place: string, windows: readonly Window[], now: number): void {
  const pace = noteCall(windows, paces.get(place) ?? noPace, now);
  paces.delete(place);
  paces.set(place, pace);
  const [oldest] = paces.keys();
  if (paces.size > mostPlaces && oldest !== undefined) paces.delete(oldest);
}
