import type { z } from "zod";
import { RecordDetail, RecordList, RefusedProblem } from "../../../src/http/api/wire";
import { CaseForm, CasePage, Me } from "../../../src/http/api/wire-page";
import { textsOf } from "../../../src/locales/texts";
import { localTenantId } from "../../../src/local-chat/people";
import { escalation } from "../../support/cases";
import { createChatter, type Chatter } from "../../support/chatter";
import { desk, openDesk } from "../../support/desk";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { waitUntil } from "../../support/wait-until";
import { walkDialog } from "../../support/walk-dialog";
import { callApi, keepFile, postApi, type ApiAnswer } from "./api-client";

const [mei, alex, jordan] = [person(0), person(1), person(2)];
const path = "/api/records/PS-000001";
const say = textsOf("zh-TW");

let product: TestApp;
let chat: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  chat = createChatter(product, mei);
  await chat.open();
  await openDesk(product, mei);
  await chat.say("Nobody can send mail");
  await walkDialog(chat, escalation);
});
afterEach(() => product.stop());

function later(minutes: number): void {
  product.clock.now = new Date(product.clock.now.getTime() + minutes * 60_000);
}

const headersOf = (who: { readonly aadObjectId: string }) => ({
  "x-local-person": who.aadObjectId,
  "accept-language": "zh-TW",
  "x-time-zone": "Asia/Taipei",
});
const get = (target: string, who = mei): Promise<ApiAnswer> =>
  callApi(product.origin, target, { headers: headersOf(who) });
const page = async (who = mei): Promise<z.infer<typeof CasePage>> =>
  CasePage.parse((await get(`${path}/page`, who)).body);
async function act(action: string, body: unknown, who = mei): Promise<ApiAnswer> {
  const tag = (await get(path, who)).headers.get("etag") ?? "";
  return postApi(product.origin, `${path}/${action}`, body, { ...headersOf(who), "if-match": tag });
}

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

const allowed = ({ actions }: z.infer<typeof CasePage>): readonly string[] =>
  actions.flatMap(({ action, isAllowed }) => (isAllowed ? [action] : []));

test("a page says why, what to do, what has happened and what is missing, in the reader's language", async () => {
  const { record, words, reasons, steps, links, timeline, evidence } = await page();

  expect(words).toMatchObject({
    state: say("state.open"),
    outcome: say("outcome.escalate_to_microsoft"),
    route: say(`route.${record.route}`),
  });
  expect(reasons.map(({ ruleId }) => ruleId)).toEqual(record.ruleIds);
  expect(reasons.every(({ text, source }) => text !== "" && source !== "")).toBe(true);
  expect(steps.length).toBeGreaterThan(2);
  expect(links.some(({ url }) => url?.startsWith("https://"))).toBe(true);
  expect(timeline).toMatchObject([{ field: "created", by: { name: "Mei Chen" }, revision: 1 }]);
  expect(timeline[0]?.text).toContain(say("field.created"));
  expect(evidence.some(({ need, isThere }) => need === "required" && !isThere)).toBe(true);
  expect(words.answers).toContainEqual({
    id: "impact",
    label: say("field.impact"),
    value: say("value.impact.critical"),
  });
});

test("a page that has not changed is not sent again", async () => {
  const { headers } = await get(`${path}/page`);
  const known = { ...headersOf(mei), "if-none-match": headers.get("etag") ?? "" };

  const again = await callApi(product.origin, `${path}/page`, { headers: known });
  await act("notes", { note: "the customer calls again" });
  const changed = await callApi(product.origin, `${path}/page`, { headers: known });

  expect([again.status, again.text, changed.status]).toEqual([304, "", 200]);
});

test("a whole case goes its way over the API as by its cards", async () => {
  expect(allowed(await page())).toContain("send");
  expect((await act("send", {})).status).toBe(200);
  await arrived();
  expect((await act("take", {}, alex)).status).toBe(200);
  expect(
    (await act("evidence", { usersAffected: "12", startedDate: "2026-11-20", startedTime: "16:00" })).status,
  ).toBe(200);
  expect(
    (
      await act("microsoft-case", {
        caseNumber: "2611200040001234",
        filedDate: "2026-11-20",
        filedTime: "16:30",
      })
    ).status,
  ).toBe(200);
  expect((await act("severity", { severity: "B", reason: "half of them work again" }, alex)).status).toBe(
    200,
  );
  expect((await act("owner", { owner: jordan.aadObjectId }, alex)).status).toBe(422);
  await createChatter(product, jordan).say("hello");
  expect((await act("owner", { owner: mei.aadObjectId }, alex)).status).toBe(200);
  expect((await act("state", { state: "resolved", closingReason: "solved_by_microsoft" })).status).toBe(200);
  expect((await act("state", { state: "open", note: "it is back" }, alex)).status).toBe(200);
  await arrived();

  const { record, timeline, deliveries, words } = await page();
  expect(record).toMatchObject({
    state: "open",
    severity: "B",
    computedSeverity: "A",
    owner: { name: "Mei Chen" },
    microsoftCase: { number: "2611200040001234", filedAt: "2026-11-20T08:30:00.000Z" },
    details: { usersAffected: "12", startedAt: "2026-11-20T08:00:00.000Z", startedZone: "Asia/Taipei" },
  });
  expect(timeline.map(({ field }) => field)).toEqual(
    expect.arrayContaining([
      "created",
      "sentToTeam",
      "owner",
      "usersAffected",
      "microsoftCase",
      "severity",
      "state",
    ]),
  );
  expect(words.details.map(({ id }) => id)).toContain("usersAffected");
  expect(deliveries.length).toBeGreaterThan(3);
  expect(deliveries.every(({ state }) => state === "sent")).toBe(true);
  expect(deliveries.find(({ key }) => key === "send:1")).toMatchObject({
    what: "record",
    place: { kind: "channel" },
  });
});

