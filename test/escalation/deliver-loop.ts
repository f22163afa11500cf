import { setTimeout as wait } from "node:timers/promises";
import { createSender } from "../../src/escalation/deliver";
import { createWakingStore } from "../../src/escalation/waking-store";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { localAdmission } from "../../src/teams/admission";
import { createConnectorClient } from "../../src/teams/connector-client";

/** Saves so many deliveries into each channel, the same ones at every start, and sends until it is killed. */
async function deliverForever(
  file: string,
  serviceUrl: string,
  channels: number,
  each: number,
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
  sender.start();
  const at = new Date().toISOString();
  for (let channel = 1; channel <= channels; channel += 1) {
    const conversationId = `19:channel-${channel}@thread.tacv2`;
    const place = { tenantId: "contoso", conversationId };
    const unknown = { userId: null, teamId: null, name: null, locale: null, timeZone: null };
    await waking.keepConversation({ ...place, ...unknown, kind: "channel", serviceUrl, state: "active" }, at);
    const deliveries = Array.from({ length: each }, (_, index) => ({
      key: `${channel}:${index}`,
      conversationId,
      kind: "post" as const,
      body: { what: "message", notice: "filed" } as const,
      record: null,
      causedBy: null,
      priority: "answer" as const,
    }));
    await waking.saveTurn({ key: { ...place, userId: "ada", activityId: "seed" }, at, deliveries });
  }
}

const [, , , file = "", serviceUrl = "", channels = "", each = ""] = process.argv;
deliverForever(file, serviceUrl, Number(channels), Number(each)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
