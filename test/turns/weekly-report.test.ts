import { deliveryStates } from "../../src/escalation/delivery";
import { localTenantId } from "../../src/local-chat/people";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { atDesk, flat, openDesk } from "../support/desk";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";
import { walkDialog } from "../support/walk-dialog";

let product: TestApp;

afterEach(() => product.stop());

/** Puts the clock forward as the panel of the local chat does. */
async function moveClock(minutes: number): Promise<void> {
  const response = await fetch(`${product.origin}/local/panel/clock`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: product.origin },
    body: JSON.stringify({ minutes }),
  });
  expect(response.status).toBe(200);
}

const day = 24 * 60;
const reports = (): readonly string[] =>
  atDesk(product, person(2))
    .posts()
    .filter((message) => message.summary === "這個頻道的一週")
    .map((message) => flat(JSON.stringify(message.cards)));

const listWeeks = async (): Promise<readonly (string | undefined)[]> => {
  const all = await product.app.store.listDeliveries({ states: deliveryStates, limit: 99 });
  return all.filter(({ body }) => body.what === "digest").map(({ key }) => key.split(" ")[1]);
};

test("a channel that wants it gets a report on its own cases each week, once", async () => {
  // A Friday in Taipei.
  product = await startTestApp();
  const lead = person(2);
  await openDesk(product, lead, { zone: "Asia/Taipei", language: "zh-TW" });
  const conversationId = "19:local-escalations@thread.tacv2";
  const inChannel = createChatter(product, lead, { conversationId });
  await inChannel.say(`<at>${product.connector.bot.name}</at> set up`);
  await inChannel.click("route/show", { routeId: "desk" });
  await inChannel.click("route/edit");
  const values = Object.fromEntries(inChannel.last().inputs.map(({ id, value }) => [id, value]));
  expect(values["digest"]).toBe("no");
  await inChannel.click("route/save", { ...values, digest: "yes" });
  const [route] = await product.app.store.listRoutes(localTenantId);
  expect(route?.digest).toEqual({ since: "2026-11-20T09:00:00.000Z" });

  const mei = createChatter(product, person(0));
  await mei.open();
  for (const text of ["Nobody can send mail", "Nobody can send anything"]) {
    await mei.say(text);
    await walkDialog(mei, escalation);
  }
  await mei.click("record/send");
  await moveClock(2 * day);
  expect(reports()).toHaveLength(0);

  // Monday noon, and the days after it.
  await moveClock(day);
  await waitUntil(reports, ({ length }) => length === 1);
  expect(reports()[0]).toContain('"title":"案件","value":"1"');
  await moveClock(day);
  await moveClock(day);
  await moveClock(18 * day);
  await waitUntil(reports, ({ length }) => length === 2);
  expect(await listWeeks()).toEqual(["2026-W48", "2026-W50"]);
});
