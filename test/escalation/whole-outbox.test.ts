import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { NewDelivery } from "../../src/escalation/delivery";
import { connectorFaults } from "../../src/local-chat/faults";
import { localTenantId } from "../../src/local-chat/people";
import { createRecord, sampleKey } from "../contracts/store-samples";
import { person, startTestApp, type TestApp } from "../support/test-app";

const mei = person(0);
const escalations = "19:local-escalations@thread.tacv2";

let world: TestApp;

beforeEach(async () => {
  world = await startTestApp();
  await world.connector.openPersonalChat({ person: mei, locale: "zh-TW", timezone: "Asia/Taipei" });
  await world.connector.openChannel({ person: mei, conversationId: escalations });
  // The welcome to the team is a delivery, too, and must not meet the faults of a test.
  await until(() => messagesIn(escalations).length > 0);
});
afterEach(() => world.stop());

const chatOfMei = (): string => world.connector.personalChatOf(mei);

function delivery(changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    key: "one",
    conversationId: escalations,
    kind: "post",
    body: { what: "message", notice: "filed" },
    record: null,
    causedBy: null,
    priority: "normal",
    ...changes,
  };
}

const save = (...deliveries: readonly NewDelivery[]) =>
  world.app.store.saveTurn({
    key: sampleKey({ tenantId: localTenantId }),
    at: world.clock.now.toISOString(),
    deliveries,
  });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500 && !(await condition()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await condition()).toBe(true);
}

const stateOf = async (key: string) => (await world.app.store.findDelivery(localTenantId, key))?.state;
const messagesIn = (conversationId: string) =>
  world.connector.snapshot().state.messages.filter((message) => message.conversationId === conversationId);

test("what is saved with a turn arrives in the channel and in the person's own language", async () => {
  await save(
    delivery({ body: { what: "message", notice: "filed", mention: [{ id: mei.id, name: mei.name }] } }),
    delivery({ key: "own", conversationId: chatOfMei() }),
  );
  await until(async () => (await stateOf("one")) === "sent" && (await stateOf("own")) === "sent");

  expect(messagesIn(escalations).at(-1)?.text).toMatch(/^@Mei Chen The Microsoft case number is saved/);
  expect(messagesIn(chatOfMei()).at(-1)?.text).toMatch(/案件/);
});

test("a record is drawn as it stands when it is sent, and edited in place later", async () => {
  const record = await createRecord(world.app.store, {
    key: { tenantId: localTenantId },
    record: { requester: { id: mei.aadObjectId, name: mei.name } },
  });
  const body = { what: "record", record: record.number } as const;
  await save(delivery({ body, record: record.number, post: "record:1" }));
  await until(async () => (await stateOf("one")) === "sent");
  const count = messagesIn(escalations).length;
  await save(delivery({ key: "two", kind: "update", body, record: record.number, post: "record:1" }));
  await until(async () => (await stateOf("two")) === "sent");

  expect(messagesIn(escalations)).toHaveLength(count);
  const message = messagesIn(escalations).at(-1);
  expect(message?.summary).toContain("PS-000001");
  expect(message?.editedAt).toBeDefined();
  expect(JSON.stringify(message?.cards[0])).toContain("PS-000001");
});

test("a conversation that blocks the bot is left in peace until somebody writes there", async () => {
  world.connector.setFaults({ next: [connectorFaults.writesBlocked] });
  await save(delivery(), delivery({ key: "two" }));
  await until(async () => (await world.app.store.findDelivery(localTenantId, "one"))?.error === "blocked");
  expect(await stateOf("two")).toBe("pending");

  const mention = `<at>${world.connector.bot.name}</at> hello`;
  await world.connector.sendText({ person: mei, conversationId: escalations, text: mention });

  await until(async () => (await stateOf("two")) === "sent");
  expect(await stateOf("one")).toBe("sent");
});

test("the person who caused a lost delivery is told on a card, and the command lists and repeats it", async () => {
  world.connector.setFaults({ next: [connectorFaults.lostAfter] });
  await save(delivery({ causedBy: mei.aadObjectId }));
  await until(async () => (await stateOf(`late:${mei.aadObjectId}:one`)) === "sent");

  const told = messagesIn(chatOfMei()).filter(({ summary }) => summary?.includes("尚未送達"));
  expect(told).toHaveLength(1);
  const card = JSON.stringify(told[0]?.cards[0]);
  expect(card).toContain("無法得知是否送達");
  expect(card).toContain("https://teams.microsoft.com/l/chat/0/0");

  const run = (...args: readonly string[]) => {
    const command = join(__dirname, "../../dist/cli/deliveries.js");
    const env = { ...process.env, DATA_DIR: world.dataDir, MODE: "local" };
    const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], {
      encoding: "utf8",
      env,
    });
    return { stdout, stderr, status };
  };
  expect(run().stdout).toMatch(/^state +error +tries .*\nunknown +no_answer +1 .* one /);
  expect(JSON.parse(run("--json").stdout)).toMatchObject([
    { key: "one", state: "unknown", error: "no_answer" },
  ]);
  expect(run("--retry", "all-failed").stdout).toMatch(/^0 to be sent again/);
  expect(run("--retry", "nothing")).toMatchObject({ status: 2, stdout: "" });
  expect(run("--retry", "one").stdout).toMatch(/^1 to be sent again/);

  // Any reason to look finds the wish; a quarter of a minute is the longest.
  await save(delivery({ key: "reason", conversationId: chatOfMei() }));
  await until(async () => (await stateOf("one")) === "sent" && (await stateOf("reason")) === "sent");
  expect(run().stdout).toBe("Everything has arrived.\n");
}, 60_000);

test("a delivery that was to be tried much later goes out at once when the chat's clock is put forward", async () => {
  world.connector.setFaults({ next: [connectorFaults.throttledFor(600)] });
  await save(delivery());
  await until(() => world.connector.calls.some(({ status }) => status === 429));
  await until(async () => (await stateOf("one")) === "pending");

  const answer = await fetch(`${world.origin}/local/panel/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ minutes: 15 }),
  });

  expect(await answer.json()).toMatchObject({ movedMinutes: 15, deliveries: { unknown: 0 } });
  await until(async () => (await stateOf("one")) === "sent");
  expect(messagesIn(escalations).at(-1)?.sentAt.slice(0, 16)).toBe("2026-11-20T09:15");
});
