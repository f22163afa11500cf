import { escalation, healthFirst, howTo, vendor } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { inputsFor, walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  await mei.open();
});

afterEach(async () => {
  await product.stop();
});

describe("the first words", () => {
  test("are a welcome, once, with one button to begin", () => {
    expect(mei.messages()).toHaveLength(1);
    expect(mei.last().actions.map(({ verb }) => verb)).toEqual(["intake/start"]);
  });

  test("are short when somebody greets again", async () => {
    const welcome = mei.last().words;
    await mei.say("Hello!");
    expect(mei.messages()).toHaveLength(2);
    expect(mei.last().words).not.toBe(welcome);
    expect(mei.last().actions.map(({ verb }) => verb)).toContain("intake/start");
  });
});

describe("a case by cards", () => {
  test.each([
    ["an escalation to Microsoft", 3, escalation, "escalate this to Microsoft"],
    ["one the partner solves", 1, howTo, "You solve"],
    ["one for the software vendor", 2, vendor, "vendor"],
    ["one that begins with service health", 2, healthFirst, "service health"],
  ])("%s becomes a record after %i card(s)", async (_name, cards, answers, outcome) => {
    await mei.say("Nobody can send mail");
    expect(await walkDialog(mei, answers, { customer: "", newCustomer: "contoso.com" })).toBe(cards);
    expect(mei.last().words).toContain("PS-000001");
    expect(mei.last().words).toContain("Nobody can send mail");
    expect(mei.last().words).toContain("Contoso");
    expect(mei.last().words.toLowerCase()).toContain(outcome.toLowerCase());
    await mei.say("my cases");
    expect(mei.last().words).toContain("PS-000001");
  });

  test("asks a returning person less", async () => {
    await mei.say("Nobody can send mail");
    await walkDialog(mei, escalation);
    await mei.say("Now calendars fail, too");
    expect(mei.last().inputs.map(({ id }) => id)).not.toContain("partnerType");
    await walkDialog(mei, escalation);
    expect(mei.last().words).toContain("PS-000002");
  });

  test("shows a wrong answer at its field and loses nothing that was typed", async () => {
    await mei.say("Nobody can send mail");
    await mei.click("intake/answer", {
      ...escalation,
      newCustomer: "Someone unknown",
      issueType: "disaster",
    });
    expect(mei.last().inputs.find(({ id }) => id === "newCustomer")?.value).toBe("Someone unknown");
    expect(mei.last().inputs.find(({ id }) => id === "product")?.value).toBe("exchange-online");
    expect(mei.last().words).toMatch(/domain/i);
  });

  test("goes back, is cancelled, and comes back with undo", async () => {
    await mei.say("Nobody can send mail");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    expect(mei.last().inputs.map(({ id }) => id)).toContain("impact");
    await mei.click("intake/back");
    expect(mei.last().inputs.find(({ id }) => id === "product")?.value).toBe("exchange-online");
    await mei.click("intake/cancel");
    expect(mei.last().inputs).toEqual([]);
    await mei.click("intake/undo");
    expect(mei.last().inputs.map(({ id }) => id)).toContain("product");
  });

  test("is offered again when the person comes back", async () => {
    await mei.say("Nobody can send mail");
    await mei.click("intake/answer", inputsFor(mei.last(), { ...escalation, newCustomer: "contoso.com" }));
    await mei.say("hi");
    expect(mei.last().words).toContain("Contoso");
    await mei.click("intake/resume");
    expect(mei.last().inputs.map(({ id }) => id)).toContain("impact");
  });

  test("works for older clients that submit instead", async () => {
    await mei.say("Nobody can send mail");
    const pageId = mei.last().id;
    await mei.submit("intake/answer", inputsFor(mei.last(), escalation));
    expect(mei.last().id).toBe(pageId);
    expect(mei.last().inputs.map(({ id }) => id)).toContain("impact");
  });

  test("answers a click on an older card with the present state and no effect", async () => {
    await mei.say("Nobody can send mail");
    const first = mei.last();
    const oldClick = first.actions.find(({ verb }) => verb === "intake/answer");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await product.connector.execute({
      person: person(0),
      conversationId: mei.conversationId,
      messageId: first.id,
      action: { verb: "intake/answer", data: oldClick?.data },
      inputs: { ...escalation, issueType: "how_to" },
    });
    expect(mei.last().inputs.map(({ id }) => id)).toContain("impact");
    await walkDialog(mei, escalation);
    expect(mei.last().words).toContain("PS-000001");
  });

  test("makes one record however often the last click arrives", async () => {
    await mei.say("Nobody can send mail");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    const click = product.connector.deliveries.at(-1);
    const again = await Promise.all([
      product.connector.redeliver(click?.id ?? "", { newId: false }),
      product.connector.redeliver(click?.id ?? "", { newId: true }),
      product.connector.redeliver(click?.id ?? "", { newId: true }),
    ]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { body } of again) expect(JSON.stringify(body)).toContain("PS-000001");
    await mei.say("my cases");
    expect(mei.last().words).not.toContain("PS-000002");
  });

  test("shows what a click led to when the same comes under a new id, and does not call it late", async () => {
    await mei.say("Nobody can send mail");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    const click = product.connector.deliveries.at(-1);
    const again = await product.connector.redeliver(click?.id ?? "", { newId: true });
    expect(again.status).toBe(200);
    expect(JSON.stringify(again.body)).toContain('"id":"impact"');
    expect(JSON.stringify(again.body)).not.toContain("out of date");
  });

  test("shows the present card for a leaving that comes again under a new id", async () => {
    await mei.say("Something is broken");
    await mei.say("hi");
    await mei.click("intake/discard");
    const click = product.connector.deliveries.at(-1);
    const again = await product.connector.redeliver(click?.id ?? "", { newId: true });
    expect(JSON.stringify(again.body)).toContain("intake/answer");
    expect(JSON.stringify(again.body)).not.toContain("out of date");
  });

  test("answers a repeated message once", async () => {
    await mei.say("Nobody can send mail");
    const count = mei.messages().length;
    const message = product.connector.deliveries.at(-1);
    await Promise.all([1, 2, 3].map(() => product.connector.redeliver(message?.id ?? "", { newId: false })));
    expect(mei.messages()).toHaveLength(count);
  });
});

