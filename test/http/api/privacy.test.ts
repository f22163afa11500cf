import { CasePage } from "../../../src/http/api/wire-page";
import { localTenantId } from "../../../src/local-chat/people";
import { textsOf } from "../../../src/locales/texts";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { callApi, keepRecord, postApi } from "./api-client";

const lead = { "x-local-person": person(2).aadObjectId };
const technician = { "x-local-person": person(0).aadObjectId };
const mei = { id: person(0).aadObjectId, name: person(0).name };
const contoso = { kind: "customer", id: "Contoso" };
const other = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a09";

let product: TestApp;
beforeEach(async () => {
  product = await startTestApp();
  const case1 = { requester: mei, title: "Mail of Contoso", customer: { name: "Contoso" } };
  await keepRecord(product, case1);
  await keepRecord(product, case1, other);
});
afterEach(() => product.stop());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>>) =>
  postApi(product.origin, `/api/privacy/${path}`, body, headers);

test("a lead gets all that is held about a customer as a file, of their own tenant only", async () => {
  const { status, headers, body } = await post("exports", contoso, lead);
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toContain("customer-data.json");
  expect(body).toMatchObject({ format: 1, tenant: localTenantId, subject: contoso, isWhole: true });
  expect(JSON.stringify(body)).toContain("Mail of Contoso");
  expect(JSON.stringify(body)).not.toContain(other);
});

test("a lead erases a customer once under a key; history stays under a pseudonym, other tenants' cases as they are", async () => {
  const keyed = { ...lead, "idempotency-key": "one" };
  const [first, again] = [await post("erasures", contoso, keyed), await post("erasures", contoso, keyed)];
  expect(first.status).toBe(200);
  expect(again.body).toEqual(first.body);

  const { store } = product.app;
  const record = await store.findRecord(localTenantId, 1);
  expect(first.body).toEqual({ pseudonym: record?.customer?.name });
  expect(record?.title).toBe("");
  expect(await store.readHistory(localTenantId, 1)).toHaveLength(1);
  expect((await store.findRecord(other, 1))?.customer?.name).toBe("Contoso");
  const { body } = await callApi(product.origin, "/api/privacy/erasures", { headers: lead });
  expect(body).toMatchObject({ erasures: [{ kind: "customer", by: person(2).aadObjectId }] });
  expect(JSON.stringify((await post("exports", contoso, lead)).body)).not.toContain("Mail");
});

test.each(["en", "zh-TW", "zh-CN"] as const)(
  "that a case is with somebody whose name went with the customer's is said without a name, in %s",
  async (language) => {
    const owner = { id: person(2).aadObjectId, name: person(2).name };
    await keepRecord(product, { requester: mei, owner, customer: { name: "Contoso" } });
    expect((await post("erasures", contoso, lead)).status).toBe(200);

    const headers = { "x-local-person": person(1).aadObjectId, "accept-language": language };
    const { body } = await callApi(product.origin, "/api/records/PS-000002/page", { headers });

    const { actions } = CasePage.parse(body);
    const reasonOf = (name: string) => actions.find(({ action }) => action === name)?.reason;
    const say = textsOf(language);
    expect(reasonOf("take")).toBe(say("refusal.team_taken_by_unnamed"));
    expect(reasonOf("state")).toBe(say("notice.team_owner_only_unnamed"));
  },
);

test.each([
  ["exports", contoso],
  ["erasures", contoso],
])("nobody else may ask for %s", async (path, body) => {
  expect((await post(path, body, technician)).status).toBe(403);
  expect((await product.app.store.findRecord(localTenantId, 1))?.customer?.name).toBe("Contoso");
});
