import { RefusedProblem } from "../../../src/http/api/wire";
import { textsOf } from "../../../src/locales/texts";
import { localTenantId } from "../../../src/local-chat/people";
import { escalation } from "../../support/cases";
import { createChatter, type Chatter } from "../../support/chatter";
import { atDesk, openDesk } from "../../support/desk";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { waitUntil } from "../../support/wait-until";
import { walkDialog } from "../../support/walk-dialog";
import { callApi, postApi } from "./api-client";

const [requester, colleague, lead] = [person(0), person(1), person(2)];

let product: TestApp;
let mei: Chatter;
let jordan: Chatter;

/** A case in the channel that Jordan has, whom Mei asked. */
beforeAll(async () => {
  product = await startTestApp();
  mei = createChatter(product, requester);
  jordan = createChatter(product, lead);
  await Promise.all([mei.open(), jordan.open()]);
  await openDesk(product, requester);
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation);
  await mei.click("record/send");
  await arrived();
  await atDesk(product, lead).click("case/take");
  await arrived();
});
afterAll(() => product.stop());

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

const path = "/api/records/PS-000001";

async function change(
  who: { readonly aadObjectId: string },
  action: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const own = { "x-local-person": who.aadObjectId };
  const tag = (await callApi(product.origin, path, { headers: own })).headers.get("etag") ?? "";
  return postApi(product.origin, `${path}/${action}`, body, { ...own, "if-match": tag, ...headers });
}

const told = (chatter: Chatter): readonly string[] =>
  chatter.messages().flatMap(({ text }) => (text.includes("changed PS-000001") ? [text] : []));

test("a note over the API stands in the thread of the channel, and requester and owner hear of it", async () => {
  const before = [told(mei).length, told(jordan).length];
  const posts = atDesk(product, colleague).posts().length;

  expect((await change(colleague, "notes", { note: "The customer calls again" })).status).toBe(200);
  await arrived();

  expect(atDesk(product, colleague).posts()).toHaveLength(posts + 1);
  expect(JSON.stringify(atDesk(product, colleague).posts().at(-1))).toContain("The customer calls again");
  expect([told(mei).length, told(jordan).length]).toEqual(before.map((count) => count + 1));
  expect(told(jordan).at(-1)).toContain("Alex Rivera changed PS-000001");
});

test("a state changed over the API stands on the one card in the channel, and its doer is not told", async () => {
  const before = [told(mei).length, told(jordan).length];

  expect((await change(lead, "state", { state: "waiting_customer" })).status).toBe(200);
  await arrived();

  expect(atDesk(product, colleague).cards()).toHaveLength(1);
  expect(atDesk(product, colleague).words()).toContain(textsOf("en")("state.waiting_customer"));
  expect([told(mei).length, told(jordan).length]).toEqual([(before[0] ?? 0) + 1, before[1]]);
});

test("who may not do it gets the reason in the caller's language, and nothing is changed or told", async () => {
  const before = [told(mei).length, told(jordan).length];

  const answer = await change(colleague, "state", { state: "open" }, { "accept-language": "zh-TW" });
  await arrived();

  expect(answer.status).toBe(422);
  const message = textsOf("zh-TW")("notice.team_owner_only", { name: lead.name });
  expect(RefusedProblem.parse(answer.body).errors).toEqual([
    { field: "state", code: "not_allowed", message },
  ]);
  expect([told(mei).length, told(jordan).length]).toEqual(before);
});