describe("a record", () => {
  const open = async (): Promise<void> => {
    await mei.say("Nobody can send mail");
    await walkDialog(mei, escalation, { newCustomer: "contoso.com" });
  };

  test("takes Microsoft's case number, and the clock runs from when it was filed", async () => {
    await open();
    await mei.openForm("file");
    await mei.click("record/file", {
      caseNumber: "2511210030000123",
      filedDate: "2026-11-20",
      filedTime: "16:30",
    });
    expect(mei.last().words).toContain("2511210030000123");
    // 16:30 in Taipei plus two hours.
    expect(mei.last().words).toContain("18:30");
    expect(mei.last().words).toMatch(/waiting for Microsoft/i);
  });

  test("refuses a filing time that is still to come", async () => {
    await open();
    await mei.openForm("file");
    await mei.click("record/file", {
      caseNumber: "2511210030000123",
      filedDate: "2027-01-01",
      filedTime: "10:00",
    });
    expect(mei.last().inputs.find(({ id }) => id === "caseNumber")?.value).toBe("2511210030000123");
    expect(mei.last().words).toMatch(/still to come/);
  });

  test("is resolved with a reason, reopened, and keeps its history", async () => {
    await open();
    await mei.openForm("state");
    await mei.click("record/state", { newState: "resolved" });
    expect(mei.last().words).toMatch(/say what ended it/);
    await mei.click("record/state", {
      newState: "resolved",
      closingReason: "solved_by_partner",
      note: "MX record",
    });
    expect(mei.last().words).toMatch(/resolved/i);
    expect(mei.last().words).toContain("MX record");
  });

  test("answers a click from an older state with the present one", async () => {
    await open();
    await mei.openForm("file");
    const form = mei.last();
    const file = form.actions.find(({ verb }) => verb === "record/file");
    const click = (caseNumber: string): Promise<unknown> =>
      product.connector.execute({
        person: person(0),
        conversationId: mei.conversationId,
        messageId: form.id,
        action: { verb: "record/file", data: file?.data },
        inputs: { caseNumber, filedDate: "", filedTime: "" },
      });
    await click("CASE-1");
    await click("CASE-2");
    expect(mei.last().words).toContain("CASE-1");
    expect(mei.last().words).not.toContain("CASE-2");
  });

  test("changes its verdict when an answer is changed", async () => {
    await open();
    expect(mei.last().words).toMatch(/Severity A/);
    await mei.click("intake/edit");
    const inputs = Object.fromEntries(mei.last().inputs.map(({ id, value }) => [id, value]));
    await mei.click("intake/answer", { ...inputs, impact: "minimal" });
    expect(mei.last().words).toMatch(/Severity C/);
    expect(mei.last().words).toContain("PS-000001");
  });

  test("of somebody else answers exactly like one that does not exist where cases are one's own", async () => {
    await product.stop();
    product = await startTestApp({ CASE_ACCESS: "own" });
    mei = createChatter(product, person(0));
    await mei.open();
    await open();
    const alex = createChatter(product, person(1));
    await alex.open();
    await alex.say("PS-000001");
    const foreign = alex.last().words;
    await alex.say("PS-000099");
    expect(alex.last().words).toBe(foreign);
    expect(foreign).not.toContain("Nobody can send mail");
  });
});

