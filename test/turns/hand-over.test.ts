import { escalation, howTo } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;

const valueOf = (id: string): string => mei.last().inputs.find((input) => input.id === id)?.value ?? "";

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  await mei.open();
});

afterEach(async () => {
  await product.stop();
});

async function openCase(
  title = "Nobody can send mail",
  answers: typeof escalation | typeof howTo = escalation,
): Promise<void> {
  await mei.say(title);
  await walkDialog(mei, answers, { newCustomer: "contoso.com" });
}

test("a case is copied field by field, in the order of its form", async () => {
  await openCase();
  await mei.click("record/handover");
  expect(mei.last().inputs.map(({ id }) => id)).toEqual([
    "copy_topic",
    "copy_title",
    "copy_description",
    "copy_contact",
    "copy_language",
    "part",
  ]);
  expect(valueOf("copy_title")).toBe("Exchange Online and Outlook: Nobody can send mail (PS-000001)");
  expect(valueOf("copy_description")).toContain("Customer domain: contoso.com");
  expect(mei.last().words).toContain("Through: Microsoft 365 admin center, opened from Partner Center");
  expect(mei.last().words).toContain("Not known, so left out: start time");
  await mei.click("record/show");
  expect(mei.last().words).toMatch(/escalate this to Microsoft/);
});

test("what goes to Microsoft is in English, whatever the technician speaks", async () => {
  await openCase();
  await mei.say("language 繁體中文");
  await mei.say("交接");
  expect(mei.last().words).toContain("標題");
  expect(valueOf("copy_description")).toContain("Business impact: Nobody or almost nobody can work");
  expect(valueOf("copy_description")).not.toMatch(/[\u4e00-\u9fff]/);
});

test("the severity passed on is the one a person set", async () => {
  await openCase();
  await mei.openForm("severity");
  await mei.click("record/severity", { newSeverity: "B", reason: "The second line works" });
  await mei.click("record/handover");
  expect(valueOf("copy_description")).toContain("Severity: B");
});

test("the update for the customer is written in the language and tone that are chosen", async () => {
  await openCase();
  await mei.click("record/handover");
  await mei.click("record/handover", { part: "customer" });
  expect(valueOf("tone")).toBe("received");
  expect(valueOf("copy_update")).toContain("Thank you for getting in touch");
  await mei.click("record/handover", { part: "customer", updateLanguage: "zh-CN", tone: "escalated" });
  expect(valueOf("copy_update_subject")).toBe("您的服务请求已转交处理（PS-000001）");
  expect(valueOf("copy_update")).toContain("转交 Microsoft");
});

test("the tone follows the state of the case", async () => {
  await openCase();
  await mei.openForm("file");
  await mei.click("record/file", { caseNumber: "2511210030000123", filedDate: "", filedTime: "" });
  await mei.click("record/handover");
  await mei.click("record/handover", { part: "customer" });
  expect(valueOf("tone")).toBe("escalated");
  expect(valueOf("copy_update")).toContain("by 2026-11-20 19:00 (Asia/Taipei)");
});

test("what nobody passed on cannot be said to be passed on", async () => {
  await openCase("How do I share a notebook?", howTo);
  await mei.click("record/handover");
  await mei.click("record/handover", { part: "customer", tone: "escalated" });
  const tones = mei
    .last()
    .inputs.find(({ id }) => id === "tone")
    ?.choices.map(({ value }) => value);
  expect(tones).toEqual(["received", "solved"]);
  expect(valueOf("copy_update_subject")).toBe("We have received your request (PS-000001)");
});

test("looking at it changes nothing", async () => {
  await openCase();
  const save = mei.last().actions.find(({ verb, data }) => verb === "record/form" && data["form"] === "note");
  await mei.click("record/handover");
  await mei.click("record/handover", { part: "customer" });
  await mei.say("PS-000001");
  expect(mei.last().actions.find(({ data }) => data["form"] === "note")?.data).toEqual(save?.data);
});

test.each(["hand over", "Handover!", "交接", "移交", "交接案例"])(
  "“%s” opens that of the newest case",
  async (words) => {
    await openCase("First");
    await openCase("Second");
    await mei.say(words);
    expect(valueOf("copy_title")).toContain("Second (PS-000002)");
  },
);

test("without a case there is nothing to hand over", async () => {
  await mei.say("hand over");
  expect(mei.last().words).toContain("no case yet");
});

test("the case of somebody else is not handed over where cases are one's own", async () => {
  await product.stop();
  product = await startTestApp({ CASE_ACCESS: "own" });
  mei = createChatter(product, person(0));
  await mei.open();
  await openCase();
  const alex = createChatter(product, person(1));
  await alex.open();
  await product.connector.execute({
    person: person(1),
    conversationId: alex.conversationId,
    messageId: alex.last().id,
    action: { verb: "record/handover", data: { record: 1 } },
    inputs: {},
  });
  expect(JSON.stringify(alex.messages())).not.toContain("Nobody can send mail");
});

test("nonsense in the choices is taken for what fits the case", async () => {
  await openCase();
  await mei.click("record/handover");
  await mei.click("record/handover", { part: "customer", tone: "angry", updateLanguage: "xx" });
  expect(valueOf("tone")).toBe("received");
  await mei.click("record/handover", { part: "__proto__" });
  expect(valueOf("copy_title")).toContain("PS-000001");
});
