import Database from "better-sqlite3";
import { z } from "zod";
import { escalation } from "../support/cases";
import { createRawClient, type RawCard, type RawClient } from "../support/raw-client";
import { startTestApp, type TestApp } from "../support/test-app";

let tested: TestApp;
let client: RawClient;
let page: RawCard;

beforeAll(async () => {
  tested = await startTestApp();
  client = createRawClient(tested.origin, "ada");
  page = await client.execute("intake/start");
  // What is learnt of a new chat is saved beside the first turns.
  for (const verb of ["intake/answer", "intake/back"]) page = await click(verb);
});
afterAll(() => tested.stop());

function click(verb: string): Promise<RawCard> {
  const action = page.actions.find((one) => one.verb === verb);
  const given = Object.entries(escalation).filter(([id]) => page.inputs.some((input) => input.id === id));
  return client.execute(verb, { ...action?.data, ...Object.fromEntries(given) });
}

/** What a statement does, to which table: "select intakes", "begin". */
function nameStatement(sql: string): string {
  const [verb = "", ...others] = sql.toLowerCase().replaceAll('"', "").split(/\s+/);
  const tables = ["turns", "intakes", "records", "profiles", "deliveries"];
  return [verb, tables.find((table) => others.includes(table)) ?? ""].join(" ").trim();
}

const Prototype = z.custom<Database.Statement>((value) => typeof value === "object" && value !== null);

const Called = z.object({ source: z.string() });

/** Lets somebody click and tells what the engine was asked to run, in order, as its own statements are called. */
async function listStatements(verb: string): Promise<readonly string[]> {
  const database = new Database(":memory:");
  const prototype = Prototype.parse(Object.getPrototypeOf(database.prepare("select 1")));
  database.close();
  const spies = (["all", "run"] as const).map((method) => jest.spyOn(prototype, method));
  page = await click(verb);
  const calls = spies.flatMap(({ mock }) =>
    mock.contexts.map((statement: unknown, call) => ({
      source: Called.parse(statement).source,
      order: mock.invocationCallOrder[call] ?? 0,
    })),
  );
  jest.restoreAllMocks();
  return calls.toSorted((one, other) => one.order - other.order).map(({ source }) => nameStatement(source));
}

const saving = ["begin", "insert turns", "update intakes", "commit"];

test("a card turn reads once and saves once: every further statement would be paid in each turn", async () => {
  expect(await listStatements("intake/answer")).toEqual(["select turns", ...saving]);
});

test("the page that asks for the customer reads those of the person's newest cases as well", async () => {
  expect(await listStatements("intake/back")).toEqual(["select turns", ...saving, "select records"]);
});
