import { localTenantId } from "../../src/local-chat/people";
import { textsOf } from "../../src/locales/texts";
import { escalation, howTo } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { inputsFor, walkDialog } from "../support/walk-dialog";

const say = textsOf("en");
const nothing = say("notice.nothing_changed");

let product: TestApp;
let mei: Chatter;

const openForm = async (form: string): Promise<unknown> => mei.openForm(form);

const ids = (): readonly string[] => mei.last().inputs.map(({ id }) => id);
const valueOf = (id: string): string | undefined => mei.last().inputs.find((input) => input.id === id)?.value;

/** What is on the card, with changes. */
const filledIn = (changes: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(mei.last().inputs.map(({ id, value }) => [id, value])),
  ...changes,
});

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  await mei.open();
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation, { newCustomer: "contoso.com" });
});

afterEach(async () => {
  await product.stop();
});

test("the verdict does not wait for evidence, and says in one line what is missing", () => {
  expect(mei.last().words).toMatch(/escalate this to Microsoft/);
  expect(mei.last().words).toContain(
    "Evidence: 0 of 5 given. Missing: start time, error text, steps to reproduce, steps tried and more.",
  );
});

test("the card asks only for what matters here, and knows who is asking", async () => {
  await openForm("evidence");
  expect(ids()).toEqual(expect.arrayContaining(["startedDate", "errorText", "stepsTried", "contactEmail"]));
  expect(ids()).not.toContain("proofOfImpact");
  expect(ids()).not.toContain("diagnosticsConsent");
  expect(valueOf("contactName")).toBe(person(0).name);
});

test("what is saved counts, stands in the history, and comes back as it was typed", async () => {
  await openForm("evidence");
  const errorText = "550 5.7.1\n   at Transport.Send()\n**not** [a](link)";
  await mei.click(
    "record/evidence",
    filledIn({
      startedDate: "2026-11-20",
      startedTime: "16:30",
      usersAffected: "1,200",
      usersTotal: "1500",
      errorText,
      contactEmail: "mei@partner.example",
    }),
  );
  expect(mei.last().words).toContain("Evidence: 3 of 5 given. Missing: steps to reproduce, steps tried.");
  expect(mei.last().words).toContain("Users affected");
  await openForm("evidence");
  expect([valueOf("startedDate"), valueOf("startedTime")]).toEqual(["2026-11-20", "16:30"]);
  expect(valueOf("usersAffected")).toBe("1200");
  expect(valueOf("errorText")).toBe(errorText);
});

test("saving the card again as it is changes no value", async () => {
  await openForm("evidence");
  await mei.click(
    "record/evidence",
    filledIn({ startedDate: "2026-11-20", startedTime: "16:30", errorText: "a\n  b" }),
  );
  const before = mei.last().words.match(/Error text|Start/g)?.length;
  await openForm("evidence");
  await mei.click("record/evidence", filledIn({}));
  expect(mei.last().words.match(/Error text|Start/g)?.length).toBe(before);
});

test.each([
  ["a start still to come", { startedDate: "2027-01-01", startedTime: "10:00" }, /still to come/],
  ["half a start", { startedDate: "2026-11-19", startedTime: "" }, /date and the time/],
  ["a slip of the year", { startedDate: "2024-11-19", startedTime: "10:00" }, /more than a year ago/],
  ["an address that is none", { contactEmail: "mei at partner" }, /not an e-mail address/],
  ["a phone number that is none", { contactPhone: "call me" }, /phone number/],
  ["a number that is none", { usersAffected: "many" }, /whole number/],
  ["more users than there are", { usersAffected: "20", usersTotal: "10" }, /More users are affected/],
  ["a text that is too long", { errorText: "x".repeat(2001) }, /At most 2000 characters/],
])("%s is shown at its field, and all that was typed is kept", async (_name, wrong, fault) => {
  await openForm("evidence");
  await mei.click("record/evidence", filledIn({ stepsTried: "Restarted it", ...wrong }));
  expect(mei.last().words).toMatch(fault);
  for (const [id, value] of Object.entries(wrong)) expect(valueOf(id)).toBe(value);
  expect(valueOf("stepsTried")).toBe("Restarted it");
  await mei.say("PS-000001");
  expect(mei.last().words).toContain("Evidence: 0 of 5");
});

