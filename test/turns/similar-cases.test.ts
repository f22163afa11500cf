import { escalation, howTo, vendor } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;
let alex: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  alex = createChatter(product, person(1));
  await mei.open();
  await alex.open();
});

afterEach(async () => {
  await product.stop();
});

async function begin(
  who: Chatter,
  title: string,
  customer: string,
  answers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await who.say("new");
  if (who.last().actions.some(({ verb }) => verb === "intake/discard")) await who.click("intake/discard");
  await walkDialog(who, { ...escalation, ...answers }, { title, newCustomer: customer });
}

function verbs(who: Chatter): readonly string[] {
  return who
    .last()
    .actions.map(({ verb }) => verb)
    .filter((verb) => /record\/(link|join|unlink)/.test(verb));
}

function said(who: Chatter): string {
  return who.last().words.replaceAll("\n", "");
}

const name = (index: 0 | 1): string => person(index).name;

async function click(who: Chatter, index: 0 | 1, verb: string, data: object): Promise<void> {
  await product.connector.execute({
    person: person(index),
    conversationId: who.conversationId,
    messageId: who.last().id,
    action: { verb, data },
    inputs: {},
  });
}

describe("similar cases", () => {
  test("of other customers are counted, with the earliest start in the person's own time", async () => {
    product.clock.now = new Date("2026-11-20T00:40:00.000Z");
    await begin(mei, "Mail is down", "fabrikam.com");
    expect(mei.last().words).not.toMatch(/of your customers/);
    product.clock.now = new Date("2026-11-20T01:00:00.000Z");
    await begin(alex, "No mail", "tailspin.com");
    product.clock.now = new Date("2026-11-20T02:00:00.000Z");
    await begin(alex, "Mail fails", "wingtip.com");

    expect(alex.last().words).toContain(
      "3 of your customers report trouble with Exchange Online and Outlook since 08:40",
    );
    expect(verbs(alex)).toEqual(["record/link", "record/join", "record/link", "record/join"]);
  });

  test("of a colleague tell number, customer and technician, and never what was typed", async () => {
    await begin(mei, "Mail of the board is down", "fabrikam.com");
    await begin(alex, "No mail", "tailspin.com");

    expect(said(alex)).toMatch(new RegExp(`PS-000001 · [^·]*abrikam[^·]* · ${name(0)}`));
    expect(alex.last().words).not.toContain("the board");
  });

  test("of one's own tell the problem and since when", async () => {
    await begin(mei, "Mail of the board is down", "fabrikam.com");
    await begin(mei, "No mail", "tailspin.com");

    expect(said(mei)).toMatch(/PS-000001 · .* · Mail of the board is down · since 17:00/);
  });

  test("of what other publishers sell are named at the same customer alone", async () => {
    await begin(mei, "The backup add-on fails", "fabrikam.com", vendor);
    await begin(alex, "The signature add-on fails", "tailspin.com", vendor);
    expect(verbs(alex)).toEqual([]);
    expect(alex.last().words).not.toContain("PS-000001");

    await begin(alex, "Add-on fails", "fabrikam.com", vendor);
    expect(said(alex)).toContain("PS-000001");
    expect(said(alex)).not.toContain("PS-000002");
  });

  test("of the same customer are named whatever their kind", async () => {
    await begin(mei, "How do I share a notebook?", "fabrikam.com", howTo);
    await begin(alex, "How do I move a notebook?", "fabrikam.com", howTo);
    expect(alex.last().words).toMatch(/Also open at this customer about .*OneNote.*, since 17:00/);
    await begin(alex, "How do I move a notebook?", "tailspin.com", howTo);
    expect(alex.last().words).not.toMatch(/Also open|of your customers/);
  });

  test.each([
    ["another product", { product: "teams" }],
    ["another criterion", { criteria: "bug" }],
    ["quite another impact", { impact: "minimal" }],
  ])("are no longer those with %s", async (_what, answers) => {
    await begin(mei, "Mail is down", "fabrikam.com");
    await begin(alex, "No mail", "tailspin.com", answers);

    expect(alex.last().words).not.toContain("PS-000001");
  });

  test("are forgotten after three days, when they are settled, and on a case that is filed", async () => {
    await begin(mei, "Mail is down", "fabrikam.com");
    product.clock.now = new Date("2026-11-23T09:00:00.000Z");
    await begin(alex, "No mail", "tailspin.com");
    expect(alex.last().words).toContain("PS-000001");
    product.clock.now = new Date("2026-11-23T09:00:01.000Z");
    await alex.say("PS-2");
    expect(alex.last().words).not.toContain("PS-000001");
    await mei.say("PS-1");
    expect(mei.last().words).toContain("PS-000002");
    await click(mei, 0, "record/file", { record: 1, recordRevision: 1, caseNumber: "CASE-1" });
    expect(mei.last().words).toContain("CASE-1");
    expect(mei.last().words).not.toContain("PS-000002");
    await click(mei, 0, "record/state", {
      record: 1,
      recordRevision: 2,
      newState: "resolved",
      closingReason: "withdrawn",
    });
    await alex.say("PS-2");
    expect(alex.last().words).not.toContain("PS-000001");
  });
});

