import { RecordDetail, RecordHistory, RefusedProblem, StaleProblem } from "../../../src/http/api/wire";
import { textsOf } from "../../../src/locales/texts";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { callApi, keepRecord, postApi, type ApiAnswer } from "./api-client";

const mei = { id: person(0).aadObjectId, name: person(0).name };
const alex = { id: person(1).aadObjectId, name: person(1).name };

let product: TestApp;
let made = 0;
/** The path of a new case. */
let path = "";

beforeAll(async () => {
  product = await startTestApp();
});
afterAll(() => product.stop());
beforeEach(async () => {
  await keepRecord(product, { requester: mei });
  made += 1;
  path = `/api/records/PS-${String(made).padStart(6, "0")}`;
  // Every test has its calls.
  product.clock.now = new Date(product.clock.now.getTime() + 60_000);
});

const seen = (revision: number, who = mei.id): Record<string, string> => ({
  "x-local-person": who,
  "if-match": `"${revision}"`,
});
const post = (action: "notes" | "state", body: unknown, headers = seen(1)): Promise<ApiAnswer> =>
  postApi(product.origin, `${path}/${action}`, body, headers);
const present = async () =>
  RecordDetail.parse((await callApi(product.origin, path, { headers: seen(1) })).body);
const history = async () =>
  RecordHistory.parse((await callApi(product.origin, `${path}/history`, { headers: seen(1) })).body).entries;

test("a note is added to the history under the caller's name", async () => {
  const answer = await post("notes", { note: "  called the customer\u0000 " });

  expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"2"']);
  expect(RecordDetail.parse(answer.body)).toEqual(await present());
  expect((await history()).at(-1)).toMatchObject({
    field: "note",
    new: "called the customer",
    by: mei,
    at: product.clock.now.toISOString(),
    revision: 2,
  });
});

test("a case is resolved with its reason, and a colleague may reopen it", async () => {
  await post("state", { state: "resolved", closingReason: "solved_by_partner", note: "all well" });
  expect(await present()).toMatchObject({ state: "resolved", closingReason: "solved_by_partner" });

  const answer = await post("state", { state: "open" }, seen(2, alex.id));

  expect(answer.status).toBe(200);
  expect(await present()).toMatchObject({ state: "open", closingReason: null, revision: 3 });
  expect((await history()).find(({ new: state }) => state === "resolved")).toMatchObject({ why: "all well" });
});

test.each([
  ["an empty note", "notes", { note: " " }, { field: "note", code: "required" }],
  ["a long note", "notes", { note: "x".repeat(501) }, { field: "note", code: "noteTooLong" }],
  ["a state out of reach", "state", { state: "closed" }, { field: "state", code: "choose" }],
  ["the state it has", "state", { state: "open" }, { field: "state", code: "choose" }],
  ["no reason", "state", { state: "resolved" }, { field: "closingReason", code: "closingReason" }],
] as const)("%s is refused for the reason a card gives", async (_name, action, body, reason) => {
  const answer = await post(action, body, { ...seen(1), "accept-language": "zh-TW" });

  expect(answer.status).toBe(422);
  const message = textsOf("zh-TW")(`error.${reason.code}`);
  expect(RefusedProblem.parse(answer.body).errors).toEqual([{ ...reason, message }]);
  expect((await present()).revision).toBe(1);
});

test("without If-Match nothing is changed", async () => {
  expect((await post("notes", { note: "x" }, { "x-local-person": mei.id })).status).toBe(428);
  expect((await present()).revision).toBe(1);
});

test("who has seen an older revision gets the present case and changes nothing", async () => {
  await post("notes", { note: "first" });

  const answer = await post("notes", { note: "second" }, seen(1, alex.id));

  expect([answer.status, answer.headers.get("etag")]).toEqual([412, '"2"']);
  expect(StaleProblem.parse(answer.body).record).toEqual(await present());
  expect((await history()).map(({ new: value }) => value)).not.toContain("second");
});

test("of many calls on one revision one is taken", async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, place) => post("notes", { note: `note ${place}` })),
  );

  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
  expect((await present()).revision).toBe(2);
});

test("a call repeated under its key happens once, one after the other or all at once", async () => {
  const headers = { ...seen(1), "idempotency-key": "a-key" };
  const together = await Promise.all(
    Array.from({ length: 5 }, () => post("notes", { note: "once" }, headers)),
  );
  await post("notes", { note: "later" }, seen(2));

  const again = await post("notes", { note: "once" }, headers);

  expect(new Set([...together, again].map(({ status }) => status))).toEqual(new Set([200]));
  expect(again.headers.get("etag")).toBe('"3"');
  expect((await history()).filter(({ new: value }) => value === "once")).toHaveLength(1);
});

test("another person, another case and another text under the same key are no repeats", async () => {
  const key = { "idempotency-key": "shared" };
  await post("notes", { note: "mine" }, { ...seen(1), ...key });
  expect((await post("notes", { note: "mine" }, { ...seen(2, alex.id), ...key })).status).toBe(200);
  expect((await post("notes", { note: "other" }, { ...seen(3), ...key })).status).toBe(200);
  expect((await present()).revision).toBe(4);
  expect((await post("notes", { note: "another" }, { ...seen(1), ...key })).status).toBe(412);
});

test.each([
  ["a list", [], undefined],
  ["nothing", undefined, undefined],
  ["a number for a note", { note: 7 }, "note"],
  ["a field nobody knows", { note: "x", by: "somebody" }, undefined],
])("%s is no body", async (_name, body, parameter) => {
  const answer = await post("notes", body);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(expect.objectContaining(parameter === undefined ? {} : { parameter }));
});

test.each([
  ["if-match", "*"],
  ["if-match", '"one"'],
  ["if-match", 'W/"1"'],
  ["idempotency-key", "a b"],
  ["idempotency-key", "x".repeat(129)],
])("%s: %s is refused and named", async (parameter, value) => {
  const answer = await post("notes", { note: "x" }, { ...seen(1), [parameter]: value });
  expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ parameter })]);
});

test("more than 64 KiB is refused, and so is what is not declared as JSON", async () => {
  expect((await post("notes", { note: "x".repeat(65_536) })).status).toBe(413);
  expect((await post("notes", { note: "x" }, { ...seen(1), "content-type": "text/plain" })).status).toBe(415);
  expect((await post("notes", { note: "x".repeat(65_000) })).status).toBe(422);
});

test("who calls too often waits, and nobody else does", async () => {
  const answers = await Promise.all(
    Array.from({ length: 62 }, () => callApi(product.origin, path, { headers: seen(1) })),
  );
  const refused = answers.filter(({ status }) => status === 429);

  expect(refused).toHaveLength(2);
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  expect((await callApi(product.origin, path, { headers: seen(1, alex.id) })).status).toBe(200);
  product.clock.now = new Date(product.clock.now.getTime() + 1000);
  expect((await callApi(product.origin, path, { headers: seen(1) })).status).toBe(200);
});
