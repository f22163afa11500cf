import type { Conversation } from "../../src/escalation/conversation";
import { createSender, type Sender, type SenderSettings } from "../../src/escalation/deliver";
import type { Delivery, NewDelivery } from "../../src/escalation/delivery";
import type { ClaimedDelivery } from "../../src/escalation/delivery-store";
import { createWakingStore } from "../../src/escalation/waking-store";
import { createChance } from "../../src/local-chat/faults";
import type { LocalConnector } from "../../src/local-chat/local-connector";
import type { Person } from "../../src/local-chat/participants";
import { localTenantId } from "../../src/local-chat/people";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { localAdmission } from "../../src/teams/admission";
import { createConnectorClient } from "../../src/teams/connector-client";
import { sampleKey } from "../contracts/store-samples";
import { startConnector } from "./connector-server";

export interface WorldOptions {
  readonly settings?: Partial<SenderSettings>;
  /** Real milliseconds after which a call is given up; short only where calls hang. */
  readonly deadlineMs?: number;
  readonly draw?: (delivery: ClaimedDelivery, conversation: Conversation) => Promise<object | null>;
  /** Another connector than its own. */
  readonly serviceUrl?: string;
  /** Told of every call, with its real milliseconds. */
  readonly onCall?: (ms: number) => void;
  /** Done when a call was noted as begun, before it goes out. */
  readonly onBegin?: (key: string) => void;
}

/** An outbox with its sender, a real connector behind real HTTP, and a clock that jumps when all wait. */
export interface OutboxWorld {
  readonly store: Store;
  readonly connector: LocalConnector;
  readonly serviceUrl: string;
  readonly clock: { now: Date };
  readonly reports: string[];
  /** The sender that runs now. */
  readonly sender: Sender;
  /** Stops the sender and starts another one on the same data. */
  restart(): Promise<void>;
  /** Lets time pass until the condition holds where nothing is under way. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets this much time pass. */
  pass(ms: number): Promise<void>;
  save(...deliveries: readonly NewDelivery[]): Promise<void>;
  /** Says that somebody wrote in the conversation. */
  hear(conversationId: string, person?: Person): Promise<void>;
  find(key: string): Promise<Delivery>;
  /** The texts that stand in a conversation, in order. */
  texts(conversationId: string): readonly string[];
  close(): Promise<void>;
}

export async function openWorld({
  settings,
  deadlineMs = 5000,
  draw = drawKey,
  serviceUrl,
  onCall = () => undefined,
  onBegin = () => undefined,
}: WorldOptions = {}): Promise<OutboxWorld> {
  const clock = { now: new Date("2026-11-20T09:00:00.000Z") };
  const server = await startConnector(() => clock.now, 5);
  const time = createTime(clock);
  const opened = time.watch(await openSqliteStore({ file: ":memory:" }));
  const database: Store = {
    ...opened,
    async beginDelivery(claimed) {
      const isOurs = await opened.beginDelivery(claimed);
      if (isOurs) onBegin(claimed.key);
      return isOurs;
    },
  };
  const client = createConnectorClient({
    token: null,
    isServiceAllowed: localAdmission.isServiceAllowed,
    deadlineMs,
  });
  const reports: string[] = [];
  let sender: Sender;
  const store = createWakingStore(database, () => {
    sender.wake();
  });
  const start = () => {
    const made = createSender({
      store,
      call: (request) =>
        time.during(async () => {
          const begun = performance.now();
          const result = await client.call(request);
          onCall(performance.now() - begun);
          return result;
        }),
      draw,
      now: () => clock.now,
      random: createChance(7),
      sleep: time.sleep,
      report: (message) => reports.push(message),
      closed: () => undefined,
      ...(settings === undefined ? {} : { settings }),
    });
    made.start();
    return made;
  };
  sender = start();
  return {
    store,
    connector: server.connector,
    serviceUrl: serviceUrl ?? server.serviceUrl,
    clock,
    reports,
    get sender() {
      return sender;
    },
    async restart() {
      await sender.stop();
      sender = start();
    },
    until: (condition) => time.until(condition),
    pass: (ms) => time.pass(ms),
    async save(...deliveries) {
      await store.saveTurn({
        key: sampleKey({ tenantId: localTenantId }),
        at: clock.now.toISOString(),
        deliveries,
      });
    },
    async hear(conversationId, person) {
      await store.keepConversation(
        {
          tenantId: localTenantId,
          conversationId,
          kind: person === undefined ? "channel" : "personal",
          serviceUrl: serviceUrl ?? server.serviceUrl,
          userId: person?.aadObjectId ?? null,
          teamId: null,
          name: null,
          locale: null,
          timeZone: null,
          state: "active",
        },
        clock.now.toISOString(),
      );
    },
    async find(key) {
      const found = await store.findDelivery(localTenantId, key);
      if (found === null) throw new Error(`no delivery ${key}`);
      return found;
    },
    texts: (conversationId) =>
      server.connector
        .snapshot()
        .state.messages.filter((message) => message.conversationId === conversationId)
        .map(({ text, summary }) => text ?? summary ?? ""),
    async close() {
      await sender.stop();
      client.close();
      await server.close();
      await database.close();
    },
  };
}

