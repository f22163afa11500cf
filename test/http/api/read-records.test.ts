import { z } from "zod";
import { operations } from "../../../src/http/api/operations";
import { RecordDetail, RecordHistory, RecordList } from "../../../src/http/api/wire";
import { moment } from "../../contracts/store-samples";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { callApi, keepRecord, type ApiAnswer } from "./api-client";

const mei = { id: person(0).aadObjectId, name: person(0).name };
const alex = { id: person(1).aadObjectId, name: person(1).name };
const contoso = { name: "Contoso", domain: "contoso.com" };

let product: TestApp;
/** The same data, but everybody sees only their own. */
let closed: TestApp;

beforeAll(async () => {
  product = await startTestApp();
  closed = await startTestApp({ CASE_ACCESS: "own" });
  for (const app of [product, closed]) {
    await keepRecord(app, { requester: mei, product: "exchange-online", updatedAt: moment(1) });
    await keepRecord(app, { requester: alex, customer: contoso, state: "resolved", updatedAt: moment(3) });
    await keepRecord(app, { requester: mei, customer: contoso, updatedAt: moment(2) });
    await keepRecord(app, { requester: mei, title: "elsewhere", updatedAt: moment(9) }, "fabrikam");
  }
});
afterAll(async () => {
  await product.stop();
  await closed.stop();
});

beforeEach(() => {
  // Every test has its calls.
  for (const { clock } of [product, closed]) clock.now = new Date(clock.now.getTime() + 60_000);
});

const get = (path: string, who = mei.id, app = product): Promise<ApiAnswer> =>
  callApi(app.origin, path, { headers: { "x-local-person": who } });
const numbersOf = ({ body }: ApiAnswer): readonly string[] =>
  RecordList.parse(body).records.map(({ number }) => number);

test("the list has the tenant's cases, the last changed first, and ends", async () => {
  const answer = await get("/api/records");

  expect(answer.status).toBe(200);
  expect(numbersOf(answer)).toEqual(["PS-000002", "PS-000003", "PS-000001"]);
  expect(RecordList.parse(answer.body).next).toBeNull();
  expect(answer.text).not.toContain("elsewhere");
});

test.each([
  ["state=resolved", ["PS-000002"]],
  ["state=closed", []],
  ["severity=C", ["PS-000002", "PS-000003", "PS-000001"]],
  ["severity=A", []],
  ["outcome=resolve&product=exchange-online", ["PS-000001"]],
  ["customer=domain:contoso.com", ["PS-000002", "PS-000003"]],
  ["customer=domain:Contoso.com&state=open", ["PS-000003"]],
  ["requester=me", ["PS-000003", "PS-000001"]],
  [`requester=${alex.id}`, ["PS-000002"]],
  ["state=open,resolved&sort=number&order=asc", ["PS-000001", "PS-000002", "PS-000003"]],
  ["sort=created", ["PS-000003", "PS-000002", "PS-000001"]],
  ["severity=A,C&sort=severity", ["PS-000002", "PS-000003", "PS-000001"]],
  ["owner=none", ["PS-000002", "PS-000003", "PS-000001"]],
  ["owner=me", []],
  ["scope=mine", ["PS-000003", "PS-000001"]],
  ["scope=channel:19:nowhere", []],
  ["due=overdue", []],
  ["q=mail", ["PS-000003", "PS-000002", "PS-000001"]],
  ["q=ps-2", ["PS-000002"]],
  ["q=contoso&state=open,escalated", ["PS-000003"]],
  ["q=mail&scope=mine", ["PS-000003", "PS-000001"]],
  ["q=mail&owner=me", []],
  ["q=elsewhere", []],
  ["q=%25_%22%27*", []],
  [`q=${"long ".repeat(1000).trim().replaceAll(" ", "+")}`, []],
  ["q=", ["PS-000002", "PS-000003", "PS-000001"]],
])("%s finds %j", async (search, numbers) => {
  expect(numbersOf(await get(`/api/records?${search}`))).toEqual(numbers);
});

test("pages follow each other along the cursor", async () => {
  const first = await get("/api/records?limit=2");
  const { next } = RecordList.parse(first.body);

  const second = await get(`/api/records?limit=2&cursor=${next ?? ""}`);

  expect(numbersOf(first)).toEqual(["PS-000002", "PS-000003"]);
  expect(numbersOf(second)).toEqual(["PS-000001"]);
  expect(RecordList.parse(second.body).next).toBeNull();
});

test("a cursor goes on in the list it is of, and in no other", async () => {
  const { next } = RecordList.parse((await get("/api/records?limit=1&sort=severity")).body);

  expect(numbersOf(await get(`/api/records?limit=5&sort=severity&cursor=${next ?? ""}`))).toEqual([
    "PS-000003",
    "PS-000001",
  ]);
  expect((await get(`/api/records?limit=1&cursor=${next ?? ""}`)).body).toMatchObject({
    parameter: "cursor",
  });
});

