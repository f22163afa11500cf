import { escalation } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { inputsFor, walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;
let alex: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  mei = createChatter(product, person(0));
  alex = createChatter(product, person(1));
  await mei.open();
  await alex.open();
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation);
});

afterEach(async () => {
  await product.stop();
});

const shown = (chatter: Chatter): Readonly<Record<string, string>> =>
  Object.fromEntries(chatter.last().inputs.map(({ id, value }) => [id, value]));

describe("a colleague's case", () => {
  test("opens by its number and names in its history who changed it", async () => {
    await alex.say("PS-000001");
    await alex.openForm("note");
    await alex.click("record/note", { note: "Called the customer back" });
    await mei.say("PS-000001");
    expect(mei.last().words).toContain("Called the customer back");
    expect(mei.last().words).toContain("Alex Rivera");
  });

  test("can be edited by somebody who did not begin it", async () => {
    await alex.say("PS-000001");
    await alex.click("intake/edit");
    await alex.click("intake/answer", { ...shown(alex), impact: "minimal" });
    expect(alex.last().words).toMatch(/Severity C/);
    await mei.say("PS-000001");
    expect(mei.last().words).toMatch(/Severity C/);
    expect(mei.last().words).toContain("Alex Rivera");
  });

  test("shows an editor who was overtaken what changed, and keeps what was typed", async () => {
    await alex.say("PS-000001");
    await alex.click("intake/edit");
    await mei.click("intake/edit");
    await mei.click("intake/answer", { ...shown(mei), impact: "moderate" });

    await alex.click("intake/answer", { ...shown(alex), environment: "non_production" });

    expect(alex.last().words).toContain("Somebody changed this case");
    expect(alex.last().words).toContain("Mei Chen");
    expect(shown(alex)).toMatchObject({ environment: "non_production", impact: "moderate" });
    await mei.say("PS-000001");
    expect(mei.last().words).toMatch(/Severity B/);

    await alex.click("intake/answer", shown(alex));
    expect(alex.last().words).toMatch(/Severity C/);
  });

  test("a note of a colleague does not stop an edit of the answers", async () => {
    await alex.say("PS-000001");
    await alex.click("intake/edit");
    await mei.openForm("note");
    await mei.click("record/note", { note: "Still waiting" });
    await alex.click("intake/answer", { ...shown(alex), impact: "moderate" });
    expect(alex.last().words).toMatch(/Severity B/);
    expect(alex.last().words).toContain("Still waiting");
  });

  test("keeps a note that was typed while a colleague changed the state", async () => {
    await alex.say("PS-000001");
    await alex.openForm("note");
    await mei.openForm("state");
    await mei.click("record/state", { newState: "waiting_customer", closingReason: "", note: "" });

    await alex.click("record/note", { note: "Traced the connector" });

    expect(alex.last().words).toContain("Somebody changed this case");
    expect(alex.last().words).toContain("Waiting for");
    expect(shown(alex)["note"]).toBe("Traced the connector");
    await alex.click("record/note", shown(alex));
    expect(alex.last().words).toContain("The note is added");
  });
});

describe("a changed answer", () => {
  test("shows the old and the new class, and because of what", async () => {
    await mei.click("intake/edit");
    await mei.click("intake/answer", { ...shown(mei), impact: "minimal" });
    expect(mei.last().words).toMatch(/Severity A · critical\s+→\s+Severity C · minimal/);
    expect(mei.last().words).toMatch(/because\s+Business impact/);
  });

  test("that changes nothing about the verdict says so", async () => {
    await mei.click("intake/edit");
    await mei.click("intake/answer", inputsFor(mei.last(), { title: "Nobody can send mail at all" }));
    expect(mei.last().words).toContain("Outcome and severity stay the same.");
    expect(mei.last().words).toMatch(/Changed:\s+Problem/);
    expect(mei.last().words).not.toContain("because");
  });
});

describe("the severity", () => {
  const open = (): Promise<unknown> => mei.openForm("severity");

  test("is moved one step by hand, with a reason that everybody sees", async () => {
    await open();
    expect(mei.last().inputs.map(({ id }) => id)).toEqual(["newSeverity", "reason"]);
    await mei.click("record/severity", { newSeverity: "B", reason: "The second line works" });
    expect(mei.last().words).toContain("Severity B");
    expect(mei.last().words).toContain("The second line works");
    expect(mei.last().words).toContain("Mei Chen");
    expect(mei.last().words).toContain("4 h");
  });

  test("moved by hand is the one whose duties are named, and no reason speaks of the other's time", async () => {
    await open();
    await mei.click("record/severity", { newSeverity: "B", reason: "The second line works" });
    const { words } = mei.last();
    const [top = "", reasons = ""] = words.split("\nWhy\n");
    expect(top).toContain("With severity B you commit to");
    expect(top).not.toContain("With severity A");
    // A reason is two lines; four of them are not folded.
    expect(reasons.split("\n").slice(0, 8).join("\n")).not.toContain("within 2 hours");
    expect(words).not.toContain("Would be severity");
    expect(words).toContain("Would be yours to solve");
  });

  test.each([
    ["two steps", { newSeverity: "C", reason: "x" }],
    ["no reason", { newSeverity: "B", reason: " " }],
    ["a class that is none", { newSeverity: "Z", reason: "x" }],
  ])("is not moved with %s", async (_, values) => {
    await open();
    await mei.click("record/severity", values);
    expect(mei.last().actions.map(({ verb }) => verb)).toContain("record/severity");
    await mei.say("PS-000001");
    expect(mei.last().words).toContain("Severity A");
  });

  test("by hand ends when the answers no longer give the class beside it", async () => {
    await open();
    await mei.click("record/severity", { newSeverity: "B", reason: "The second line works" });
    await mei.click("intake/edit");
    await mei.click("intake/answer", { ...shown(mei), impact: "moderate" });
    expect(mei.last().words).toContain("Severity B");
    expect(mei.last().words).not.toContain("Severity set by");
  });
});
