import { openWorld, type OutboxWorld } from "../escalation/outbox-world";
import { startChannel } from "../support/channel-server";
import { type ConnectorKind, connectorKinds } from "./connector-kinds";
import type { FaultProgram, FaultRun, Findings } from "./program";

/** How often in a row a call meets a fault that passes. */
const inARow = 3;

export const connector: FaultProgram = {
  name: "connector",
  title: "every way Teams' connector can fail",
  limit: { short: 150, long: 400 },
  async run(run) {
    let longest = 0;
    // The product's own time limit in the long form.
    const deadlineMs = run.isShort ? 160 : 10_000;
    for (const kind of connectorKinds) {
      await run.row(kind.name.padEnd(44) + kind.consequence, async (findings) => {
        longest = Math.max(longest, await tryKind(run, { kind, deadlineMs }, findings));
      });
      await run.cleanUp();
    }
    run.say(`the longest call took ${(longest / 1000).toFixed(1)} s; the product's limit is 10 s`);
  },
};

interface Trial {
  readonly kind: ConnectorKind;
  readonly deadlineMs: number;
}

/** Sends messages to several conversations and lets each meet the fault; answers the longest call's milliseconds. */
async function tryKind(run: FaultRun, { kind, deadlineMs }: Trial, findings: Findings): Promise<number> {
  const arrivals: string[] = [];
  const calls = new Map<string, number[]>();
  let longest = 0;
  const channel = await startChannel({
    answer({ body }, response, take) {
      const key = /"text":"([^"]+)"/.exec(body)?.[1] ?? "";
      const moments = calls.get(key) ?? [];
      calls.set(key, [...moments, world.clock.now.getTime()]);
      const arrive = (): void => {
        arrivals.push(key);
      };
      const isPassing = kind.consequence === "again" ? inARow : 1;
      // Whom one call found blocked, the next need not ask.
      const meets = moments.length < isPassing && (kind.consequence !== "blocked" || key.endsWith(" 0"));
      const answerIt = (): void => {
        arrive();
        if (!response.headersSent) take();
      };
      if (!meets) answerIt();
      // A fault that answers by itself only lets it arrive.
      else kind.answer(response, kind.name.startsWith("slow,") ? answerIt : arrive, deadlineMs);
    },
  });
  run.defer(() => channel.stop());
  const world = await openWorld({
    serviceUrl: channel.serviceUrl,
    deadlineMs,
    onCall: (ms) => (longest = Math.max(longest, ms)),
  });
  run.defer(() => world.close());
  const conversations = Array.from(
    { length: run.isShort ? 1 : 16 },
    (_, place) => `19:${place}@thread.tacv2`,
  );
  for (const id of conversations) await world.hear(id);
  await sendAll(world, conversations);
  await world.until(() => isSettled(world));
  if (kind.consequence === "blocked") {
    judgeBlocked(calls, conversations, findings);
    for (const id of conversations) await world.hear(id);
    await world.until(
      async () =>
        (await world.store.listDeliveries({ states: ["pending", "sending"], limit: 1 })).length === 0,
    );
  }
  await judge(world, { kind, arrivals, calls }, findings);
  if (longest > deadlineMs + 5000) findings.wrong(`a call took ${longest} ms`);
  return longest;
}

const perConversation = 4;

async function sendAll(world: OutboxWorld, conversations: readonly string[]): Promise<void> {
  await world.save(
    ...conversations.flatMap((conversationId) =>
      Array.from({ length: perConversation }, (_, place) => ({
        key: `${conversationId} ${place}`,
        conversationId,
        kind: "post" as const,
        body: { what: "message", notice: "filed" } as const,
        record: null,
        causedBy: null,
        priority: "normal" as const,
      })),
    ),
  );
}

/** Whether everything has its end, or waits in a conversation that is blocked. */
async function isSettled({ store }: OutboxWorld): Promise<boolean> {
  const open = await store.listDeliveries({ states: ["pending", "sending"], limit: 1000 });
  return (
    open.every(({ state, error }) => state === "pending" && error === "blocked") ||
    (await areBlocked(store, open))
  );
}

async function areBlocked(
  store: OutboxWorld["store"],
  open: readonly { readonly tenantId: string; readonly conversationId: string }[],
): Promise<boolean> {
  for (const { tenantId, conversationId } of open)
    if ((await store.findConversation(tenantId, conversationId))?.state !== "blocked") return false;
  return true;
}

/** One call tells that it is blocked; the rest waits without any. */
function judgeBlocked(
  calls: ReadonlyMap<string, readonly number[]>,
  conversations: readonly string[],
  findings: Findings,
): void {
  for (const id of conversations) {
    const made = [...calls].filter(([key]) => key.startsWith(`${id} `));
    if (made.length !== 1)
      findings.wrong(`${made.length} messages were tried in a conversation that is blocked`);
  }
}

interface Seen {
  readonly kind: ConnectorKind;
  readonly arrivals: readonly string[];
  readonly calls: ReadonlyMap<string, readonly number[]>;
}

async function judge({ store }: OutboxWorld, seen: Seen, findings: Findings): Promise<void> {
  const all = await store.listDeliveries({
    states: ["pending", "sending", "sent", "failed", "unknown"],
    limit: 1000,
  });
  findings.met(all.length);
  for (const { key, state } of all) judgeOne(key, state, seen, findings);
  const places = Map.groupBy(new Set(seen.arrivals), (key) => key.split(" ")[0]);
  for (const [place, keys] of places)
    if (keys.join() !== keys.toSorted().join())
      findings.wrong(`not in order in ${place ?? ""}: ${keys.join()}`);
}

const ends = {
  again: "sent",
  failed: "failed",
  unknown: "unknown",
  blocked: "sent",
  gone: "failed",
  sent: "sent",
};

function judgeOne(key: string, state: string, { kind, arrivals, calls }: Seen, findings: Findings): void {
  const arrived = arrivals.filter((one) => one === key).length;
  const moments = calls.get(key) ?? [];
  if (state !== ends[kind.consequence]) findings.wrong(`${key} is ${state}`);
  if (state === "sent" && arrived === 0) findings.lost(key);
  if (arrived > 1) findings.doubled(`${key} arrived ${arrived} times`);
  const expected = expectCalls(kind, key);
  if (moments.length !== expected)
    findings.wrong(`${key} was tried ${moments.length} times, not ${expected}`);
  const shortest = (kind.pause ?? 0.5) * 1000;
  for (const [place, moment] of moments.entries())
    if (place > 0 && kind.consequence === "again" && moment - (moments[place - 1] ?? 0) < shortest)
      findings.wrong(`${key} was tried again after ${moment - (moments[place - 1] ?? 0)} ms`);
}

function expectCalls({ consequence }: ConnectorKind, key: string): number {
  const isFirst = key.endsWith(" 0");
  if (consequence === "again") return inARow + 1;
  // The first finds out; the others go when somebody has written, or never.
  if (consequence === "blocked") return isFirst ? 2 : 1;
  if (consequence === "gone") return isFirst ? 1 : 0;
  return 1;
}
