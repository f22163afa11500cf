import { setTimeout as wait } from "node:timers/promises";
import { createSender } from "../../src/escalation/deliver";
import { createWakingStore } from "../../src/escalation/waking-store";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { Store } from "../../src/storage/store";
import { localAdmission } from "../../src/teams/admission";
import { createConnectorClient } from "../../src/teams/connector-client";
import { sampleEntry, sampleRecord } from "../contracts/store-samples";

const tenantId = "contoso";
const channelOf = (number: number): string => `19:channel-${number}@thread.tacv2`;

/** Sends so many cases to so many channels, the same ones at every start, and delivers until it is killed. */
async function escalateForever(
  file: string,
  serviceUrl: string,
  channels: number,
  cases: number,
): Promise<void> {
  const store = await openSqliteStore({ file });
  const client = createConnectorClient({ token: null, isServiceAllowed: localAdmission.isServiceAllowed });
  const sender = createSender({
    store,
    call: (request) => client.call(request),
    draw: ({ key }) => Promise.resolve({ type: "message", text: key }),
    now: () => new Date(),
    random: Math.random,
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    report: () => undefined,
    closed: () => undefined,
  });
  const waking = createWakingStore(store, () => {
    sender.wake();
  });
  const at = new Date().toISOString();
  for (let number = 1; number <= channels; number += 1) {
    const unknown = { userId: null, teamId: null, name: null, locale: null, timeZone: null };
    const place = { tenantId, conversationId: channelOf(number), kind: "channel", serviceUrl } as const;
    await waking.keepConversation({ ...place, ...unknown, state: "active" }, at);
  }
  sender.start();
  for (let index = 0; index < cases; index += 1) await escalate(waking, index, channels);
}

/** One turn: a case with its number, its history and its card for the channel; a turn that was saved is left alone. */
async function escalate(store: Store, index: number, channels: number): Promise<void> {
  const at = new Date().toISOString();
  const conversationId = channelOf((index % channels) + 1);
  const team = { conversationId, routeId: "desk", sentAt: at };
  await store.saveTurn({
    key: { tenantId, userId: "ada", conversationId: "chat", activityId: `escalation-${index}` },
    at,
    createRecord: sampleRecord({ team, state: "escalated", createdAt: at, updatedAt: at }),
    history: [sampleEntry({ at, field: "created" })],
    deliveries: (record) => [
      {
        key: `send:${String(index).padStart(4, "0")}`,
        conversationId,
        kind: "post",
        post: `record:${record?.number ?? 0}`,
        body: { what: "record", record: record?.number ?? 1 },
        record: record?.number ?? null,
        causedBy: "ada",
        priority: "answer",
      },
    ],
  });
}

const [, , , file = "", serviceUrl = "", channels = "", cases = ""] = process.argv;
escalateForever(file, serviceUrl, Number(channels), Number(cases)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
