import { createCallLog, type LoggedCall, nameCall } from "./call-log";
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

/** What the pace goes by. */
type PacedCall = Pick<ClaimedDelivery, "tenantId" | "conversationId" | "priority">;

/** The calls of this process, of all threads that share its memory, by conversation and by tenant; times in milliseconds. */
export interface CallPace {
  waitForConversation(call: PacedCall, now: number): number;
  /** How long the tenant's rate is to be waited for; 0: the call may begin, and it counts from now on. */
  beginCall(call: PacedCall, now: number): number;
}

/** More places than are written to within an hour; a forgotten one costs at most a 429. */
const mostPlaces = 20_000;

/** Keeps the pace by the calls of this thread, with `memory` by those of all threads that were given the same. */
export function createCallPace(memory?: SharedArrayBuffer): CallPace {
  const log = createCallLog(memory);
  const conversations = new Map<bigint, Pace>();
  const tenants = new Map<bigint, Pace>();
  /** Calls of threads that were set aside before they could tell whose they are: they count as every tenant's. */
  let anybodys = noPace;

  function note({ conversation, tenant, moment }: LoggedCall): void {
    keep(conversations, conversation, conversationWindows, moment);
    keep(tenants, tenant, tenantWindows.answer, moment);
  }

  /** What others have begun. Nothing begins later than now, whatever their clocks say. */
  function catchUp(now: number): void {
    for (const call of log.read()) {
      if (call === null) anybodys = noteCall(tenantWindows.answer, anybodys, now);
      else note({ ...call, moment: Math.min(call.moment, now) });
    }
  }

  function paceOfTenant(tenant: bigint): Pace {
    const own = tenants.get(tenant) ?? noPace;
    return anybodys.length === 0 ? own : [...own, ...anybodys].sort((one, other) => one - other);
  }

  return {
    waitForConversation(given, now) {
      catchUp(now);
      return waitFor(conversationWindows, conversations.get(nameCall(given).conversation) ?? noPace, now);
    },
    beginCall(given, now) {
      const call = { ...nameCall(given), moment: now };
      for (;;) {
        catchUp(now);
        const wait = waitFor(tenantWindows[given.priority], paceOfTenant(call.tenant), now);
        if (wait > 0) return wait;
        // Another thread may have begun one meanwhile: then it is counted first.
        if (log.append(call)) return 0;
      }
    },
  };
}

function keep(paces: Map<bigint, Pace>, place: bigint, windows: readonly Window[], now: number): void {
  const before = paces.get(place) ?? noPace;
  // One that another thread began a moment earlier may be heard of later; moments stay in their order.
  const pace = noteCall(windows, before, Math.max(now, before.at(-1) ?? now));
  paces.delete(place);
  paces.set(place, pace);
  const [oldest] = paces.keys();
  if (paces.size > mostPlaces && oldest !== undefined) paces.delete(oldest);
}
