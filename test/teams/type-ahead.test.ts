import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { localTenantId } from "../../src/local-chat/people";
import { walkCard } from "../support/card-reader";
import { escalation } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

const Answer = z.object({
  statusCode: z.literal(200),
  type: z.literal("application/vnd.microsoft.search.searchResponse"),
  value: z.object({ results: z.array(z.strictObject({ title: z.string(), value: z.string() })) }),
});

const Wrong = z.object({
  statusCode: z.literal(400),
  type: z.literal("application/vnd.microsoft.error"),
  value: z.object({ code: z.string(), message: z.string().min(1) }),
});

const folder = mkdtempSync(join(tmpdir(), "customers-"));
let product: TestApp;
let mei: Chatter;

beforeAll(async () => {
  const file = join(folder, "customers.csv");
  const lines = Array.from({ length: 3000 }, (_, index) => `Customer ${index},customer${index}.com,,,`);
  writeFileSync(
    file,
    ["name,domain,tenantId,cloud,relation", ...lines, "東方貿易,dongfang.tw,,,"].join("\n"),
  );
  product = await startTestApp({ CUSTOMERS_FILE: file });
  mei = createChatter(product, person(0));
  await mei.open();
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
});

async function ask(value: unknown, more: object = {}): Promise<unknown> {
  const { aadObjectId, id } = person(0);
  const response = await fetch(`${product.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ type: "invoke", id: crypto.randomUUID(), name: "application/search", channelId: "msteams" },
      ...{ serviceUrl: `${product.origin}/connector`, from: { id, aadObjectId }, locale: "en-US", value },
      conversation: { id: mei.conversationId, conversationType: "personal", tenantId: localTenantId },
      channelData: { tenant: { id: localTenantId } },
      ...more,
    }),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const query = (queryText: string, more: object = {}) =>
  ask({ queryText, queryOptions: { skip: 0, top: 15 }, dataset: "customers", ...more });
const titlesOf = (answer: unknown) => Answer.parse(answer).value.results.map(({ title }) => title);
const customerField = () => {
  const field = walkCard(mei.last().card).find(({ id }) => id === "customer");
  if (field === undefined) throw new Error("the card asks for no customer");
  return field;
};

test("customers are found by the words of their names and domains, those that begin like it first", async () => {
  expect(titlesOf(await query("customer 2999"))).toEqual(["Customer 2999 · customer2999.com"]);
  expect(titlesOf(await query("2999 CUSTOMER"))).toEqual(["Customer 2999 · customer2999.com"]);
  expect(titlesOf(await query("customer299"))).toHaveLength(11);
  expect(titlesOf(await query("東方"))).toEqual(["東方貿易 · dongfang.tw"]);
  expect(titlesOf(await query("zeppelin"))).toEqual([]);
});

test("products are found by any of their names, in the person's language", async () => {
  expect(titlesOf(await query("outlook", { dataset: "products" })).join()).toMatch(/Exchange|Outlook/);
  expect(titlesOf(await query("", { dataset: "products" }))).toHaveLength(15);
});

test("a page of what is found is no longer than Teams shows", async () => {
  const first = titlesOf(await query("customer", { queryOptions: { skip: 0, top: 5000 } }));
  const second = titlesOf(await query("customer", { queryOptions: { skip: 15, top: 15 } }));
  expect([first.length, second.length]).toEqual([15, 15]);
  expect(second).not.toContain(first[0]);
  expect(titlesOf(await ask({ dataset: "customers" }))).toHaveLength(15);
});

test.each([
  ["another list", { queryText: "a", dataset: "people" }],
  ["no list", { queryText: "a" }],
  ["a negative place", { queryText: "a", dataset: "customers", queryOptions: { skip: -1, top: 15 } }],
  ["none at all", { queryText: "a", dataset: "customers", queryOptions: { skip: 0, top: 0 } }],
  ["words that are none", { queryText: { a: 1 }, dataset: "customers" }],
  ["nothing", null],
])("who asks for %s is told in the body that it is wrong", async (_, value) => {
  expect(Wrong.parse(await ask(value)).value.code).toBe("BadRequest");
});

test("hostile words find nothing and break nothing", async () => {
  expect(titlesOf(await query("%_*'\"\u0000\ud800".repeat(900)))).toEqual([]);
});

test("with more customers than fit, the picker looks them up, and one that was chosen so is taken", async () => {
  await mei.say("Nobody can send mail");
  expect(customerField()["choices.data"]).toEqual({ type: "Data.Query", dataset: "customers" });
  expect(z.array(z.unknown()).parse(customerField()["choices"])).toHaveLength(100);

  const [found] = Answer.parse(await query("customer 2999")).value.results;
  const chosen = { customer: found?.value ?? "" };
  // What is refused for another field comes back with the customer that was chosen.
  await mei.click("intake/answer", { ...chosen, product: "nothing-like-it" });
  expect(customerField()["value"]).toBe(found?.value);

  await walkDialog(mei, { ...escalation, ...chosen });
  expect(mei.last().words).toContain("Customer 2999");
  const [latest] = titlesOf(await query(""));
  expect(latest).toBe("Customer 2999 · customer2999.com");
});