test("an input that is emptied takes the value away again", async () => {
  await openForm("evidence");
  await mei.click("record/evidence", filledIn({ errorText: "550" }));
  await openForm("evidence");
  await mei.click("record/evidence", filledIn({ errorText: "" }));
  expect(mei.last().words).toMatch(/550\n removed/);
});

test("a card that is out of date changes nothing", async () => {
  await openForm("evidence");
  const card = mei.last();
  await mei.click("record/evidence", filledIn({ errorText: "first" }));
  const save = card.actions.find(({ verb }) => verb === "record/evidence");
  await product.connector.execute({
    person: person(0),
    conversationId: mei.conversationId,
    messageId: card.id,
    action: { verb: "record/evidence", data: save?.data },
    inputs: { errorText: "second" },
  });
  expect(mei.last().words).toContain("out of date");
  expect(mei.last().words).not.toContain("second");
});

test("e-mail and phone are asked once, and can be changed in the profile", async () => {
  await openForm("evidence");
  await mei.click(
    "record/evidence",
    filledIn({ contactEmail: "mei@partner.example", contactPhone: "+886 2 5550 0100" }),
  );
  await mei.say("How do I share a notebook?");
  await walkDialog(mei, howTo);
  await openForm("evidence");
  expect([valueOf("contactEmail"), valueOf("contactPhone")]).toEqual([
    "mei@partner.example",
    "+886 2 5550 0100",
  ]);
  await mei.say("profile");
  expect(valueOf("contactEmail")).toBe("mei@partner.example");
  await mei.click("profile/save", filledIn({ contactEmail: "nonsense" }));
  expect(valueOf("contactEmail")).toBe("nonsense");
  expect(mei.last().words).toMatch(/not an e-mail address/);
  await mei.click("profile/save", filledIn({ contactEmail: "" }));
  expect(valueOf("contactEmail")).toBe("");
  expect(valueOf("contactPhone")).toBe("+886 2 5550 0100");
});

test("a case that has ended takes no more evidence", async () => {
  await openForm("evidence");
  const save = mei.last().actions.find(({ verb }) => verb === "record/evidence");
  await mei.say("PS-000001");
  await openForm("state");
  await mei.click("record/state", { newState: "resolved", closingReason: "withdrawn" });
  expect(mei.last().actions.map(({ data }) => data["form"])).not.toContain("evidence");
  await product.connector.execute({
    person: person(0),
    conversationId: mei.conversationId,
    messageId: mei.last().id,
    action: { verb: "record/evidence", data: { ...save?.data, recordRevision: 2 } },
    inputs: { errorText: "too late" },
  });
  expect(mei.last().words).not.toContain("too late");
});

test("evidence and answers that are sent back as they were change nothing, and that is what is said", async () => {
  await openForm("evidence");
  await mei.click("record/evidence", filledIn({ errorText: "550 5.7.1" }));
  const read = async () => [
    await product.app.store.findRecord(localTenantId, 1),
    await product.app.store.readHistory(localTenantId, 1),
  ];
  const before = await read();

  await openForm("evidence");
  await mei.click("record/evidence", filledIn({}));
  expect(mei.last().words).toContain(nothing);
  expect(mei.last().words).not.toContain(say("notice.evidence_saved"));
  await mei.click("intake/edit");
  await mei.click("intake/answer", inputsFor(mei.last(), escalation));

  expect(mei.last().words).toContain(nothing);
  expect(mei.last().words).not.toContain(say("notice.answers_changed"));
  expect(await read()).toEqual(before);
});
