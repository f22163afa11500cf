import { z } from "zod";
import { InboundActivity } from "../../src/teams/activity";
import { teamsAdmission } from "../../src/teams/admission";
import { readHtml } from "../../src/teams/read-html";
import { howTo } from "../support/cases";
import { actionsOf, inputsOf, walkCard, wordsOf } from "../support/card-reader";
import { startTestApp, type TestApp } from "../support/test-app";

let product: TestApp;

beforeAll(async () => {
  product = await startTestApp();
});

afterAll(async () => {
  await product.stop();
});

const Task = z.object({
  task: z.object({
    type: z.literal("continue"),
    value: z.object({
      title: z.string(),
      height: z.string(),
      width: z.string(),
      card: z.object({
        contentType: z.literal("application/vnd.microsoft.card.adaptive"),
        content: z.looseObject({ type: z.literal("AdaptiveCard") }),
      }),
    }),
  }),
});

const teamsLink = "https://teams.microsoft.com/l/message/19%3Ageneral%40thread.tacv2/1700000000000";
let made = 0;

/** What Teams posts for a person in a channel; `of` names the person and so whose state it is. */
function createInvoke(name: string, value: unknown, of = `person-${(made += 1)}`) {
  return {
    type: "invoke",
    name: `composeExtension/${name}`,
    id: `f:${(made += 1)}`,
    channelId: "msteams",
    serviceUrl: `${product.origin}/connector`,
    from: { id: `29:${of}`, name: "Mei Chen", aadObjectId: of },
    recipient: { id: "28:bot" },
    conversation: {
      id: "19:general@thread.tacv2",
      conversationType: "channel",
      isGroup: true,
      tenantId: "one",
    },
    channelData: { tenant: { id: "one" } },
    locale: "en-US",
    value,
  };
}

const payload = {
  id: "1700000000000",
  replyToId: null,
  createdDateTime: "2026-11-20T08:55:00.000Z",
  importance: "normal",
  linkToMessage: teamsLink,
  from: { device: null, application: null, user: { id: "alex", displayName: "Alex Rivera" } },
  body: { contentType: "html", content: "<div>Nobody can send mail</div>" },
  attachments: [],
  mentions: [],
  reactions: [],
};
const fetching = (messagePayload: unknown) => ({
  commandId: "checkSupportRules",
  commandContext: "message",
  messagePayload,
  context: { theme: "default" },
});
const withHtml = (content: string) => fetching({ ...payload, body: { contentType: "html", content } });