describe("what one case says of the next", () => {
  test("a customer in a closed cloud does not close the cases of others", async () => {
    await mei.say("Mail is down in Shanghai");
    await mei.click("intake/answer", inputsFor(mei.last(), { ...escalation, cloud: "china_21v" }));
    expect(mei.last().words).toMatch(/Not covered/i);
    await mei.say("Mail is down at Contoso");
    const asked = mei.last().inputs.map(({ id }) => id);
    expect(asked).toEqual(expect.arrayContaining(["customer", "product", "issueType", "cloud"]));
  });

  test("a closed cloud in the profile is only a preset", async () => {
    await mei.say("profile");
    await mei.click("profile/save", { partnerType: "direct_bill", cloud: "china_21v" });
    await mei.say("Mail is down at Contoso");
    expect(mei.last().inputs.find(({ id }) => id === "cloud")?.value).toBe("china_21v");
  });

  test.each([
    ["partner-center", /Through: partner support request/],
    ["teams", /Through: Microsoft 365 admin center/],
    ["azure-vm", /Through: Azure portal/],
  ])("a portal that misbehaves is filed where the table files its product, %s", async (chosen, door) => {
    await mei.say("The customer page shows an error");
    await walkDialog(mei, { ...escalation, issueType: "portal_problem", product: chosen });
    expect(mei.last().words).toMatch(door);
    expect(mei.last().words).toMatch(/Not break-fix/i);
  });
});

describe("half a filing time", () => {
  test("is asked for instead of guessed", async () => {
    await mei.say("Nobody can send mail");
    await walkDialog(mei, escalation);
    await mei.openForm("file");
    await mei.click("record/file", { caseNumber: "CASE-77", filedDate: "2026-11-19", filedTime: "" });
    expect(mei.last().inputs.find(({ id }) => id === "caseNumber")?.value).toBe("CASE-77");
  });
});

