import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { openSqliteReader } from "../../src/storage/sqlite-reader";
import { readAll } from "../contracts/store-samples";
import { type Instance, startInstance } from "../support/instance";
import { type KeyServer, startKeyServer } from "../support/key-server";
import { walkToRecord } from "../support/patient-person";
import { startProduct } from "../support/product-process";
import { type Carrier, createRawClient } from "../support/raw-client";

const tenantId = "3d0f5a0e-9f5c-4c0b-8a51-6c2c7e1b9d10";
const serviceUrl = "https://smba.trafficmanager.net/emea/";
const teamsClient = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346";
const metricsToken = "a token for figures";

let keys: KeyServer;
let dataDir: string;
let product: Instance;

const registration = (): Readonly<Record<string, string>> => ({
  MODE: "teams",
  BOT_ID: keys.appId,
  BOT_TENANT_ID: tenantId,
  SECRET_BOT_PASSWORD: "not a secret",
  SECRET_METRICS_TOKEN: metricsToken,
  CASE_ACCESS: "team",
});

/** A product of two threads that believes the key server. */
function startTwo(): Promise<Instance> {
  return startInstance({
    dataDir,
    workers: 2,
    settings: { ...registration(), LOG_LEVEL: "info", STOP_DRAIN_SECONDS: "0" },
    authentication: keys.options,
    tokenKeys: new URL("/keys", keys.options["BotOpenIdMetadata"]).href,
  });
}

/** Every activity comes over a connection of its own, for which the system chooses a thread. */
async function post(url: string, activity: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      connection: "close",
      authorization: `Bearer ${keys.sign()}`,
    },
    body: JSON.stringify({ ...activity, serviceUrl }),
  });
}
const carry: Carrier = async (url, activity) => (await post(url, activity)).json();

async function readCases() {
  const reader = openSqliteReader({ file: join(dataDir, "partner-support.sqlite") });
  const cases = await readAll(reader.exportRecords());
  await reader.close();
  return cases;
}

/** How many turns each thread has taken, as its log tells. */
const turnsOf = (worker: number): number => product.log().split(`"worker":${worker},"turn":`).length - 1;

beforeAll(async () => {
  keys = await startKeyServer(() => serviceUrl);
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-workers-"));
});
afterAll(async () => {
  await product.kill();
  await keys.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("dialogs hop between two threads, one click has one effect, and no other process opens the file", async () => {
  product = await startTwo();
  const people = Array.from({ length: 6 }, (_, place) => `person-${place}`);
  const fourTimes: Carrier = async (url, activity) => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => carry(url, activity)));
    return answers[0];
  };

  const walks = await Promise.all(
    people.map((user, place) =>
      walkToRecord(createRawClient(product.origin, user, place % 2 === 0 ? carry : fourTimes, tenantId), {
        tenantId,
      }),
    ),
  );

  const numbers = walks.map(({ record }) => record).toSorted((a, b) => a - b);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  const cases = await readCases();
  expect(cases.map(({ record }) => record.number)).toEqual(numbers);
  expect(cases.map(({ history }) => history.length)).toEqual(cases.map(() => cases[0]?.history.length));
  expect([turnsOf(1) > 0, turnsOf(2) > 0]).toEqual([true, true]);
  await expect(startProduct(dataDir, { ...registration(), WORKERS: "2" })).rejects.toThrow(
    /ended with 1: .*is already open in a running program/,
  );
}, 120_000);

test("whoever reads the figures reads those of both threads, whichever is asked", async () => {
  const read = async (): Promise<readonly string[]> => {
    const headers = { authorization: `Bearer ${metricsToken}`, connection: "close" };
    return (await (await fetch(`${product.origin}/metrics`, { headers })).text()).split("\n");
  };
  const sum = (lines: readonly string[], name: string): number =>
    lines
      .filter((line) => line.startsWith(`partner_support_${name}{`))
      .reduce((total, line) => total + Number(line.split(" ").at(-1)), 0);

  for (const lines of await Promise.all(Array.from({ length: 4 }, read))) {
    expect(lines).toContain("partner_support_threads 2");
    expect(sum(lines, "verdicts_total")).toBe(6);
    expect(sum(lines, "turns_total")).toBe(turnsOf(1) + turnsOf(2));
  }
});