async function post(activity: object): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(`${product.origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(activity),
  });
  return { status: response.status, body: await response.text() };
}

async function ask(activity: object) {
  const answer = await post(activity);
  expect(answer.status).toBe(200);
  const { title, card } = Task.parse(JSON.parse(answer.body)).task.value;
  const submits = walkCard(card.content).filter(({ type }) => type === "Action.Submit");
  return { title, card: card.content, words: wordsOf(card.content), inputs: inputsOf(card.content), submits };
}

type Shown = Awaited<ReturnType<typeof ask>>;

/** The data of the button with this verb. */
function dataOf({ submits }: Shown, verb: string): Readonly<Record<string, unknown>> {
  const all = submits.map(({ data }) => z.looseObject({ verb: z.string() }).parse(data));
  const found = all.find((data) => data.verb === verb);
  if (found === undefined) throw new Error(`no ${verb} among ${all.map((data) => data.verb).join(", ")}`);
  return found;
}

const press = (of: string, shown: Shown, verb: string, inputs: object = {}) =>
  ask(createInvoke("submitAction", submitting({ ...dataOf(shown, verb), ...inputs }), of));
const submitting = (data: unknown) => ({
  commandId: "checkSupportRules",
  commandContext: "message",
  data,
  context: { theme: "default" },
});

const answering = ({ inputs }: Shown, answers: Readonly<Record<string, string>>) =>
  Object.fromEntries(inputs.map(({ id, value }) => [id, answers[id] ?? value]));

test("a message opens a dialog with the first page of its case", async () => {
  const shown = await ask(createInvoke("fetchTask", fetching(payload)));

  expect(shown.title).toBe("Check support rules");
  expect(shown.words).toContain("Nobody can send mail");
  expect(shown.words).toContain("Alex Rivera");
  expect(shown.inputs.map(({ id }) => id)).toContain("product");
  expect(shown.inputs.map(({ id }) => id)).not.toContain("title");
});

test("a dialog holds only what works there: submits, and nothing that refreshes", async () => {
  const shown = await ask(createInvoke("fetchTask", fetching(payload)));

  expect(JSON.stringify(shown.card)).not.toMatch(/Action\.Execute|"refresh"/);
  expect(shown.submits.map(({ data }) => z.looseObject({ verb: z.string() }).parse(data).verb)).toEqual([
    "intake/answer",
    "intake/cancel",
  ]);
});

test("the pages are answered in the dialog up to the verdict, whose buttons work, too", async () => {
  const of = "whole-way";
  const page = await ask(createInvoke("fetchTask", fetching(payload), of));
  const refused = await press(of, page, "intake/answer", { issueType: "disaster" });
  expect(refused.inputs.map(({ id }) => id)).toContain("product");

  const verdict = await press(
    of,
    refused,
    "intake/answer",
    answering(refused, { ...howTo, newCustomer: "contoso.com" }),
  );
  expect(verdict.words).toMatch(/PS-\d{6}/);
  expect(verdict.words).toContain("Nobody can send mail");
  expect(actionsOf(verdict.card).map(({ url }) => url)).toContain(teamsLink);

  const form = await press(of, verdict, "record/form");
  const saved = await press(of, form, "record/state", { newState: "waiting_customer", note: "" });
  expect(saved.words).toContain("Waiting for the customer");
});

test("the case is the person's own: nobody else's data open it", async () => {
  const page = await ask(createInvoke("fetchTask", fetching(payload), "owner"));

  const other = await press("stranger", page, "intake/answer", answering(page, howTo));

  expect(other.words).not.toMatch(/PS-\d{6}|Nobody can send mail/);
});

describe("what is left of the message", () => {
  const lines: readonly (readonly [string, string, string])[] = [
    ["mentions as names", '<at id="0">Alex Rivera</at>&nbsp;mail is down', "Alex Rivera mail is down"],
    ["entities, decoded once", "A &amp; B &lt;b&gt; &#x1F600; &#65; &amp;lt;", "A & B <b> 😀 A &lt;"],
    ["words that no tag glues together", "<p>one</p><p>two</p>three<br>four", "one two three four"],
    ["words that no tag tears apart", "in<b>ter</b>rup<i>tion</i>", "interruption"],
    ["nothing of scripts and styles", "a<script>alert(1)</script><style>b{}</style> c", "a c"],
    ["nothing of a script without an end", "a<script>alert(1)", "a"],
    ["nothing of attributes", '<a href="https://evil.example" title="a>b">here</a>', "here"],
    ["nothing of comments", "a<!-- <b>x</b> -->b", "ab"],
    ["signs that only look like tags", "5 < 6 and 7 > 3, i <3 u", "5 < 6 and 7 > 3, i <3 u"],
    ["nothing of a tag without an end", "a <img src=x onerror=alert(1)", "a"],
    ["markdown as it was typed", "[x](https://evil.example) **b**", "[x](https://evil.example) **b**"],
    ["a placeholder as it was typed", "${title} {{name}}", "${title} {{name}}"],
    ["no invisible signs", "mail\u202e\u200b\u0000 is\u2066 down", "mail is down"],
    ["an entity nobody knows as it was typed", "R&D; &copy; &nosuch;", "R&D; &copy; &nosuch;"],
    ["no impossible characters", "a&#0;&#xD800;&#x110000;b", "ab"],
  ];

  test.each(lines)("%s", async (_name, html, title) => {
    const shown = await ask(createInvoke("fetchTask", withHtml(html)));
    const runs = walkCard(shown.card).filter(({ type }) => type === "TextRun");

    expect(runs.map(({ text }) => text)).toContain(title);
  });

  test("plain text is not read as HTML", async () => {
    const body = { contentType: "text", content: "use <b> & &amp;" };
    const shown = await ask(createInvoke("fetchTask", fetching({ ...payload, body })));

    expect(shown.words).toContain("use <b> & &amp;");
  });

  test.each([
    ["words", "<p>mail is down</p>".repeat(1053)],
    ["tags that never end", "<b".repeat(10_000)],
    ["quotes that never end", '<a b="'.repeat(3334)],
    ["scripts that never end", "<script>".repeat(2500)],
    ["comments that never end", "<!--".repeat(5000)],
  ])("20,000 characters of %s are cut to a title", async (_name, html) => {
    expect(html.length).toBeGreaterThan(19_990);
    const shown = await ask(createInvoke("fetchTask", withHtml(html)));

    expect(JSON.stringify(shown.card).length).toBeLessThan(28_000);
    expect(shown.words).not.toContain("mail is down ".repeat(30));
  });
});

test.each(["<b", '<a b="', "<script>", "<!--", "&", "<p>a</p>", "<style></style>"])(
  "the time to read grows with the length alone, even of %s over and over",
  (piece) => {
    const started = performance.now();
    readHtml(piece.repeat(100_000));

    expect(performance.now() - started).toBeLessThan(4000);
  },
);

describe("parts that are missing or odd", () => {
  test.each([
    ["an empty body", { ...payload, body: { contentType: "html", content: "<div></div>" } }],
    ["no body", { ...payload, body: undefined }],
    ["a body of the wrong kind", { ...payload, body: "text" }],
    ["content of the wrong kind", { ...payload, body: { contentType: "html", content: 7 } }],
    ["no message", undefined],
    ["a message of the wrong kind", "message"],
  ])("with %s the title is asked for", async (_name, messagePayload) => {
    const shown = await ask(createInvoke("fetchTask", fetching(messagePayload)));

    expect(shown.inputs[0]).toMatchObject({ id: "title", value: "" });
  });

  test.each([
    ["nobody", null],
    ["a deleted person", { user: null }],
    ["a name of the wrong kind", { user: { displayName: 7 } }],
  ])("a message from %s is a message all the same", async (_name, from) => {
    const shown = await ask(createInvoke("fetchTask", fetching({ ...payload, from })));

    expect(shown.words).toContain("From a chat message");
    expect(shown.words).toContain("Nobody can send mail");
  });

  test("a message of an app is its own", async () => {
    const from = { user: null, application: { displayName: "Monitoring" } };
    const shown = await ask(createInvoke("fetchTask", fetching({ ...payload, from })));

    expect(shown.words).toContain("Monitoring");
  });

  test.each([
    ["fetchTask", null],
    ["fetchTask", "x"],
    ["fetchTask", { commandId: "other", messagePayload: payload }],
    ["submitAction", null],
    ["submitAction", { commandId: "checkSupportRules" }],
    ["submitAction", submitting("intake/answer")],
    ["submitAction", submitting({ verb: 7 })],
    ["submitAction", submitting({ verb: "intake/explode" })],
    ["submitAction", submitting({ verb: "intake/answer", intakeId: "nobody's", revision: 1 })],
  ])("%s with the value %j gets a kind card", async (name, value) => {
    const shown = await ask(createInvoke(name, value));

    expect(shown.submits.length).toBeGreaterThan(0);
  });
});

describe("the link to the message", () => {
  /** The way back to the message, as the page knows it only by its author. */
  async function isKept(linkToMessage: unknown): Promise<boolean> {
    const { words } = await ask(createInvoke("fetchTask", fetching({ ...payload, linkToMessage })));
    return words.includes("Alex Rivera");
  }

  test.each([
    teamsLink,
    "https://teams.cloud.microsoft/l/message/19%3Ax/1",
    "https://gov.teams.microsoft.us/l/message/19%3Ax/1",
    "https://dod.teams.microsoft.us/l/message/19%3Ax/1",
  ])("%s is kept", async (link) => {
    expect(await isKept(link)).toBe(true);
  });

  test("of the local chat is kept in local mode", async () => {
    expect(await isKept(`${product.origin}/local/#message=1`)).toBe(true);
  });

  test.each([
    "http://teams.microsoft.com/l/message/1",
    "https://evil.example/l/message/1",
    "https://teams.microsoft.com.evil.example/l/message/1",
    "https://evilteams.microsoft.us/l/message/1",
    "https://teams.microsoft.com:444/l/message/1",
    "https://teams.microsoft.com@evil.example/",
    "https://me@teams.microsoft.com/l/message/1",
    "javascript:alert(1)",
    "http://127.0.0.1:9/local/#message=1",
    "teams.microsoft.com/l/message/1",
    "",
    7,
    null,
    `${teamsLink}?x=${"x".repeat(2048)}`,
  ])("%s is dropped, and the case begins all the same", async (link) => {
    expect(await isKept(link)).toBe(false);
  });
});

