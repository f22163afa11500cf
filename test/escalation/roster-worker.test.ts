import { setTimeout as wait } from "node:timers/promises";
import { createRosterWorker } from "../../src/escalation/roster-worker";
import { localTenantId } from "../../src/local-chat/people";
import { createReadRoster } from "../../src/teams/read-roster";
import { desk, openDesk } from "../support/desk";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";

let product: TestApp;

beforeEach(async () => {
  product = await startTestApp();
});
afterEach(() => product.stop());

const channelsOf = () => product.app.store.channelsOf(localTenantId, person(1).aadObjectId);

function start(isServiceAllowed: () => boolean) {
  const reports: string[] = [];
  const worker = createRosterWorker({
    store: product.app.store,
    readRoster: createReadRoster({ token: null, isServiceAllowed }),
    now: () => product.clock.now,
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    report: (message) => reports.push(message),
    settings: { pollMs: 10 },
  });
  worker.start();
  return { worker, reports };
}

test("who belongs to a team is asked of Teams, so that members nobody has met read its cases", async () => {
  await openDesk(product, person(0));
  expect(await channelsOf()).toEqual([]);

  const { worker } = start(() => true);

  expect(await waitUntil(channelsOf, (channels) => channels.length > 0)).toContain(desk);
  await worker.stop();
});

test("a service that is not allowed is not called, and the team is left alone for a while", async () => {
  await openDesk(product, person(0));

  const { worker, reports } = start(() => false);
  await waitUntil(
    () => reports,
    (all) => all.length > 0,
  );
  await wait(60);

  expect(reports).toHaveLength(1);
  expect(await channelsOf()).toEqual([]);
  await worker.stop();
});
