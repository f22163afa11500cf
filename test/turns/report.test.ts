import { z } from "zod";
import { walkCard } from "../support/card-reader";
import { escalation, howTo } from "../support/cases";
import { createChatter, type Chatter } from "../support/chatter";
import { desk, flat, openDesk } from "../support/desk";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

let product: TestApp;
let mei: Chatter;
let alex: Chatter;
let jordan: Chatter;

beforeAll(async () => {
  product = await startTestApp({ CASE_ACCESS: "own" });
  mei = createChatter(product, person(0));
  alex = createChatter(product, person(1));
  jordan = createChatter(product, person(2));
  for (const chat of [mei, alex, jordan]) await chat.open();
  await openDesk(product, person(2));
  product.clock.now = new Date("2026-06-01T03:00:00.000Z");
  await mei.say("How do I use OneNote?");
  await walkDialog(mei, howTo);
  product.clock.now = new Date("2026-11-24T03:00:00.000Z");
  await mei.say("Nobody can send mail");
  await walkDialog(mei, escalation);
  await mei.click("record/send");
  product.clock.now = new Date("2026-11-26T03:00:00.000Z");
});

afterAll(() => product.stop());

const said = (chat: Chatter): string => flat(chat.last().words);
const chosen = (chat: Chatter): Readonly<Record<string, string>> =>
  Object.fromEntries(chat.last().inputs.map(({ id, value }) => [id, value]));

const Facts = z.looseObject({
  type: z.literal("FactSet"),
  facts: z.array(z.object({ title: z.string(), value: z.string() })),
});
/** The key figures, and the tables behind the bars. */
function factsOf(chat: Chatter): readonly (readonly (readonly [string, string])[])[] {
  return walkCard(chat.last().card).flatMap((node) => {
    const parsed = Facts.safeParse(node);
    return parsed.success ? [parsed.data.facts.map(({ title, value }) => [title, value] as const)] : [];
  });
}

test("“report” shows a technician their own cases of the last twelve weeks, and where to see more", async () => {
  await mei.say("report");

  expect(said(mei)).toMatch(/^Report 7 Sept? to 26 Nov · Your cases and those of your teams/);
  expect(factsOf(mei)[0]).toContainEqual(["Cases", "1"]);
  expect(chosen(mei)).toEqual({ reportWeeks: "12", reportTeam: "all" });
  expect(mei.last().actions.map(({ url }) => url)).toContain(`${product.origin}/tab/?view=reports`);
});

test("another period answers with the card of that period, by month and with the table behind the bars", async () => {
  await mei.say("報表");
  await mei.click("report/show", { ...chosen(mei), reportWeeks: "52" });

  expect(factsOf(mei)[0]).toContainEqual(["Cases", "2"]);
  expect(factsOf(mei)[1]).toHaveLength(12);
  expect(factsOf(mei)[1]?.at(-1)).toEqual(["Nov 2026", "Severity A 1"]);
  expect(chosen(mei)["reportWeeks"]).toBe("52");
});

test("a channel narrows it, and is chosen on the card that comes back", async () => {
  await mei.say("report");
  await mei.click("report/show", { reportWeeks: "52", reportTeam: desk });

  expect(said(mei)).toContain("26 Nov · Escalations");
  expect(factsOf(mei)[0]).toContainEqual(["Cases", "1"]);
  expect(chosen(mei)).toEqual({ reportWeeks: "52", reportTeam: desk });
});

test("a lead's is the tenant's, a colleague without cases is told there are none", async () => {
  await jordan.say("report");
  expect(said(jordan)).toContain("All cases of your organisation");
  expect(factsOf(jordan)[0]).toContainEqual(["Cases", "1"]);

  await alex.say("report");
  expect(said(alex)).toContain("There is no case in this period.");
  await alex.click("report/show", { reportWeeks: "52", reportTeam: desk });
  expect(said(alex)).toContain("There is no case in this period.");
});

test.each([
  [{ reportWeeks: "9999", reportTeam: "all" }, "12"],
  [{ reportWeeks: "-1" }, "12"],
  [{ reportTeam: "19:nobody' OR 1=1" }, "12"],
  [{ reportWeeks: "4", reportTeam: "x".repeat(5000) }, "4"],
])("of %j comes a report of %s weeks", async (values, weeks) => {
  await mei.say("report");
  await mei.click("report/show", values);

  expect(chosen(mei)["reportWeeks"]).toBe(weeks);
  expect(said(mei)).toMatch(/^Report /);
});
