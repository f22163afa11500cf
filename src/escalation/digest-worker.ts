import { createPollLoop, type PollLoop } from "../poll-loop";
import type { Store } from "../storage/store";
import { type DigestHours, dueDigest } from "./digest";
import type { Route } from "./route";

/** What the worker works with. Clock and waiting are given. */
export interface DigestWorkerOptions {
  readonly store: Pick<Store, "listDigests" | "findDelivery" | "findConversation" | "saveTurn">;
  /** When the channel of a route works. */
  readonly hoursOf: (route: Route) => DigestHours;
  readonly now: () => Date;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Tells what went wrong, with ids and our own words only. */
  readonly report: (message: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** Saves the weekly report of each channel that wants one, as long as it runs. */
export type DigestWorker = PollLoop;

/** Milliseconds between two looks: how late a report may be. */
const pollMs = 60_000;

/**
 * Makes it; it looks once a minute when it is started. A report that cannot be saved is reported and tried at the
 * next look.
 */
export function createDigestWorker(options: DigestWorkerOptions): DigestWorker {
  const { store, now, sleep, report } = options;

  async function look(stopping: AbortSignal): Promise<null> {
    const at = now();
    for (const { tenantId, route } of await store.listDigests()) {
      if (stopping.aborted) return null;
      // The others are not to wait for one that cannot be saved.
      await saveDigest(options, tenantId, route, at).catch((error: unknown) => {
        report("a weekly report could not be saved", { err: error, tenantId, route: route.id });
      });
    }
    return null;
  }

  return createPollLoop({
    look,
    pollMs,
    sleep,
    report,
    failure: "the weekly reports could not be looked for",
  });
}

/** Once for each week and channel, whoever comes first: the key of the delivery is the same everywhere. */
async function saveDigest(
  { store, hoursOf }: DigestWorkerOptions,
  tenantId: string,
  route: Route,
  at: Date,
): Promise<void> {
  const due = dueDigest(route, hoursOf(route), at.getTime());
  if (due === null) return;
  const { week, ...span } = due;
  const { conversationId } = route;
  const key = `digest ${week} ${conversationId}`;
  if ((await store.findDelivery(tenantId, key)) !== null) return;
  // Where nothing can be written to, nothing is kept to be written.
  if ((await store.findConversation(tenantId, conversationId))?.state !== "active") return;
  await store.saveTurn({
    key: { tenantId, userId: "", conversationId, activityId: key },
    at: at.toISOString(),
    deliveries: [
      {
        key,
        conversationId,
        kind: "post",
        body: { what: "digest", ...span },
        record: null,
        causedBy: null,
        priority: "normal",
      },
    ],
  });
}