describe("one click", () => {
  const intakeOf = (shown: Shown) => dataOf(shown, "intake/answer")["intakeId"];

  test("that arrives several times begins one case", async () => {
    const invoke = createInvoke("fetchTask", fetching(payload), "repeats");

    const shown = await Promise.all([ask(invoke), ask(invoke), ask({ ...invoke, id: "f:again" })]);

    expect(new Set(shown.map(intakeOf)).size).toBe(1);
  });

  test("without a link, too, when it is the same delivery", async () => {
    const invoke = createInvoke("fetchTask", fetching({ ...payload, linkToMessage: null }), "repeats-2");

    const [first, again] = [await ask(invoke), await ask(invoke)];

    expect(intakeOf(again)).toBe(intakeOf(first));
  });

  test("on another message begins another case and loses none", async () => {
    const of = "two-messages";
    const first = await ask(createInvoke("fetchTask", fetching(payload), of));
    const other = { ...payload, linkToMessage: `${teamsLink}1`, body: { content: "Invoices are wrong" } };
    const second = await ask(createInvoke("fetchTask", fetching(other), of));
    expect(intakeOf(second)).not.toBe(intakeOf(first));

    const verdict = await press(of, first, "intake/answer", answering(first, howTo));

    expect(verdict.words).toContain("Nobody can send mail");
    expect(verdict.words).toMatch(/PS-\d{6}/);
  });

  test("on a dialog's button makes one record however often it arrives", async () => {
    const of = "eager";
    const page = await ask(createInvoke("fetchTask", fetching(payload), of));
    const data = { ...dataOf(page, "intake/answer"), ...answering(page, howTo) };
    const submit = createInvoke("submitAction", submitting(data), of);

    const shown = await Promise.all([ask(submit), ask(submit), ask({ ...submit, id: "f:eager-again" })]);

    const numbers = shown.map(({ words }) => /PS-\d{6}/.exec(words)?.[0]);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers[0]).toBeDefined();
  });
});

