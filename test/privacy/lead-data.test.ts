import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createDiskFileStore } from "../../src/files/disk-file-store";
import { localTenantId } from "../../src/local-chat/people";
import { createLog } from "../../src/log";
import { openPrivacy } from "../../src/open-privacy";
import { defaultRetention } from "../../src/privacy/retention";
import { leaveEraseRequest } from "../../src/storage/erase-requests";
import { sampleKey } from "../contracts/store-samples";
import { keepRecord } from "../http/api/api-client";
import { createChatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";

const mei = { id: person(0).aadObjectId, name: person(0).name };
const other = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a09";
const root = join(__dirname, "../..");

let world: TestApp;
beforeEach(async () => {
  world = await startTestApp();
  const ofContoso = { requester: mei, title: "Mail of Contoso", customer: { name: "Contoso" } };
  await keepRecord(world, ofContoso);
  await keepRecord(world, ofContoso, other);
});
afterEach(() => world.stop());

const customerOf = async (tenantId: string): Promise<string | undefined> =>
  (await world.app.store.findRecord(tenantId, 1))?.customer?.name;

test.each([
  ["en-US", "stored data of customer Contoso", "cannot be undone", "pseudonym"],
  ["zh-TW", "保存資料 客戶 Contoso", "無法復原", "代號"],
  ["zh-CN", "保存数据 客户 Contoso", "无法恢复", "代号"],
])("in %s a lead is asked on a card, and only then it is erased", async (locale, ask, warning, done) => {
  const lead = createChatter(world, person(2), { locale });
  await lead.open();
  await lead.say(ask);
  expect(lead.last().words).toContain("Contoso");
  expect(lead.last().words).toContain(warning);
  expect(await customerOf(localTenantId)).toBe("Contoso");

  const outcome = await lead.click("subject/erase");

  // The card that offered it gives way to one that says so, offers nothing and names nobody.
  expect(outcome).toEqual({ kind: "card" });
  expect(lead.last().words).toContain(done);
  expect(lead.last().words).not.toContain("Contoso");
  expect(JSON.stringify(lead.last())).not.toContain("subject/erase");
  expect(await customerOf(localTenantId)).toMatch(/^erased-/);
  expect(await world.app.store.readHistory(localTenantId, 1)).toHaveLength(1);
  expect(await customerOf(other)).toBe("Contoso");
});

test("a lead takes out what is held about a person, named as they were met, as a file", async () => {
  const technician = createChatter(world, person(0));
  await technician.open();
  await technician.say("Nobody can send mail");
  const met = { place: "team", person: mei, leads: false };
  await world.app.store.saveTurn({
    key: sampleKey({ tenantId: localTenantId }),
    at: world.clock.now.toISOString(),
    people: [met],
  });
  const lead = createChatter(world, person(2));
  await lead.open();
  await lead.say(`stored data of person ${mei.name}`);
  await lead.click("subject/export");
  await waitUntil(
    () => lead.messages().some(({ offered }) => offered !== ""),
    (isThere) => isThere,
  );
  await lead.answerOffer(true);
  const { files } = await waitUntil(
    () => lead.last(),
    (message) => message.files.length === 1,
  );
  expect(files[0]?.name).toBe("person-data.json");
  const content = await (await fetch(`${world.origin}/local/files/${files[0]?.id ?? ""}`)).text();
  expect(JSON.parse(content)).toMatchObject({
    tenant: localTenantId,
    subject: { id: mei.id },
    isWhole: true,
  });
  expect(content).toContain("Nobody can send mail");
});

test("nobody else is told or may erase anything, whatever their click says", async () => {
  const technician = createChatter(world, person(0));
  await technician.open();
  await technician.say("stored data of customer Contoso");
  expect(technician.last().words).toContain("Only leads");
  for (const verb of ["subject/erase", "subject/export"])
    await world.connector.execute({
      person: person(0),
      conversationId: technician.conversationId,
      messageId: technician.last().id,
      action: { verb, data: { subjectKind: "customer", subject: "Contoso" } },
    });
  expect(await customerOf(localTenantId)).toBe("Contoso");
  expect(technician.messages().filter(({ offered }) => offered !== "")).toEqual([]);
});

test("what the command asks for is carried out beside a running bot, by a worker that then stops", async () => {
  const command = [join(root, "dist/cli/erase.js"), "--tenant", localTenantId, "--customer", "Contoso"];
  const env = { ...process.env, DATA_DIR: world.dataDir, MODE: "local", ENV_FILE: "", DATABASE_URL: "" };
  const { DATABASE_URL: _none, ENV_FILE: _no, ...plain } = env;
  const { stdout } = await promisify(execFile)(process.execPath, command, { env: plain });
  expect(stdout).toContain("within a minute");

  let looks = 0;
  const open = (takesRequests: boolean) =>
    openPrivacy({
      store: world.app.store,
      files: createDiskFileStore(join(world.dataDir, "files")),
      settings: { dataDir: world.dataDir, retention: defaultRetention },
      now() {
        looks += 1;
        return world.clock.now;
      },
      log: createLog("silent"),
      takesRequests,
      pollMs: 10,
    }).worker;
  // Of several threads one takes what was left.
  const other = open(false);
  other.start();
  await waitUntil(
    () => looks,
    (count) => count > 2,
  );
  await other.stop();
  expect(await customerOf(localTenantId)).toBe("Contoso");

  const worker = open(true);
  worker.start();
  await waitUntil(
    () => customerOf(localTenantId),
    (name) => name?.startsWith("erased-") === true,
  );
  await worker.stop();

  await promisify(execFile)(process.execPath, command, { env: plain });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await world.app.store.listErasures(localTenantId)).toHaveLength(1);
});

test("a request that two processes see is carried out once, and again by nobody who finds it done", async () => {
  const request = { tenantId: localTenantId, kind: "customer", id: "Contoso", by: "operator" } as const;
  const pseudonym = "erased-0123456789ab";
  leaveEraseRequest(world.dataDir, "one", { ...request, pseudonym });
  const workers = [0, 1].map(
    () =>
      openPrivacy({
        store: world.app.store,
        files: createDiskFileStore(join(world.dataDir, "files")),
        settings: { dataDir: world.dataDir, retention: defaultRetention },
        now: () => world.clock.now,
        log: createLog("silent"),
        pollMs: 10,
      }).worker,
  );
  for (const worker of workers) worker.start();
  await waitUntil(
    () => world.app.store.listErasures(localTenantId),
    ([proof]) => typeof proof?.finishedAt === "string",
  );
  expect(await customerOf(localTenantId)).toBe(pseudonym);

  // As after a crash between the end of the erasing and that of the request; meanwhile the customer is back.
  await keepRecord(world, { requester: mei, title: "Again", customer: { name: "Contoso" } });
  leaveEraseRequest(world.dataDir, "one", { ...request, pseudonym });
  await waitUntil(
    () => readdirSync(join(world.dataDir, "erase-requests")),
    (left) => left.length === 0,
  );
  await Promise.all(workers.map((worker) => worker.stop()));

  expect((await world.app.store.findRecord(localTenantId, 2))?.customer?.name).toBe("Contoso");
  expect(await world.app.store.listErasures(localTenantId)).toHaveLength(1);
});