test("one person may do no more on two threads than on one", async () => {
  const { turn, api } = { turn: { burst: 40, perSecond: 4 }, api: { burst: 60, perSecond: 5 } };
  const from = { id: "29:wild", aadObjectId: "wild" };
  const conversation = { id: "a:wild", conversationType: "personal", tenantId };
  const help = {
    ...{ type: "invoke", name: "adaptiveCard/action", channelId: "msteams", from, conversation },
    ...{ recipient: { id: "28:bot" }, value: { action: { verb: "help/show", data: {} } } },
  };
  const most = ({ burst, perSecond }: typeof turn, begun: number): number =>
    burst + Math.ceil(((performance.now() - begun) / 1000) * perSecond);
  const count = (statuses: readonly number[]): number => statuses.filter((status) => status === 200).length;

  let begun = performance.now();
  const turns = await Promise.all(
    Array.from({ length: 150 }, async (_, place) => {
      const response = await post(`${product.origin}/api/messages`, { ...help, id: `wild-${place}` });
      return response.status;
    }),
  );
  expect(count(turns)).toBeLessThanOrEqual(most(turn, begun));
  expect(count(turns)).toBeGreaterThanOrEqual(turn.burst);

  begun = performance.now();
  const iss = `https://login.microsoftonline.com/${tenantId}/v2.0`;
  const oid = "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01";
  const authorization = `Bearer ${keys.sign({ iss, tid: tenantId, oid, azp: teamsClient, scp: "access_as_user" })}`;
  const calls = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const headers = { authorization, connection: "close" };
      return (await fetch(`${product.origin}/api/me`, { headers })).status;
    }),
  );
  expect(count(calls)).toBeLessThanOrEqual(most(api, begun));
  expect(count(calls)).toBeGreaterThanOrEqual(api.burst);
}, 60_000);

test("a stop under load ends both threads in time and loses nothing that was answered", async () => {
  const answered: string[] = [];
  const clicking = Array.from({ length: 8 }, async (_, place) => {
    for (let count = 0; ; count += 1) {
      const client = createRawClient(product.origin, `person-${place}-${count}`, carry, tenantId);
      const card = await client.execute("intake/start").catch(() => null);
      const id = card?.actions.find(({ verb }) => verb === "intake/answer")?.data["intakeId"];
      if (typeof id !== "string") return;
      answered.push(id);
    }
  });
  await wait(1500);

  const begun = performance.now();
  expect(await product.stop()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(25_000);

  await Promise.all(clicking);
  expect([turnsOf(1) > 0, turnsOf(2) > 0]).toEqual([true, true]);
  expect(answered.length).toBeGreaterThan(0);
  const kept = new Database(join(dataDir, "partner-support.sqlite"), { readonly: true });
  const stored = kept.prepare<[], string>("select id from intakes").pluck().all();
  kept.close();
  expect(answered.filter((id) => !stored.includes(id))).toEqual([]);
}, 120_000);

test("when one thread ends, the whole process does, and says so", async () => {
  product = await startTwo();

  expect(await product.break()).toBe(1);

  expect(product.log()).toContain('"a worker broke"');
}, 120_000);

test("the program itself starts in two threads, keeps strangers out, and stops with 0", async () => {
  const program = await startProduct(dataDir, { ...registration(), WORKERS: "2", STOP_DRAIN_SECONDS: "0" });
  try {
    const response = await post(`${new URL(program.address).origin}/api/messages`, { type: "message" });
    expect([response.status, await response.text()]).toEqual([401, ""]);
  } finally {
    expect(await program.stop()).toBe(0);
  }
}, 120_000);
