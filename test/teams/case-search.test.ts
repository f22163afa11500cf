import { z } from "zod";
import { textsOf } from "../../src/locales/texts";
import { startTestApp, type TestApp } from "../support/test-app";
import { sampleRecord } from "../contracts/store-samples";

let product: TestApp;
let made = 0;

beforeAll(async () => {
  product = await startTestApp();
  await keep("ada", "Mail of Fabrikam is late <b>now</b>");
  await keep("bo", "客戶的郵件延遲");
});

afterAll(async () => {
  await product.stop();
});

async function keep(userId: string, title: string): Promise<void> {
  const key = { tenantId: "one", userId, conversationId: "desk", activityId: `made-${(made += 1)}` };
  const customer = { name: "Fabrikam [evil](https://evil.example)" };
  const createRecord = sampleRecord({ title, customer, requester: { id: userId, name: userId } });
  await product.app.store.saveTurn({ key, at: createRecord.createdAt, createRecord });
}

/** What Teams posts for a person, in a group chat; answers the body. */
async function ask(name: string, value: unknown, { of = "ada", tenant = "one" } = {}): Promise<unknown> {
  const response = await fetch(`${product.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      type: "invoke",
      name,
      id: `f:${(made += 1)}`,
      channelId: "msteams",
      serviceUrl: `${product.origin}/connector`,
      from: { id: `29:${of}`, name: of, aadObjectId: of },
      recipient: { id: "28:bot" },
      conversation: {
        id: "19:group@thread.v2",
        conversationType: "groupChat",
        isGroup: true,
        tenantId: tenant,
      },
      channelData: { tenant: { id: tenant } },
      locale: "en-US",
      value,
    }),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const query = (text: string, more = {}) => ({
  commandId: "searchCases",
  parameters: [{ name: "text", value: text }],
  queryOptions: { skip: 0, count: 25 },
  ...more,
});
const search = (text: string, who = {}) => ask("composeExtension/query", query(text), who);
const Found = z.object({
  composeExtension: z.object({
    type: z.literal("result"),
    attachments: z.array(
      z.object({
        content: z.looseObject({ refresh: z.looseObject({}) }),
        preview: z.object({ content: z.object({ title: z.string(), text: z.string() }) }),
      }),
    ),
  }),
});
const Said = z.object({
  composeExtension: z.object({ type: z.literal("message"), text: z.string().min(1) }),
});
const attachmentsOf = (body: unknown) => Found.parse(body).composeExtension.attachments;
const numbersOf = (body: unknown) =>
  attachmentsOf(body).map(({ preview }) => preview.content.title.slice(0, 9));
const says = (body: unknown) => Said.safeParse(body).success;
const withoutNumber = (text: string): string => text.replaceAll(/PS-\d+|"record":\d+/g, "");

test("cases are found by words, Chinese, number and customer, the last changed first", async () => {
  expect(numbersOf(await search("late"))).toEqual(["PS-000001"]);
  expect(numbersOf(await search("郵件"))).toEqual(["PS-000002"]);
  expect(numbersOf(await search("2"))).toEqual(["PS-000002"]);
  expect(numbersOf(await search("fabrikam"))).toEqual(["PS-000002", "PS-000001"]);
});

test("where only the newest cases were looked at, the answer says so and how to find older ones", async () => {
  const say = textsOf("en");
  expect(Said.parse(await search("zeppelin")).composeExtension.text).toBe(say("shared.none"));
  // As the store answers when words that seldom meet have more cases than pages of one search look through.
  const { store } = product.app;
  const asked: (string | null)[] = [];
  const stopping = jest.spyOn(store, "searchRecords").mockImplementation(({ after }) => {
    asked.push(after);
    return Promise.resolve({ records: [], next: String(9000 - asked.length) });
  });

  const answer = await search("zeppelin");
  stopping.mockRestore();

  expect(Said.parse(answer).composeExtension.text).toBe(say("shared.none_newest"));
  // Somebody waits while they type: one page is looked through, and no more.
  expect(asked).toEqual([null]);
});

test("an empty box lists one's own cases, and says so where there are none", async () => {
  const initial = { parameters: [{ name: "initialRun", value: "true" }] };
  expect(numbersOf(await ask("composeExtension/query", query("", initial)))).toEqual(["PS-000001"]);
  expect(says(await search("", { of: "cy" }))).toBe(true);
});

test("what finds nothing, is hostile, or is not of the package is answered and no error", async () => {
  expect(says(await search("zeppelin"))).toBe(true);
  expect(says(await search('"* OR \ud800 ('.repeat(400)))).toBe(true);
  const none = { composeExtension: { type: "result", attachmentLayout: "list", attachments: [] } };
  for (const value of [{}, null, { commandId: "other" }, { commandId: "searchCases", parameters: 7 }])
    expect(await ask("composeExtension/query", value)).toEqual(none);
});

test("nobody of another tenant finds them", async () => {
  expect(says(await search("late", { tenant: "two", of: "eve" }))).toBe(true);
});

test("what is pasted holds no words of the case; the preview holds no markup", async () => {
  const [first] = attachmentsOf(await search("late"));
  expect(JSON.stringify(first?.content)).not.toMatch(/Fabrikam|late/);
  expect(JSON.stringify(first?.preview)).not.toMatch(/<b>|\]\(/);
});

test("a shared card tells the case to those who may open it, and only its number to others", async () => {
  const look = (who: object, tenant = "one", record = 1) => {
    const action = { type: "Action.Execute", verb: "case/shared", data: { record, tenant } };
    return ask("adaptiveCard/action", { action, trigger: "automatic" }, who);
  };

  expect(JSON.stringify(await look({ of: "bo" }))).toContain("Fabrikam");
  const stranger = JSON.stringify(await look({ of: "eve", tenant: "two" }));
  expect(stranger).not.toMatch(/Fabrikam|late|Open\b.*C ·/);
  const unknown = JSON.stringify(await look({ of: "bo" }, "one", 999));
  expect(withoutNumber(unknown)).toBe(withoutNumber(stranger));
});

test("a link unfurls to its number and nothing of the case, whether there is one or not", async () => {
  const unfurl = (url: string, name = "queryLink") => ask(`composeExtension/${name}`, { url });
  const known = JSON.stringify(await unfurl("https://support.contoso.com/cases/PS-000001"));
  const unknown = JSON.stringify(await unfurl("https://support.contoso.com/cases/PS-000999"));

  expect(known).toContain("PS-000001");
  expect(known).toContain("case/shared");
  expect(known).not.toMatch(/Fabrikam|late|Severity/);
  expect(withoutNumber(unknown)).toBe(withoutNumber(known));
  const anonymous = JSON.stringify(
    await unfurl("https://support.contoso.com/cases/PS-1", "anonymousQueryLink"),
  );
  expect(anonymous).not.toContain('"refresh"');
  expect(JSON.stringify(await unfurl("https://support.contoso.com/elsewhere"))).toContain('"attachments":[]');
});

test("following a link opens the tab, without telling whether there is such a case", async () => {
  const follow = (path: string) => fetch(`${product.origin}/cases/${path}`, { redirect: "manual" });

  for (const [path, number] of [
    ["PS-000001", "PS-000001"],
    ["ps-999", "PS-000999"],
  ] as const) {
    const response = await follow(path);
    expect([response.status, response.headers.get("location")]).toEqual([302, `/tab/?case=${number}`]);
  }
  expect((await follow("somebody")).status).toBe(404);
});