test("what words find is paged, too", async () => {
  const first = await get("/api/records?q=mail&limit=2");
  const { next } = RecordList.parse(first.body);

  expect(numbersOf(first)).toEqual(["PS-000003", "PS-000002"]);
  expect(numbersOf(await get(`/api/records?q=mail&limit=2&cursor=${next ?? ""}`))).toEqual(["PS-000001"]);
});

test("a page that stops before it is full tells where to go on, and the list goes on there", async () => {
  // Words are looked up first, and of what they find more than one state is asked.
  const path = "/api/records?q=mail&state=resolved,closed&limit=1";
  const first = await get(path);
  const { next } = RecordList.parse(first.body);

  expect(numbersOf(first)).toEqual([]);
  expect(numbersOf(await get(`${path}&cursor=${next ?? ""}`))).toEqual(["PS-000002"]);
});

test("a list that has not changed is not sent again, neither to another person nor for other words", async () => {
  const first = await get("/api/records?state=open");
  const tag = first.headers.get("etag") ?? "";
  const again = (path: string, who = mei.id) =>
    callApi(product.origin, path, {
      headers: { "x-local-person": who, "if-none-match": tag },
    });

  const known = await again("/api/records?state=open");
  expect([known.status, known.text, known.headers.get("etag")]).toEqual([304, "", tag]);
  expect(known.headers.get("cache-control")).toBe("private, no-cache");
  expect(first.headers.get("vary")).toContain("Authorization");
  expect((await again("/api/records?state=closed")).status).toBe(200);
  expect((await again("/api/records?state=open", alex.id)).status).toBe(200);
});

test("where everybody sees only their own, the list and each case keep to it", async () => {
  expect(numbersOf(await get("/api/records", mei.id, closed))).toEqual(["PS-000003", "PS-000001"]);
  expect(numbersOf(await get(`/api/records?requester=${alex.id}`, mei.id, closed))).toEqual([]);
  expect(numbersOf(await get("/api/records?q=mail", mei.id, closed))).toEqual(["PS-000003", "PS-000001"]);
  expect((await get("/api/records/PS-000002", mei.id, closed)).status).toBe(404);
  expect((await get("/api/records/PS-000002/history", mei.id, closed)).status).toBe(404);
  expect((await get("/api/records/PS-000002", alex.id, closed)).status).toBe(200);
});

test("a case comes with its revision as tag", async () => {
  const answer = await get("/api/records/PS-000003");

  expect(answer.headers.get("etag")).toBe('"1"');
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(RecordDetail.parse(answer.body)).toMatchObject({
    number: "PS-000003",
    requester: mei,
    customer: { key: "domain:contoso.com", name: "Contoso" },
    nextStates: ["escalated", "waiting_microsoft", "waiting_customer", "resolved"],
  });
});

test("a history comes with its lines", async () => {
  const { body } = await get("/api/records/PS-000001/history");
  expect(RecordHistory.parse(body).entries).toMatchObject([{ field: "state", new: "open", revision: 1 }]);
});

test("unknown, foreign and impossible numbers are told apart by nothing", async () => {
  const paths = ["PS-000004", "PS-999999", "PS-0", "1", "nonsense", "PS-99999999999999"];
  const answers = await Promise.all(paths.map((name) => get(`/api/records/${name}`)));
  const foreign = await get("/api/records/PS-000002", mei.id, closed);

  expect(new Set([...answers, foreign].map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(foreign.status).toBe(404);
  expect(foreign.headers.get("content-type")).toBe("application/problem+json");
});

test.each([
  ["state=lost", "state"],
  ["severity=D", "severity"],
  ["outcome=", "outcome"],
  ["product=%27--", "product"],
  ["customer=contoso.com", "customer"],
  ["requester=you", "requester"],
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=many", "limit"],
  ["cursor=7", "cursor"],
  ["cursor=WyJub3ciLDFd", "cursor"],
  ["state=open&state=closed", "state"],
  ["state=open,lost", "state"],
  ["state=", "state"],
  ["severity=A,", "severity"],
  ["owner=you", "owner"],
  ["scope=yours", "scope"],
  ["due=soon", "due"],
  ["due=0h", "due"],
  ["due=99999h", "due"],
  ["sort=title", "sort"],
  ["q=mail&sort=due", "sort"],
  ["q=mail&due=overdue", "due"],
  ["q=mail&cursor=7", "cursor"],
  ["order=up", "order"],
])("%s is refused and named", async (search, parameter) => {
  const answer = await get(`/api/records?${search}`);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ parameter });
});

test("an unknown parameter is refused without repeating it", async () => {
  const answer = await get("/api/records?%3Cevil%3E=1");
  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain("evil");
});

test.each([
  ["nobody", {}],
  ["a stranger", { "x-local-person": "11111111-1111-4111-8111-111111111111" }],
  ["a name", { "x-local-person": "Mei Chen" }],
])("%s is answered 401 with an empty body", async (_name, headers) => {
  const { status, text } = await callApi(product.origin, "/api/records", { headers });
  expect([status, text]).toEqual([401, ""]);
});

test("the description is served and names every operation", async () => {
  const { body } = await callApi(product.origin, "/api/openapi.json");
  const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(body);
  expect(Object.keys(paths)).toEqual([...new Set(operations.map(({ path }) => path))]);
});