describe("two cases of the same problem", () => {
  beforeEach(async () => {
    await begin(mei, "Mail is down", "fabrikam.com");
    await begin(alex, "No mail", "tailspin.com");
  });

  test("are linked with one tap and unlinked with another; the history keeps both", async () => {
    await alex.click("record/link");
    expect(said(alex)).toContain("✓ same problem");
    expect(said(alex)).toContain("Same problem: PS-000001");
    expect(verbs(alex)).toEqual(["record/unlink", "record/join"]);
    await alex.click("record/unlink");

    expect(verbs(alex)).toEqual(["record/link", "record/join"]);
    expect(said(alex)).toContain("Same problem: PS-000001 removed");
  });

  test("know of each other, whoever linked them", async () => {
    await alex.click("record/link");
    await mei.say("PS-1");

    expect(said(mei)).toContain("✓ same problem");
    expect(verbs(mei)).toEqual([]);
  });

  test("are joined under the earlier one, with all that are joined to it", async () => {
    await alex.click("record/join");
    expect(alex.last().words).toContain("Part of PS-000001");
    await begin(mei, "Mail is gone", "wingtip.com");
    await click(mei, 0, "record/join", { record: 3, recordRevision: 1, other: 2 });

    expect(mei.last().words).toContain("Part of PS-000001 with 1 other");
    await mei.say("PS-1");
    expect(mei.last().words).toContain("2 cases are part of this one");
    await alex.say("PS-2");
    await alex.click("record/unlink");
    expect(alex.last().words).not.toContain("Part of PS-000001 with");
    expect(said(alex)).toContain("Part of: PS-000001 removed");
  });

  test("are never joined in a circle, nor a case with itself", async () => {
    await alex.click("record/join");
    await click(mei, 0, "record/join", { record: 1, recordRevision: 1, other: 2 });
    expect(mei.last().words).toMatch(/not possible/);
    await click(mei, 0, "record/join", { record: 1, recordRevision: 1, other: 1 });
    await click(mei, 0, "record/link", { record: 1, recordRevision: 1, other: 1 });

    expect(mei.last().words).toMatch(/not possible/);
    expect(mei.last().words).not.toContain("Part of");
  });

  test("stay as they are when the card is out of date", async () => {
    await alex.click("record/link");
    await click(alex, 1, "record/join", { record: 2, recordRevision: 1, other: 1 });

    expect(alex.last().words).toMatch(/out of date/);
    expect(alex.last().words).not.toContain("Part of");
  });

  test("are not found by guessing: a case that is not similar answers like one that does not exist", async () => {
    await begin(mei, "Teams is down", "fabrikam.com", { product: "teams" });
    await alex.say("PS-2");
    await click(alex, 1, "record/link", { record: 2, recordRevision: 1, other: 3 });
    const foreign = alex.last().words;
    await click(alex, 1, "record/link", { record: 2, recordRevision: 1, other: 99 });

    expect(alex.last().words).toBe(foreign);
    expect(foreign).not.toContain("PS-000003");
  });

  test("of somebody else cannot be linked by a stranger where cases are one's own", async () => {
    await product.stop();
    product = await startTestApp({ CASE_ACCESS: "own" });
    mei = createChatter(product, person(0));
    await mei.open();
    alex = createChatter(product, person(1));
    await alex.open();
    await begin(mei, "Mail is down", "fabrikam.com");
    await begin(alex, "No mail", "tailspin.com");
    await click(mei, 0, "record/link", { record: 2, recordRevision: 1, other: 1 });
    expect(mei.last().words).toMatch(/find no case with this number/);
    await alex.say("PS-2");

    expect(verbs(alex)).toEqual(["record/link", "record/join"]);
  });
});
