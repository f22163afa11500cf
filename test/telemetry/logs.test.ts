import { z } from "zod";
import { createLog } from "../../src/log";
import { createChatter } from "../support/chatter";
import { escalation } from "../support/cases";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

const TurnLine = z.strictObject({
  level: z.number(),
  time: z.iso.datetime(),
  turn: z.string(),
  outcome: z.string(),
  ms: z.number().nonnegative(),
  tenantId: z.guid(),
  activityId: z.string().min(1),
  msg: z.string(),
});

let lines: string[];
let world: TestApp;

beforeEach(async () => {
  lines = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  world = await startTestApp({}, { log });
});
afterEach(() => world.stop());

const sentence = "Mailboxes at Fabrikam are down since nine, says zoltan.kovacs@fabrikam.example";
/** Everything a person said, is called, or gave; none of it may be in a log. */
const personal = [
  ...[person(0), person(1), person(2)].map(({ name }) => name),
  ...["Mailboxes", "Fabrikam", "zoltan", "secret-plan.txt", "The call-back number", "0912"],
];

test("a whole case, with files, notes and what goes wrong, leaves no name and no text in the log", async () => {
  const ada = createChatter(world, person(0));
  await ada.open();
  await ada.say(sentence);
  await walkDialog(ada, escalation, { title: sentence, customer: "Fabrikam" });
  await ada.send([{ name: "secret-plan.txt", bytes: Buffer.from("The call-back number is 0912") }], sentence);
  await ada.say("note PS-000001 The call-back number is 0912");
  await world.app.store.close();
  await ada.say(sentence);

  expect(lines.length).toBeGreaterThan(4);
  const logged = lines.join("");
  for (const text of personal) expect(logged).not.toContain(text);
  expect(logged).toContain('"turn":"text"');
  expect(logged).toContain("the database failed in a turn");
});

test("a turn is logged with what it did, how long it took, and the ids to find it by", async () => {
  const ada = createChatter(world, person(0));
  await ada.open();
  await ada.say("hi");

  const logged = TurnLine.parse(JSON.parse(lines.find((line) => line.includes('"turn":"text"')) ?? "null"));
  expect(logged).toMatchObject({ level: 30, turn: "text", outcome: "answered", msg: "a turn was taken" });
});

test("what a foreign error quotes is left out, its place is not", () => {
  const log = createLog("info", { write: (line) => void lines.push(line) });
  log.error(
    { err: new TypeError(`invalid "Ada Lovelace" from ada@contoso.example with Bearer abc.def`) },
    "something failed",
  );
  expect(lines.join("")).toContain('"message":"invalid … from … with Bearer …"');
  lines.splice(0, lines.length - 1);
  expect(lines.join("")).toContain("logs.test.ts");
  expect(lines.join("")).not.toMatch(/Lovelace|contoso|abc/);
});