test("in a tenant only links into Teams are kept, not those of the server itself", () => {
  const invoke = InboundActivity.parse(createInvoke("fetchTask", fetching(payload)));
  const { readMessageLink } = teamsAdmission(["one"]);

  expect(readMessageLink(teamsLink, invoke)).toBe(teamsLink);
  expect(readMessageLink(`${product.origin}/local/#message=1`, invoke)).toBeNull();
});

test("the dialog speaks the person's language", async () => {
  const invoke = { ...createInvoke("fetchTask", fetching(payload)), locale: "zh-TW" };

  expect((await ask(invoke)).title).toBe("檢查支援規則");
});

describe("who may ask", () => {
  test("tenants that differ are refused", async () => {
    const invoke = createInvoke("fetchTask", fetching(payload));

    expect(await post({ ...invoke, channelData: { tenant: { id: "two" } } })).toEqual({
      status: 403,
      body: "",
    });
  });

  test("a service address elsewhere is refused", async () => {
    const invoke = createInvoke("fetchTask", fetching(payload));

    expect((await post({ ...invoke, serviceUrl: "https://evil.example/" })).status).toBe(403);
  });

  test("a case of one tenant is not found from another", async () => {
    const page = await ask(createInvoke("fetchTask", fetching(payload), "moving"));
    const submit = createInvoke("submitAction", submitting(dataOf(page, "intake/answer")), "moving");
    const { conversation } = submit;

    const shown = await ask({
      ...submit,
      conversation: { ...conversation, tenantId: "two" },
      channelData: { tenant: { id: "two" } },
    });

    expect(shown.words).not.toContain("Nobody can send mail");
  });
});
