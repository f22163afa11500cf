import type { OutboxState } from "../escalation/delivery-store";

/** What has to work before work is sent here, and how it stands. */
export interface ReadyAnswer {
  readonly isReady: boolean;
  readonly parts: Readonly<Record<string, "ok" | "warning" | "failed">>;
}

/** Whether work may be sent here. */
export interface Readiness {
  /** Asks at most once a second, however often it is called. Never rejects. */
  read(): Promise<ReadyAnswer>;
  /** From now on the answer is no. */
  stop(): void;
}

/** What readiness is judged by. */
export interface ReadinessOptions {
  readonly readOutbox: () => Promise<OutboxState>;
  /** Whether the keys of tokens are at hand; null where nobody needs any. */
  readonly hasKeys: (() => Promise<boolean>) | null;
  /** Whether the database itself keeps tenants apart; no reason to send work elsewhere. Null where it does not try to. */
  readonly isolatesTenants?: boolean | null;
  readonly now: () => number;
  /** Milliseconds a part may take to answer. */
  readonly deadlineMs?: number;
  /** Milliseconds something a person waits for may be overdue before others had better send it. */
  readonly lagMs?: number;
}

const answerLasts = 1000;

/**
 * Whether this instance should be given work. A flood of reminders takes its time and is no reason to send people
 * elsewhere, so of the outbox only what somebody waits for counts.
 */
export function createReadiness(options: ReadinessOptions): Readiness {
  const { now } = options;
  let isStopping = false;
  let last: { readonly at: number; readonly answer: Promise<ReadyAnswer> } | undefined;
  return {
    async read() {
      if (isStopping) return { isReady: false, parts: { stopping: "failed" } };
      if (last === undefined || now() - last.at >= answerLasts) last = { at: now(), answer: ask(options) };
      return last.answer;
    },
    stop() {
      isStopping = true;
    },
  };
}

async function ask({
  readOutbox,
  hasKeys,
  isolatesTenants = null,
  deadlineMs = 2000,
  lagMs = 300_000,
}: ReadinessOptions): Promise<ReadyAnswer> {
  const [outbox, keys] = await Promise.all([
    within(deadlineMs, readOutbox, null),
    hasKeys === null ? null : within(deadlineMs, hasKeys, false),
  ]);
  const name = (isWell: boolean): "ok" | "failed" => (isWell ? "ok" : "failed");
  const parts = {
    database: name(outbox !== null),
    outbox: name(outbox !== null && outbox.answerAgeMs < lagMs),
    ...(keys === null ? {} : { keys: name(keys) }),
    ...(isolatesTenants === null
      ? {}
      : { tenants: isolatesTenants ? ("ok" as const) : ("warning" as const) }),
  };
  return { isReady: Object.values(parts).every((part) => part !== "failed"), parts };
}

async function within<Result>(ms: number, work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise);
  });
  try {
    return await Promise.race([work().catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
