import { createPollLoop } from "../poll-loop";
import { createCallPace } from "./call-pace";
import type { ClaimedDelivery } from "./delivery-store";
import { patience, type Patience } from "./judge-answer";
import { writeLateNotice } from "./late-notice";
import { idsOf, sendClaimed } from "./send-claimed";
import type { SendTools } from "./send-tools";

/** Pace and patience of a sender. */
export interface SenderSettings {
  /** How many conversations are written to at once. */
  readonly parallel: number;
  /** Milliseconds a delivery belongs to the sender that took it; longer than a call and its waiting may last. */
  readonly leaseMs: number;
  /** Milliseconds between two looks when nothing is known to be due. */
  readonly pollMs: number;
  /** Milliseconds after which a person is told that their delivery has not arrived. */
  readonly lateAfterMs: number;
  readonly patience: Patience;
}

const defaults: SenderSettings = {
  parallel: 16,
  leaseMs: 60_000,
  pollMs: 15_000,
  lateAfterMs: 120_000,
  patience,
};

/** What a sender works with; the settings that are left out are the usual ones. */
export interface SenderOptions extends Omit<SendTools, "pace" | "patience" | "stopping"> {
  readonly settings?: Partial<SenderSettings>;
  /** In which all threads of the process count their calls; absent: there is only this one. */
  readonly callMemory?: SharedArrayBuffer | undefined;
  /** Called before every look: what has been asked for from outside meanwhile. */
  readonly beforeLook?: () => Promise<void>;
}

/** Sends what the outbox holds, as long as it runs. */
export interface Sender {
  start(): void;
  /** Looks at once: something was saved, or a blocked conversation was heard from. */
  wake(): void;
  /** Lets calls under way end, gives back the rest, and resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** How many people are told of late deliveries in one look. */
const toldAtOnce = 50;

/**
 * Makes it; nothing is sent before it is started. What goes wrong with one delivery is reported and holds up no
 * other.
 */
export function createSender({ settings, beforeLook, callMemory, ...ports }: SenderOptions): Sender {
  const { store, now, sleep, report } = ports;
  const { parallel, leaseMs, pollMs, lateAfterMs, patience: limits } = { ...defaults, ...settings };
  const stopping = new AbortController();
  const tools: SendTools = {
    ...ports,
    pace: createCallPace(callMemory),
    patience: limits,
    stopping: stopping.signal,
  };
  const calls = createCalls(tools, () => {
    loop.wake();
  });

  /** Takes what is due; answers after how many milliseconds to look again. */
  async function look(): Promise<number> {
    await beforeLook?.().catch((error: unknown) => {
      report("what was asked for from outside could not be carried out", { err: error });
    });
    const at = now();
    const before = new Date(at.getTime() - lateAfterMs).toISOString();
    await store.tellLate(at.toISOString(), before, toldAtOnce, writeLateNotice);
    const free = parallel - calls.count();
    // A place that becomes free wakes us.
    if (free <= 0) return pollMs;
    const { claimed, next } = await store.claimDeliveries(at.toISOString(), free, leaseMs);
    claimed.forEach(calls.begin);
    const wait = next === null ? pollMs : Date.parse(next) - now().getTime();
    return Math.min(pollMs, Math.max(1, wait));
  }

  const loop = createPollLoop({
    look,
    pollMs,
    sleep,
    report,
    failure: "the outbox could not be read",
  });
  return {
    start: () => {
      loop.start();
    },
    wake: () => {
      loop.wake();
    },
    async stop() {
      stopping.abort();
      await loop.stop();
      await calls.ended();
    },
  };
}

/** Calls under way. */
function createCalls(tools: SendTools, onEnd: () => void) {
  const running = new Set<Promise<void>>();
  return {
    begin: (delivery: ClaimedDelivery): void => {
      const task = sendClaimed(delivery, tools)
        .catch((error: unknown) => {
          // Its lease ends it: then another look takes it, or finds that its outcome is unknown.
          tools.report("a delivery was left in the middle", { err: error, ...idsOf(delivery) });
        })
        .finally(() => {
          running.delete(task);
          onEnd();
        });
      running.add(task);
    },
    count: () => running.size,
    ended: async (): Promise<void> => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
