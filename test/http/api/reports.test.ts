import { parse } from "csv-parse/sync";
import type { z } from "zod";
import { ReportAnswer } from "../../../src/http/api/wire-report";
import { escalation, healthFirst, howTo } from "../../support/cases";
import { createChatter, type Chatter } from "../../support/chatter";
import { atDesk, desk as deskId, openDesk } from "../../support/desk";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { walkDialog } from "../../support/walk-dialog";
import { callApi, keepRecord, postApi, type ApiAnswer } from "./api-client";

type Report = z.infer<typeof ReportAnswer>;

const mei = { id: person(0).aadObjectId, name: person(0).name };
const alex = { id: person(1).aadObjectId, name: person(1).name };
const jordan = { id: person(2).aadObjectId, name: person(2).name };

let product: TestApp;
let chat: Chatter;

afterEach(() => product.stop());

const goTo = (moment: string): void => {
  product.clock.now = new Date(moment);
};

function get(search = "", headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer> {
  return callApi(product.origin, `/api/reports${search}`, {
    headers: { "x-local-person": mei.id, "x-time-zone": "Asia/Taipei", ...headers },
  });
}

async function read(search = "", headers: Readonly<Record<string, string>> = {}): Promise<Report> {
  const answer = await get(search, headers);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return ReportAnswer.parse(answer.body);
}

/** The table of a section: a line for each point, the values by the keys of the series. */
function table(
  { sections }: Report,
  id: string,
): Readonly<Record<string, Readonly<Record<string, number | null>>>> {
  const section = sections.find((one) => one.id === id);
  if (section === undefined) throw new Error(`no section ${id}`);
  return Object.fromEntries(
    section.points.map(({ key }, index) => [
      key,
      Object.fromEntries(section.series.map((one) => [one.key, one.values[index] ?? null])),
    ]),
  );
}

const figures = ({ figures: all }: Report): Readonly<Record<string, number | null>> =>
  Object.fromEntries(all.map(({ key, value }) => [key, value]));

async function changeState(number: string, revision: number, body: object): Promise<void> {
  const headers = { "x-local-person": mei.id, "if-match": `"${revision}"` };
  const answer = await postApi(product.origin, `/api/records/${number}/state`, body, headers);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
}

describe("a history made of turns", () => {
  beforeEach(async () => {
    product = await startTestApp();
    chat = createChatter(product, person(0));
    await chat.open();
    await openDesk(product, person(0));
    // Sunday evening in UTC is Monday in Taipei.
    goTo("2026-11-15T17:00:00.000Z");
    await chat.say("Nobody can send mail");
    await walkDialog(chat, escalation);
    await chat.click("record/send");
    goTo("2026-11-15T17:30:00.000Z");
    await chat.say("How do I use OneNote?");
    await walkDialog(chat, howTo);
    await changeState("PS-000002", 1, { state: "resolved", closingReason: "solved_by_partner" });
    await changeState("PS-000002", 2, { state: "open" });
    await changeState("PS-000002", 3, { state: "resolved", closingReason: "workaround_accepted" });
    goTo("2026-11-24T03:00:00.000Z");
    await chat.say("OneDrive does not sync");
    await walkDialog(chat, healthFirst);
    goTo("2026-11-26T03:00:00.000Z");
  });

  test("is counted by week of the person, severity and what became of it", async () => {
    const report = await read("?weeks=2");

    expect(report.period).toEqual({ from: "2026-11-16", to: "2026-11-26", step: "day", zone: "Asia/Taipei" });
    const weeks = await read("?weeks=2&step=week");
    expect(table(weeks, "severity")).toEqual({
      "2026-11-16": { A: 1, non_break_fix: 1 },
      "2026-11-23": { A: 1, non_break_fix: 0 },
    });
    expect(table(weeks, "handling")).toEqual({
      "2026-11-16": { partner: 1, escalated: 1, open: 0 },
      "2026-11-23": { partner: 0, escalated: 0, open: 1 },
    });
    expect(figures(weeks)).toMatchObject({
      cases: 3,
      partner: 1,
      escalated: 1,
      open: 1,
      reopened: 1,
      waiting: 1,
    });
  });

  test("is counted elsewhere by the weeks of that place", async () => {
    const weeks = await read("?from=2026-11-09&to=2026-11-26&step=week", { "x-time-zone": "UTC" });

    expect(
      Object.entries(table(weeks, "handling")).map(([week, { escalated }]) => [week, escalated]),
    ).toEqual([
      ["2026-11-09", 1],
      ["2026-11-16", 0],
      ["2026-11-23", 0],
    ]);
  });

  test("tells verdicts, rows, products, channels and what came back apart", async () => {
    const report = await read();

    expect(table(report, "outcomes")).toEqual({
      resolve: { partner: 1, escalated: 0, open: 0 },
      escalate_to_microsoft: { partner: 0, escalated: 1, open: 0 },
      service_health_first: { partner: 0, escalated: 0, open: 1 },
    });
    expect(table(report, "products")["onenote"]).toEqual({ A: 0, non_break_fix: 1 });
    expect(table(report, "reopened")["onenote"]).toEqual({ reopenedCases: 1, reopenings: 1 });
    expect(table(report, "teams")).toEqual({
      unknown: { cases: 2, kept: 0, missed: 0, waiting: 0, takenMinutes: null },
      [deskId]: { cases: 1, kept: 0, missed: 0, waiting: 1, takenMinutes: null },
    });
    expect(Object.values(table(report, "reasons")).map(({ cases }) => cases)).toEqual([1, 1, 1]);
  });

  test("says how long a case waited to be taken", async () => {
    await atDesk(product, person(1)).click("case/take");

    const report = await read();

    // From Monday, 01:00 to Thursday of the next week, 11:00 in Taipei.
    expect(table(report, "taking")["A"]).toMatchObject({ longer: 1, waiting: 0, takenMinutes: 250 * 60 });
    expect(report.figures.find(({ key }) => key === "takenMinutes")).toMatchObject({
      value: 250 * 60,
      text: "10 d 10 h",
    });
  });

  test("tells a first response that was kept from one that was missed", async () => {
    await chat.say("PS-000001");
    await chat.openForm("file");
    await chat.click("record/file", { caseNumber: "2611240001" });
    const before = await read();
    goTo("2026-11-26T09:00:00.000Z");
    const after = await read();

    expect(table(before, "response")).toMatchObject({ A: { kept: 0, missed: 0, running: 1 } });
    expect(table(after, "response")).toMatchObject({ A: { kept: 0, missed: 1, running: 0 } });
  });

  test("is narrowed to a channel, and names what it can be narrowed to", async () => {
    const report = await read(`?team=${encodeURIComponent(deskId)}`);

    expect(figures(report)).toMatchObject({ cases: 1, escalated: 1 });
    expect(report.channels).toEqual([{ id: deskId, name: "Escalations" }]);
    expect(report.scopeLabel).toBe("The cases of this channel");
    const nothing = await read("?customer=domain:nobody.example");
    expect(figures(nothing)["cases"]).toBe(0);
    expect(nothing.sections.map(({ summary }) => summary)).not.toContain(".");
  });

  test("is said in the reader's language", async () => {
    const report = await read("", { "accept-language": "zh-TW" });

    expect(report.scopeLabel).toBe("貴組織的所有案件");
    const severity = report.sections.find(({ id }) => id === "severity");
    expect(severity?.summary).toBe("嚴重性 A 2、非技術協助修正 1。");
  });

  test("is not sent again to who has it", async () => {
    const first = await get();
    const etag = first.headers.get("etag") ?? "";

    expect((await get("", { "if-none-match": etag })).status).toBe(304);
  });

  test("comes as a table for a spreadsheet, with every value of every section", async () => {
    const report = await read();
    const answer = await fetch(`${product.origin}/api/reports.csv`, {
      headers: { "x-local-person": mei.id, "x-time-zone": "Asia/Taipei" },
    });
    const lines: string[][] = parse(await answer.text(), { bom: true });

    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(lines[0]).toEqual(["Part", "What", "From", "To", "Series", "Value", "Unit"]);
    const values = report.sections.flatMap(({ points, series }) => series.map(() => points.length));
    expect(lines).toHaveLength(1 + values.reduce((sum, count) => sum + count, 0));
    expect(lines).toContainEqual([
      "What became of each verdict",
      "You solve this one",
      "",
      "",
      "Solved by us",
      "1",
      "cases",
    ]);
  });
});

describe("what somebody may not see", () => {
  beforeEach(async () => {
    product = await startTestApp({ CASE_ACCESS: "own" });
    const createdAt = "2026-11-20T08:00:00.000Z";
    await keepRecord(product, { requester: mei, createdAt });
    await keepRecord(product, { requester: alex, createdAt });
    await keepRecord(product, { requester: alex, owner: mei, createdAt });
    await keepRecord(product, { requester: mei, createdAt, customer: { name: "=cmd()" } }, "fabrikam");
  });

  test("is not counted for them, but for a lead, and never another tenant's", async () => {
    const own = await read();
    const all = await read("", { "x-local-person": jordan.id });

    expect([own.scope, figures(own)["cases"]]).toEqual(["person", 2]);
    expect([all.scope, figures(all)["cases"]]).toEqual(["tenant", 3]);
  });

  test.each([
    ["?weeks=0", "weeks"],
    ["?weeks=x", "weeks"],
    ["?from=2026-02-30", "from"],
    ["?from=2026-11-20&to=2026-11-19", "from"],
    ["?from=2025-01-01&step=day", "step"],
    ["?customer=Contoso", "customer"],
    ["?weeks=2&weeks=3", "weeks"],
  ])("%s is refused by the name of the parameter", async (search, parameter) => {
    const answer = await get(search);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ parameter });
  });

  test("a customer's name is no formula in a spreadsheet", async () => {
    await keepRecord(product, {
      requester: mei,
      createdAt: "2026-11-20T08:00:00.000Z",
      customer: { name: "=cmd()" },
    });

    const answer = await fetch(`${product.origin}/api/reports.csv`, {
      headers: { "x-local-person": mei.id },
    });

    expect(await answer.text()).toContain("'=cmd()");
  });
});
