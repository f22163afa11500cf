import type { z } from "zod";
import { RecordDetail, RefusedProblem } from "../../../src/http/api/wire";
import { CaseForm, CasePage } from "../../../src/http/api/wire-page";
import { escalation } from "../../support/cases";
import { createChatter, type Chatter } from "../../support/chatter";
import { person, startTestApp, type TestApp } from "../../support/test-app";
import { inputsFor, walkDialog } from "../../support/walk-dialog";
import { callApi, postApi, type ApiAnswer } from "./api-client";

const [mei, alex] = [person(0), person(1)];
const path = "/api/records/PS-000001";

let product: TestApp;
let chat: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  chat = createChatter(product, mei);
  await chat.open();
});
afterEach(() => product.stop());

async function begin(answers: Readonly<Record<string, string>> = {}, who = chat): Promise<void> {
  await who.say("Nobody can send mail");
  await walkDialog(who, { ...escalation, ...answers }, { newCustomer: "contoso.com" });
}

const headersOf = (who = mei) => ({ "x-local-person": who.aadObjectId, "accept-language": "en" });
const get = (target: string, who = mei): Promise<ApiAnswer> =>
  callApi(product.origin, target, { headers: headersOf(who) });
const page = async (who = mei): Promise<z.infer<typeof CasePage>> =>
  CasePage.parse((await get(`${path}/page`, who)).body);
const formOf = async (name: string): Promise<z.infer<typeof CaseForm>> =>
  CaseForm.parse((await get(`${path}/forms/${name}`)).body);
async function act(
  action: string,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
  who = mei,
): Promise<ApiAnswer> {
  const tag = (await get(path, who)).headers.get("etag") ?? "";
  return postApi(product.origin, `${path}/${action}`, body, {
    ...headersOf(who),
    "if-match": tag,
    ...more,
  });
}
const fieldsOf = (answer: ApiAnswer): readonly string[] =>
  RefusedProblem.parse(answer.body).errors.map(({ field, code }) => `${field}: ${code}`);
const undiagnosed = { diagnosis: "not_started" };
const allTicked = {
  known_problem_searched: true,
  message_trace_run: true,
  mail_flow_checked: true,
  other_client_tried: true,
};

describe("first steps", () => {
  test("are ticked over the API as on the card, and the history says who", async () => {
    await begin(undiagnosed);
    expect((await page()).firstSteps.map(({ id, isDone }) => [id, isDone])).toContainEqual([
      "message_trace_run",
      false,
    ]);

    const answer = await act("first-steps", { message_trace_run: true }, {}, alex);

    expect(answer.status).toBe(200);
    expect(RecordDetail.parse(answer.body)).toMatchObject({
      stepsDone: ["health_checked", "message_trace_run"],
    });
    const { timeline, firstSteps, openQuestions } = await page();
    expect(firstSteps.find(({ id }) => id === "message_trace_run")?.isDone).toBe(true);
    expect(timeline.find(({ field }) => field === "firstStep")).toMatchObject({
      new: "message_trace_run",
      by: { name: alex.name },
    });
    expect(openQuestions).toBe(0);
  });

  test("lead on to questions when all are taken, and these to Microsoft", async () => {
    await begin(undiagnosed);

    const ticked = await act("first-steps", allTicked);

    expect(RecordDetail.parse(ticked.body)).toMatchObject({ outcome: "resolve", revision: 2 });
    expect((await page()).openQuestions).toBeGreaterThan(0);
    const asked = (await formOf("answers")).questions.map(({ id }) => id);
    expect(asked).toEqual(expect.arrayContaining(["criteria", "diagnosis", "impact"]));
    expect(fieldsOf(await act("answers", {}))).toContain("criteria: required");
    const answered = await act("answers", escalation);
    expect(RecordDetail.parse(answered.body)).toMatchObject({
      outcome: "escalate_to_microsoft",
      answers: { diagnosis: "exhausted" },
    });
    const after = await page();
    expect(after.openQuestions).toBe(0);
    expect(after.difference[0]).toMatch(/→/);
    expect(after.difference.slice(1).every((line) => line.startsWith("because "))).toBe(true);
  });

  test("that led to questions in the tab are gone on with in the chat", async () => {
    await begin(undiagnosed);
    await act("first-steps", allTicked);
    await chat.say("resume");

    expect(chat.last().inputs.map(({ id }) => id)).toContain("criteria");
    await walkDialog(chat, escalation);

    expect((await page()).record.outcome).toBe("escalate_to_microsoft");
  });

  test("of another product, or of a settled case, are refused", async () => {
    await begin(undiagnosed);
    expect(fieldsOf(await act("first-steps", { office_repaired: true }))).toEqual([
      "office_repaired: notAsked",
    ]);
    expect((await act("first-steps", { office_repaired: "yes" })).status).toBe(400);
    await act("state", { state: "resolved", closingReason: "withdrawn" });

    expect((await act("first-steps", { message_trace_run: true })).status).toBe(422);
    const { actions } = await page();
    expect(actions.find(({ action }) => action === "steps")).toMatchObject({ code: "team_settled" });
  });
});

