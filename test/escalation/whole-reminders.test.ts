import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../src/app";
import { localTenantId } from "../../src/local-chat/people";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { sampleEntry, sampleKey, sampleRecord } from "../contracts/store-samples";
import { person } from "../support/test-app";

const mei = person(0);
const dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
const clock = { now: new Date("2026-11-20T09:00:00.000Z") };
let app: App;

beforeEach(async () => {
  app = await startApp({
    settings: readSettings({
      PORT: "0",
      DATA_DIR: dataDir,
      LOG_LEVEL: "silent",
      PARTNER_TARGETS: "C=1/8",
    }),
    log: createLog("silent"),
    root: join(__dirname, "../.."),
    now: () => clock.now,
    reminding: { pollMs: 20 },
  });
});
afterEach(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("the product reminds a person in their own language when the time has come, once", async () => {
  const { connector, store } = app;
  if (connector === null) throw new Error("the local mode has a connector");
  await connector.openPersonalChat({ person: mei, locale: "zh-TW", timezone: "Asia/Taipei" });
  const at = clock.now.toISOString();
  const requester = { id: mei.aadObjectId, name: mei.name };
  await store.saveTurn({
    key: sampleKey({ tenantId: localTenantId }),
    at,
    createRecord: sampleRecord({ requester, createdAt: at, updatedAt: at }),
    history: [sampleEntry({ at, field: "created" })],
  });
  const chat = connector.personalChatOf(mei);
  const texts = () =>
    connector
      .snapshot()
      .state.messages.filter(({ conversationId, text }) => conversationId === chat && text?.includes("PS-"))
      .map(({ text }) => text ?? "");
  expect(texts()).toEqual([]);

  clock.now = new Date("2026-11-20T10:00:10.000Z");
  for (let tries = 0; tries < 500 && texts().length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 200));

  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toMatch(/^PS-000001 · Mail of one customer is late\n[^\n]*18:00.*Asia\/Taipei/);
  expect(texts()[0]).toMatch(/客戶/);
}, 30_000);