describe("the present state", () => {
  test("asks nothing needless after going back twice and choosing another kind of issue", async () => {
    await mei.say("Something is broken");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await mei.click("intake/back");
    await mei.click("intake/back");
    await mei.click("intake/answer", inputsFor(mei.last(), { ...escalation, issueType: "billing_question" }));
    expect(mei.last().inputs.map(({ id }) => id)).toEqual(["diagnosis"]);
  });

  test("is the record again after an edit that asked for more was given up", async () => {
    await mei.say("Something is broken");
    await walkDialog(mei, healthFirst);
    await mei.click("intake/edit");
    await mei.click("intake/answer", inputsFor(mei.last(), { ...healthFirst, serviceHealth: "healthy" }));
    await mei.click("intake/cancel");
    expect(mei.last().words).toContain("PS-000001");
    await mei.click("intake/edit");
    expect(mei.last().inputs.find(({ id }) => id === "serviceHealth")?.value).toBe("not_checked");
  });

  test("stays a card for those who click, even when they typed before", async () => {
    await mei.say("Something is broken");
    await mei.say("contoso.com");
    await mei.say("card");
    await mei.click("intake/answer", { ...inputsFor(mei.last(), escalation), issueType: "" });
    expect(mei.last().inputs.length).toBeGreaterThan(0);
  });

  test("keeps a new case when the click that left the old one comes again", async () => {
    await mei.say("Something is broken");
    await mei.say("hi");
    const resume = mei.last();
    const discard = resume.actions.find(({ verb }) => verb === "intake/discard");
    await mei.click("intake/discard");
    await mei.click("intake/answer", inputsFor(mei.last(), escalation));
    await product.connector.execute({
      person: person(0),
      conversationId: mei.conversationId,
      messageId: resume.id,
      action: { verb: "intake/discard", data: discard?.data },
    });
    expect(mei.last().inputs.map(({ id }) => id)).toContain("impact");
  });

  test("takes no case number for a case that does not go to Microsoft", async () => {
    await mei.say("How do I share a notebook?");
    await walkDialog(mei, howTo);
    await product.connector.execute({
      person: person(0),
      conversationId: mei.conversationId,
      messageId: mei.last().id,
      action: { verb: "record/file", data: { record: 1, recordRevision: 1 } },
      inputs: { caseNumber: "ABC123" },
    });
    expect(mei.last().words).not.toContain("ABC123");
  });

  test("is there at once for a message of nothing but marks", async () => {
    const begun = Date.now();
    await mei.say(`${"!".repeat(15_000)}a`);
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(mei.last().inputs.length).toBeGreaterThan(0);
  });
});

test("an edit opened before the case was settled changes nothing afterwards", async () => {
  await mei.say("Something is broken");
  await walkDialog(mei, escalation);
  await mei.click("intake/edit");
  const edit = mei.last();
  const answer = edit.actions.find(({ verb }) => verb === "intake/answer");
  const act = (verb: string, data: unknown, inputs: Readonly<Record<string, string>>): Promise<unknown> =>
    product.connector.execute({
      person: person(0),
      conversationId: mei.conversationId,
      messageId: edit.id,
      action: { verb, data },
      inputs,
    });
  await act(
    "record/state",
    { record: 1, recordRevision: 1 },
    { newState: "resolved", closingReason: "withdrawn" },
  );
  await act("intake/answer", answer?.data, inputsFor(edit, { ...escalation, impact: "minimal" }));
  expect(mei.last().words).toMatch(/Severity A/);
  expect(mei.last().words).toMatch(/Resolved/);
});

test("a profile saved twice by one activity is shown again, not greeted", async () => {
  await mei.say("profile");
  await mei.click("profile/save", { techPlan: "premier", cloud: "commercial" });
  const click = product.connector.deliveries.at(-1);
  const again = await product.connector.redeliver(click?.id ?? "", { newId: false });
  expect(JSON.stringify(again.body)).toContain("profile/save");
});

test("leaving a portal as the kind of issue leaves the product as it was chosen", async () => {
  await mei.say("teams phone question");
  for (const words of ["skip", "teams phone", "The product's own portal misbehaves", "back", "2"])
    await mei.say(words);
  for (const words of ["1", "1", "1", "1"]) if (mei.last().text !== "") await mei.say(words);
  expect(mei.last().words).toMatch(/You solve this/);
});
