import { connectorFaults } from "../../src/local-chat/faults";
import { localTenantId } from "../../src/local-chat/people";
import { escalation } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { atDesk, desk as deskId, deskRoute, flat, openDesk } from "../support/desk";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";

const restId = "19:local-azure-desk@thread.tacv2";
const [mine, , lead] = [person(0), person(1), person(2)];

let product: TestApp;
let mei: Chatter;
let jordan: Chatter;

const inDesk = () => atDesk(product, mine);
const inRest = () => atDesk(product, mine, restId);
const findCase = (number = 1) => product.app.store.findRecord(localTenantId, number);
const said = (chatter: Chatter): string =>
  flat(
    chatter
      .messages()
      .map(({ words }) => words)
      .join(" "),
  );

beforeEach(async () => {
  product = await startTestApp();
  [mei, jordan] = [createChatter(product, mine), createChatter(product, lead)];
  await Promise.all([mei.open(), jordan.open()]);
  await openDesk(product, mine, { isCatchAll: false });
  await openDesk(product, mine, {
    id: "rest",
    conversationId: restId,
    channelName: "Azure desk",
    position: 1,
  });
  await arrived();
});
afterEach(() => product.stop());

/** Nothing is on its way any more; the clock goes on, because the sender keeps Teams' pace by it. */
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

async function meetAndSend(): Promise<void> {
  await mei.say("new");
  await walkDialog(mei, escalation);
  await mei.click("record/send");
}

const request = { person: mine, conversationId: deskId };

test("a removed route's card that is on its way arrives in the channel for the rest, and the leads are told", async () => {
  product.connector.setFaults({
    random: { seed: 1, share: 1, faults: [connectorFaults.unavailable] },
    concerns: ({ method, path }) => method !== "GET" && decodeURIComponent(path).includes(deskId),
  });
  await meetAndSend();
  await waitUntil(() => product.connector.calls.some(({ status }) => status === 503), Boolean);
  await jordan.say("routes");
  await jordan.click("route/show", { routeId: "desk" });
  await jordan.click("route/ask");
  await jordan.click("route/remove");
  expect(said(jordan)).toContain("goes to Azure desk now");
  await arrived();

  expect(inDesk().cards()).toHaveLength(0);
  expect(inRest().cards()).toHaveLength(1);
  expect(inRest().words()).toContain("PS-000001");
  // Mei added the app to the team, so she leads as well; Jordan needs no message about an own act.
  expect(said(mei)).toContain("Jordan Blake removed the route to Escalations");
  expect(said(jordan)).not.toContain("removed the route");
  expect(await findCase()).toMatchObject({ team: { conversationId: restId, routeId: "rest" } });
  await inRest().click("case/take");
  await arrived();
  expect(said(mei)).toContain("Owner: Mei Chen");
});

test("a deleted channel's open cases are posted where the rest goes, and the leads are told", async () => {
  await meetAndSend();
  await arrived();
  expect(inDesk().cards()).toHaveLength(1);

  await product.connector.deleteChannel(request);
  await waitUntil(
    () => inRest().cards().length,
    (count) => count === 1,
  );
  await arrived();

  expect(said(jordan)).toContain("I can no longer write in Escalations. Open cases that go to Azure desk");
  expect(said(mei)).toContain("from now on: 1");
  await inRest().click("case/take");
  await arrived();
  expect(said(mei)).toContain("Owner: Mei Chen");
  expect(inDesk().words()).not.toContain("Owner: Mei Chen");

  await meetAndSend();
  await arrived();
  expect(inRest().cards()).toHaveLength(2);
  expect(flat(mei.last().words)).toContain("Sent to Azure desk");
  await mei.say("routes");
  expect(flat(mei.last().words)).toContain(
    "Escalations does not. What does not fit: I am no longer in the channel",
  );
});

test("a restored channel takes cases again without anybody having written there", async () => {
  await product.connector.deleteChannel(request);
  await arrived();
  await product.connector.restoreChannel(request);
  await meetAndSend();
  await arrived();

  expect(inDesk().cards()).toHaveLength(1);
});

test("a renamed channel is called by its new name wherever a route is named", async () => {
  await product.connector.renameChannel({ ...request, name: "Cloud desk" });
  await jordan.say("routes");
  expect(flat(jordan.last().words)).toContain("1. Cloud desk");
  await meetAndSend();
  expect(flat(mei.last().words)).toContain("Sent to Cloud desk");
  await arrived();
});

test("a team the bot was taken out of is told to the leads once, and a case finds no way", async () => {
  await product.connector.removeFromTeam(request);
  await waitUntil(
    () => said(jordan),
    (words) => words.includes("I can no longer write in"),
  );
  await arrived();

  const told = jordan.messages().filter(({ text }) => text.includes("I can no longer write in"));
  expect(told.map(({ text }) => text)).toEqual([
    expect.stringContaining("Escalations, Azure desk, and no other route takes what goes there"),
  ]);
  await meetAndSend();
  expect(mei.last().words).toContain("Ask a lead");
  expect((await findCase())?.team).toBeUndefined();
});

test("a place that was lost without a route is nobody's news", async () => {
  await product.app.store.saveTurn({
    key: { tenantId: localTenantId, userId: "x", conversationId: "x", activityId: "gone" },
    at: product.clock.now.toISOString(),
    routes: { remove: [{ id: "desk", revision: deskRoute().revision }] },
  });
  const before = jordan.messages().length;

  await product.connector.deleteChannel(request);
  await arrived();

  expect(jordan.messages()).toHaveLength(before);
});