describe("answers", () => {
  test("are changed over the API, and the page says what that made of the verdict", async () => {
    await begin();
    const { questions } = await formOf("answers");
    expect(questions.find(({ id }) => id === "impact")).toMatchObject({ kind: "choice", value: "critical" });

    const answer = await act("answers", { impact: "minimal" }, {}, alex);

    expect(RecordDetail.parse(answer.body)).toMatchObject({ severity: "C", answers: { impact: "minimal" } });
    const { difference, timeline } = await page();
    expect(difference).toEqual([
      expect.stringMatching(/A.*→.*C/),
      expect.stringMatching(/^because .*impact/i),
    ]);
    expect(timeline.find(({ field }) => field === "impact")).toMatchObject({
      old: "critical",
      new: "minimal",
      by: { name: alex.name },
    });
  });

  test("that would ask for more are refused by name, and the questions can be had", async () => {
    await begin({ diagnosis: "not_started" });

    const refused = await act("answers", { diagnosis: "exhausted" });

    expect(fieldsOf(refused)).toContain("criteria: required");
    expect((await page()).record.revision).toBe(1);
    const asked = await postApi(
      product.origin,
      `${path}/answers/questions`,
      { diagnosis: "exhausted" },
      headersOf(),
    );
    const { questions } = CaseForm.parse(asked.body);
    expect(questions.find(({ id }) => id === "diagnosis")?.value).toBe("exhausted");
    expect(questions.map(({ id }) => id)).toContain("criteria");
    expect((await page()).record.revision).toBe(1);
    expect((await page()).openQuestions).toBe(0);
  });

  test("title and customer are changed as well; what is no answer is refused at its field", async () => {
    await begin();
    const answer = await act("answers", { title: "Mail to Fabrikam bounces", newCustomer: "fabrikam.com" });

    expect(RecordDetail.parse(answer.body)).toMatchObject({
      title: "Mail to Fabrikam bounces",
      customer: { domain: "fabrikam.com" },
    });
    expect(fieldsOf(await act("answers", { impact: "huge" }))).toEqual(["impact: choose"]);
    expect((await act("answers", { severity: "A" })).status).toBe(400);
  });

  test("sent twice under one key change once, and on an older revision nothing", async () => {
    await begin();
    const once = { "if-match": '"1"', "idempotency-key": "one" };

    await act("answers", { impact: "minimal" }, once);
    const again = await act("answers", { impact: "minimal" }, once);
    const late = await act("answers", { impact: "moderate" }, { "if-match": '"1"' });

    expect([again.status, late.status]).toEqual([200, 412]);
    expect(RecordDetail.parse(again.body).revision).toBe(2);
  });

  test("an edit begun on the card meets what was changed here", async () => {
    await begin();
    await chat.click("intake/edit");
    const card = chat.last();
    await act("answers", { impact: "minimal" }, {}, alex);

    await chat.click("intake/answer", inputsFor(card, { criteria: "bug" }));

    expect(chat.last().words).toContain(alex.name);
    expect((await page()).record.answers).toMatchObject({ impact: "minimal" });
  });
});

describe("similar cases", () => {
  test("are linked, joined and taken back over the API, and each is said on the page", async () => {
    const other = createChatter(product, alex);
    await other.open();
    await begin({}, other);
    await begin();
    const second = "/api/records/PS-000002";
    const pageOf = async () => CasePage.parse((await get(`${second}/page`)).body);
    const link = async (how: string) =>
      postApi(
        product.origin,
        `${second}/links`,
        { other: "PS-000001", how },
        {
          ...headersOf(),
          "if-match": (await get(second)).headers.get("etag") ?? "",
        },
      );
    const [found] = (await pageOf()).similar?.cases ?? [];
    expect(found).toMatchObject({ number: "PS-000001", standing: "none", joinTo: "PS-000001" });
    expect((await pageOf()).similar?.summary).toMatch(/Exchange Online/);

    await link("link");
    expect((await pageOf()).similar?.cases[0]?.standing).toBe("linked");
    await link("join");
    expect((await pageOf()).similar).toMatchObject({ joined: [expect.stringContaining("PS-000001")] });
    expect((await link("unlink")).status).toBe(200);

    expect((await pageOf()).similar?.cases[0]).toMatchObject({ standing: "none", joinTo: "PS-000001" });
  });
});

test("the hand-over is a Markdown file in the language asked for", async () => {
  await begin();

  const answer = await callApi(product.origin, `${path}/hand-over`, {
    headers: { ...headersOf(), "accept-language": "zh-TW" },
  });

  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="PS-000001.md"');
  expect(answer.text).toMatch(/^# PS-000001\n/);
  expect(answer.text).toContain("contoso.com");
  expect(answer.text).toMatch(/[\u4e00-\u9fff]/);
});
