import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { leaveEraseRequest, takeEraseRequests } from "../../src/storage/erase-requests";
import { localTenantId } from "../../src/local-chat/people";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

let world: TestApp;
beforeEach(async () => {
  world = await startTestApp();
});
afterEach(() => world.stop());

test.each([
  ["en-US", "forget me", "forget me now", "pseudonym"],
  ["zh-TW", "忘記我", "確定忘記我", "代號"],
  ["zh-CN", "忘记我", "确定忘记我", "代号"],
])("in %s one is told first, then forgotten", async (locale, ask, confirm, word) => {
  const ada = createChatter(world, person(0), { locale });
  await ada.open();
  await ada.say("new");
  await walkDialog(ada, escalation);
  const { store } = world.app;
  const id = person(0).aadObjectId;

  await ada.say(ask);
  expect(ada.last().words).toContain(confirm);
  expect(ada.last().words).not.toMatch(/[{}]/);
  expect((await store.findRecord(localTenantId, 1))?.requester.id).toBe(id);

  await ada.say(confirm);
  expect(ada.last().words).toContain(word);
  const record = await store.findRecord(localTenantId, 1);
  expect(record?.requester.id).toMatch(/^erased-[0-9a-f]{12}$/);
  expect(JSON.stringify([record, await store.readHistory(localTenantId, 1)])).not.toContain(person(0).name);
  expect(await store.listErasures(localTenantId)).toEqual([
    expect.objectContaining({ kind: "person", pseudonym: record?.requester.id, by: record?.requester.id }),
  ]);
});

test("who comes back begins anew", async () => {
  const ada = createChatter(world, person(0));
  await ada.open();
  await ada.say("forget me now");
  await ada.say("hi");
  expect(ada.messages().length).toBeGreaterThan(2);
  expect((await world.app.store.holdingsOf(localTenantId, person(0).aadObjectId)).cases).toBe(0);
});

test("a request a lead's command has left is carried out once, and its file is gone", async () => {
  const request = { tenantId: localTenantId, kind: "customer", id: "Contoso", by: "operator" } as const;
  leaveEraseRequest(world.dataDir, "one", request);
  const taken: unknown[] = [];
  const carryOut = (one: unknown) => Promise.resolve(taken.push(one));
  const now = () => world.clock.now;

  await takeEraseRequests(world.dataDir, now, carryOut);
  await takeEraseRequests(world.dataDir, now, carryOut);

  expect(taken).toEqual([request]);
  expect(existsSync(join(world.dataDir, "erase-requests"))).toBe(true);
  expect(readdirSync(join(world.dataDir, "erase-requests"))).toEqual([]);
});
