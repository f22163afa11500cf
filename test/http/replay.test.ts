import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../src/app";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { type KeyServer, startKeyServer } from "../support/key-server";
import { describePostgres, useDatabases } from "../support/shared-postgres";

const serviceUrl = "https://smba.trafficmanager.net/emea/";
const tenant = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01";
const person = "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01";

const makeDatabase = useDatabases();
let keys: KeyServer;
beforeAll(async () => {
  keys = await startKeyServer(() => serviceUrl);
});
afterAll(() => keys.stop());

/** The product in teams mode, on the database given or on a file of its own. */
async function start(dataDir: string, database: Readonly<Record<string, string>>): Promise<App> {
  const registration = { BOT_ID: keys.appId, BOT_TENANT_ID: tenant, SECRET_BOT_PASSWORD: "not a secret" };
  const place = { MODE: "teams", PORT: "0", DATA_DIR: dataDir, STOP_DRAIN_SECONDS: "0", ...database };
  return startApp({
    settings: readSettings({ LOG_LEVEL: "silent", ...place, ...registration }),
    log: createLog("silent"),
    root: join(__dirname, "../.."),
    authentication: new TeamsAuthentication(keys.options, () => undefined),
  });
}

async function replay(database: Readonly<Record<string, string>>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
  const app = await start(dataDir, database);
  const click = {
    ...{ type: "invoke", name: "adaptiveCard/action", id: "one", channelId: "msteams", serviceUrl },
    ...{ from: { id: "29:mei", name: "Mei", aadObjectId: person }, recipient: { id: "28:bot" } },
    conversation: { id: "a:chat", conversationType: "personal", tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    value: { action: { verb: "intake/start", data: {} } },
  };
  const post = async (): Promise<string> => {
    const response = await fetch(`${app.address}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${keys.sign()}` },
      body: JSON.stringify(click),
    });
    expect(response.status).toBe(200);
    return response.text();
  };
  const idsIn = (text: string) => new Set([...text.matchAll(/"intakeId":"([^"]+)"/g)].map(([, id]) => id));

  // At once, as Teams may deliver it, and once more later, as whoever has a token might.
  const together = await Promise.all([post(), post()]);
  const later = await post();

  const ids = idsIn([...together, later].join());
  expect(ids.size).toBe(1);
  const key = { tenantId: tenant, userId: person, conversationId: "a:chat", activityId: "one" };
  expect(await app.store.loadTurn(key)).toMatchObject({
    seen: true,
    intake: { id: [...ids][0], revision: 1 },
  });
  expect((await app.store.holdingsOf(tenant, person)).dialogs).toBe(1);
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

test("an activity that is replayed has one effect on SQLite", () => replay({}));

describePostgres("on PostgreSQL", () => {
  test("an activity that is replayed has one effect", async () =>
    replay({ DATABASE_URL: await makeDatabase() }));
});
