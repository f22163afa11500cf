import Database from "better-sqlite3";
import { join } from "node:path";
import { localTenantId } from "../../src/local-chat/people";
import { keepRecord } from "../http/api/api-client";
import { type Carrier, carryOnce, createRawClient } from "../support/raw-client";
import { person, startTestApp, type TestApp } from "../support/test-app";

const lead = person(2).aadObjectId;
const erased = "pseudonym";

let world: TestApp;
let database: Database.Database;
beforeEach(async () => {
  world = await startTestApp();
  const requester = { id: person(0).aadObjectId, name: person(0).name };
  await keepRecord(world, { requester, title: "Mail", customer: { name: "Contoso" } });
  database = new Database(join(world.dataDir, "partner-support.sqlite"));
});
afterEach(async () => {
  database.close();
  await world.stop();
});

/** The same click each time, as Teams repeats it; answers what is said. */
async function clickErase(): Promise<string> {
  const same: Carrier = (url, activity) => carryOnce(url, { ...activity, id: "the click" });
  const client = createRawClient(world.origin, lead, same, localTenantId);
  const { card } = await client.execute("subject/erase", { subjectKind: "customer", subject: "Contoso" });
  return JSON.stringify(card);
}

const customer = async () => (await world.app.store.findRecord(localTenantId, 1))?.customer?.name;

test("a click whose erasing could not begin has not happened, and its repeat erases", async () => {
  database.exec("create trigger gone before insert on erasures begin select raise(abort, 'gone'); end");
  expect(await clickErase()).not.toContain(erased);
  expect(await customer()).toBe("Contoso");

  database.exec("drop trigger gone");
  expect(await clickErase()).toContain(erased);
  expect(await customer()).toMatch(/^erased-/);
});

test("an erasing that broke off is carried on by the repeat, which says so only when it is at its end", async () => {
  database.exec("create trigger gone before update on records begin select raise(abort, 'gone'); end");
  expect(await clickErase()).not.toContain(erased);
  expect(await clickErase()).not.toContain(erased);
  expect(await customer()).toBe("Contoso");

  database.exec("drop trigger gone");
  expect(await clickErase()).toContain(erased);
  expect(await customer()).toMatch(/^erased-/);
  // Under one pseudonym; and what comes later is not for an old click to erase.
  await keepRecord(world, {
    requester: { id: lead, name: "" },
    title: "Mail again",
    customer: { name: "Contoso" },
  });
  expect(await clickErase()).toContain(erased);
  expect((await world.app.store.findRecord(localTenantId, 2))?.customer?.name).toBe("Contoso");
  expect(await world.app.store.listErasures(localTenantId)).toHaveLength(1);
});