test("every action says whether the caller may do it now, and if not why, and the server keeps to it", async () => {
  await act("send", {});
  await act("take", {}, jordan);

  const { actions, choices } = await page(alex);

  const owned = say("notice.team_owner_only", { name: jordan.name });
  expect(actions.find(({ action }) => action === "state")).toEqual({
    action: "state",
    isAllowed: false,
    code: "team_owner_only",
    reason: owned,
  });
  expect(actions.find(({ action }) => action === "take")?.code).toBe("team_taken_by");
  expect(actions.find(({ action }) => action === "send")?.code).toBe("team_sent_already");
  expect(actions.find(({ action }) => action === "note")?.isAllowed).toBe(true);
  const taken = actions.find(({ action }) => action === "take")?.reason;
  expect(taken).toBe(say("refusal.team_taken_by", { name: jordan.name }));
  expect(choices.states).toEqual([]);
  const refused = RefusedProblem.parse((await act("state", { state: "waiting_customer" }, alex)).body);
  expect(refused.errors[0]?.message).toBe(owned);
  expect((await page(jordan)).choices.states.map(({ id }) => id)).toContain("resolved");
});

test("a form has the questions of the card under the names of the action", async () => {
  const answer = await get(`${path}/forms/state?state=resolved`);
  const { questions } = CaseForm.parse(answer.body);

  expect(questions.map(({ id, value }) => [id, value])).toEqual([
    ["state", "resolved"],
    ["closingReason", ""],
    ["note", ""],
  ]);
  expect(questions[1]?.options.length).toBeGreaterThan(5);
  expect((await get(`${path}/forms/state?state=lost`)).status).toBe(400);
  expect((await get(`${path}/forms/nonsense`)).status).toBe(404);
  const evidence = CaseForm.parse((await get(`${path}/forms/evidence`)).body);
  expect(evidence.questions.map(({ id }) => id)).toContain("usersAffected");
});

test("a kept file is only ever saved, under its name, whatever that is", async () => {
  const id = await keepFile(product, 1, { name: '螢幕 "1".html', bytes: "<script>alert(1)</script>" });

  const { files } = await page();
  const href = files[0]?.href ?? "";
  const answer = await get(href);

  expect(href).toBe(`${path}/files/${id}`);
  expect([answer.status, answer.text]).toEqual([200, "<script>alert(1)</script>"]);
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="__ _1_.html"; filename*=UTF-8''${encodeURIComponent('螢幕 "1".html')}`,
  );
  expect((await get(`${path}/files/another`)).status).toBe(404);
});

test("what is due is listed by its moment, and a clock that is kept is due no longer", async () => {
  const due = async (search: string): Promise<readonly string[]> =>
    RecordList.parse((await get(`/api/records?${search}`)).body).records.map(({ number }) => number);
  expect(await due("due=24h")).toEqual([]);
  await act("microsoft-case", { caseNumber: "2611200040001234" });

  const [clock] = (await page()).clocks;
  expect(clock).toMatchObject({ clock: "response_due", state: "running" });
  expect(await due("due=24h")).toEqual(["PS-000001"]);
  expect(await due("due=overdue")).toEqual([]);
  later(150);
  expect(await due("due=overdue&sort=due")).toEqual(["PS-000001"]);
  const [listed] = RecordList.parse((await get("/api/records")).body).records;
  expect(listed?.due).toEqual({ clock: "response_due", at: clock?.dueAt });
  expect((await page()).clocks[0]).toMatchObject({ clock: "response_due", state: "overdue" });
  await act("state", { state: "waiting_customer" });
  expect(await due("due=overdue")).toEqual([]);
  expect(RecordList.parse((await get("/api/records")).body).records[0]?.due?.clock).not.toBe("response_due");
  expect((await page()).clocks.find(({ clock: id }) => id === "response_due")).toMatchObject({
    state: "missed",
    text: "",
  });
});

test("who asks is told who they are and what they can choose from", async () => {
  const me = Me.parse((await get("/api/me", alex)).body);

  expect(me).toMatchObject({
    person: { id: alex.aadObjectId, name: "Alex Rivera" },
    isLead: false,
    language: null,
    channels: [{ id: desk, name: "Escalations" }],
    features: { isLocal: true },
  });
  expect(me.products.find(({ id }) => id === "exchange-online")?.name).toContain("Exchange Online");
  expect(me.customers.length).toBeGreaterThan(0);
  const [customer] = me.customers;
  expect((await get(`/api/records?customer=${encodeURIComponent(customer?.key ?? "")}`)).status).toBe(200);
});

test("a case is linked with one that looks the same, and with no made-up one", async () => {
  await chat.say("new");
  await walkDialog(chat, escalation);

  const linked = await act("links", { other: "PS-000002", how: "link" });
  expect(RecordDetail.parse(linked.body).related).toEqual(["PS-000002"]);
  expect((await page()).related).toMatchObject([{ number: "PS-000002", standing: "related" }]);
  expect((await act("links", { other: "PS-000002", how: "unlink" })).status).toBe(200);
  const answer = await act("links", { other: "PS-000777", how: "link" });

  expect(answer.status).toBe(422);
  expect(RecordDetail.parse((await get(path)).body).related).toEqual([]);
});