function drawKey({ key }: ClaimedDelivery): Promise<object> {
  return Promise.resolve({ type: "message", text: key });
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Jumps from one pause to the next as soon as nothing is under way. */
export function createTime(clock: { now: Date }) {
  let underWay = 0;
  const sleepers = new Set<Sleeper>();

  async function during<Result>(work: () => Promise<Result>): Promise<Result> {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  }

  function sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = { until: clock.now.getTime() + ms, wake };
      function wake(): void {
        sleepers.delete(sleeper);
        resolve();
      }
      sleepers.add(sleeper);
      if (signal.aborted) wake();
      else signal.addEventListener("abort", wake, { once: true });
    });
  }

  async function quiet(): Promise<void> {
    for (let still = 0; still < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      still = underWay === 0 && sleepers.size > 0 ? still + 1 : 0;
    }
  }

  function jump(latest = Number.POSITIVE_INFINITY): void {
    const next = Math.min(latest, ...[...sleepers].map(({ until }) => until));
    if (!Number.isFinite(next)) return;
    clock.now = new Date(Math.max(clock.now.getTime(), next));
    for (const sleeper of [...sleepers]) if (sleeper.until <= next) sleeper.wake();
  }

  return {
    during,
    sleep,
    async until(condition: () => boolean | Promise<boolean>): Promise<void> {
      for (let jumps = 0; jumps < 20_000; jumps += 1) {
        await quiet();
        if (await condition()) return;
        await quiet();
        jump();
      }
      throw new Error("it did not come to pass");
    },
    async pass(ms: number): Promise<void> {
      const end = clock.now.getTime() + ms;
      await quiet();
      while (clock.now.getTime() < end) {
        jump(end);
        await quiet();
      }
    },
    /** The store, noting what is under way. */
    watch(store: Store): Store {
      return {
        ...store,
        saveTurn: (change) => during(() => store.saveTurn(change)),
        keepConversation: (news, at) => during(() => store.keepConversation(news, at)),
        claimDeliveries: (now, limit, leaseMs) => during(() => store.claimDeliveries(now, limit, leaseMs)),
        beginDelivery: (claimed) => during(() => store.beginDelivery(claimed)),
        releaseDelivery: (claimed, at) => during(() => store.releaseDelivery(claimed, at)),
        settleDelivery: (claimed, judgement, at) =>
          during(() => store.settleDelivery(claimed, judgement, at)),
        tellLate: (at, before, limit, write) => during(() => store.tellLate(at, before, limit, write)),
        retryDelivery: (tenantId, key, at) => during(() => store.retryDelivery(tenantId, key, at)),
      };
    },
  };
}
