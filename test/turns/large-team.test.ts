import type { Person } from "../../src/local-chat/participants";
import { createPostToBot } from "../../src/local-chat/post-to-bot";
import { localTenantId } from "../../src/local-chat/people";
import { type ConnectorServer, startConnector } from "../escalation/connector-server";
import { wordsOf } from "../support/card-reader";
import { flat } from "../support/desk";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";

const members = 2000;
const channel = "19:channel-1@thread.tacv2";
const people: readonly Person[] = Array.from({ length: members }, (_, index) => ({
  aadObjectId: `6a1d3c52-0b7e-4b5c-9d7a-${String(index).padStart(12, "0")}`,
  id: `29:1member-${index}`,
  name: `Technician number ${index} of the service desk`,
  role: "technician",
}));
const member = (index: number): Person => {
  const found = people[index];
  if (found === undefined) throw new Error(`there are ${members} members`);
  return found;
};

let product: TestApp;
let server: ConnectorServer;

beforeEach(async () => {
  product = await startTestApp();
  const postToBot = createPostToBot(() => `${product.origin}/api/messages`);
  server = await startConnector(() => product.clock.now, 1, { people, postToBot });
});
afterEach(async () => {
  await product.stop();
  await server.close();
});

const posts = () =>
  server.connector
    .snapshot()
    .state.messages.filter((m) => m.conversationId === channel && m.author.kind === "bot");
const caseCards = () => posts().filter(({ cards }) => JSON.stringify(cards).includes("PS-"));
const base = () => caseCards()[0]?.cards[0];

async function arrived(): Promise<void> {
  const filter = { states: ["pending", "sending"], tenantId: localTenantId, limit: 100 } as const;
  await waitUntil(
    async () => {
      const waiting = await product.app.store.listDeliveries(filter);
      if (waiting.length > 0) product.clock.now = new Date(product.clock.now.getTime() + 1000);
      return waiting;
    },
    (waiting) => waiting.length === 0,
  );
}

test("in a channel of 2,000 members nobody is listed, and one edit shows everybody the same", async () => {
  const { connector } = server;
  const lead = createChatter({ ...product, connector }, member(0), { conversationId: channel });
  const mei = createChatter({ ...product, connector }, member(1));
  await connector.addToTeam({ person: member(0), conversationId: channel });
  await mei.open();
  // A hundred of them are met in the channel.
  for (let index = 100; index < 200; index += 1)
    await connector.sendText({
      person: member(index),
      conversationId: channel,
      text: "<at>Partner Support</at> hello",
    });
  await lead.say("<at>Partner Support</at> set up");
  const form = lead.last();
  expect(JSON.stringify(form.card).length).toBeLessThan(28_000);
  const offered = form.inputs.find(({ id }) => id === "mentionA")?.choices ?? [];
  expect(offered.length).toBeLessThanOrEqual(20);
  const values = Object.fromEntries(form.inputs.map(({ id, value }) => [id, value]));
  await lead.click("route/save", { ...values, catchAll: "no", channelName: "Desk", atOnce: "yes" });
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation);
  await arrived();

  const clicks = Array.from({ length: 50 }, (_, index) =>
    connector.execute({
      person: member(1000 + index),
      conversationId: channel,
      messageId: caseCards()[0]?.id ?? "",
      action: { verb: "case/take", data: { record: 1 } },
    }),
  );
  await Promise.all(clicks);
  await arrived();

  const owner = (await product.app.store.findRecord(localTenantId, 1))?.owner?.name ?? "";
  expect(caseCards()).toHaveLength(1);
  // What all see who clicked nothing: the card of the message itself, which asks no client to refresh it.
  expect(flat(wordsOf(base()))).toContain(`Owner: ${owner}`);
  expect(base()).not.toHaveProperty("refresh");
  for (const view of Object.values(caseCards()[0]?.views ?? {}))
    expect(flat(wordsOf(view))).toContain(`Owner: ${owner}`);
  const { members: whole, pagedMembers: pages, edit } = connector.counter.tally();
  process.stdout.write(`${members} members: ${whole} whole lists, ${pages} pages read, ${edit} edits\n`);
  expect([whole, pages]).toEqual([0, 0]);
  expect(edit).toBeLessThanOrEqual(4);
});
