import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openPostgresStore } from "../../src/storage/postgres-store";
import type { Store } from "../../src/storage/store";
import { moment, sampleKey, sampleRoute } from "../contracts/store-samples";
import { forgeTokens } from "../support/forged-tokens";
import { type Instance, startInstance } from "../support/instance";
import { type KeyServer, portOf, startKeyServer } from "../support/key-server";
import { answeredBy, findNginx, type LoadBalancer, startNginx } from "../support/nginx";
import { type ProductProcess, startProduct } from "../support/product-process";
import { walkToRecord } from "../support/patient-person";
import { type Carrier, createRawClient } from "../support/raw-client";
import { describePostgres } from "../support/shared-postgres";
import { dropDatabase, makeDatabase } from "../support/test-databases";
import { waitUntil } from "../support/wait-until";

const canBalance = findNginx() !== null || process.env["CI"] === "true";
const describeBalanced = canBalance ? describePostgres : describe.skip;
const tenantId = "raw";
const channel = "19:desk@thread.tacv2";

/** Takes what is posted to channels and keeps the words of each post. */
async function startChannel(): Promise<{ readonly server: Server; readonly posts: string[] }> {
  const posts: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      if (request.method === "POST") posts.push(body);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id: String(posts.length) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, posts };
}

describeBalanced("two instances behind a load balancer", () => {
  const folders: string[] = [];
  let url: string;
  let store: Store;
  let instances: ProductProcess[] = [];
  let balancer: LoadBalancer | undefined;
  let desk: { readonly server: Server; readonly posts: string[] };
  let hosts: string[];

  // Everybody has a chat of their own, so that the tests share what takes its time to start.
  beforeAll(async () => {
    url = await makeDatabase();
    store = await openPostgresStore({ url, limits: { connect: 20_000 } });
    desk = await startChannel();
    await openDesk();
    const start = (): Promise<ProductProcess> => {
      const folder = mkdtempSync(join(tmpdir(), "partner-support-instance-"));
      folders.push(folder);
      return startProduct(folder, { DATABASE_URL: url });
    };
    instances = await Promise.all([start(), start()]);
    balancer = await startNginx(instances.map(({ address }) => new URL(address).origin));
  }, 60_000);

  beforeEach(() => {
    hosts = [];
    desk.posts.length = 0;
  });

  afterAll(async () => {
    await balancer?.stop();
    await Promise.all(instances.map((instance) => instance.kill()));
    await store.close();
    desk.server.closeAllConnections();
    desk.server.close();
    await dropDatabase(url);
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Every case goes to this channel as soon as it is decided. */
  async function openDesk(): Promise<void> {
    const serviceUrl = `http://127.0.0.1:${portOf(desk.server)}/`;
    await store.keepConversation(
      {
        ...{ tenantId, conversationId: channel, kind: "channel", serviceUrl, userId: null, teamId: "team" },
        ...{ name: "Desk", locale: null, timeZone: null, state: "active" },
      },
      moment(0),
    );
    const route = sampleRoute({
      ...{ conversationId: channel, isCatchAll: true, sendsAtOnce: true, mentions: [] },
      match: { families: [], severities: [], outcomes: [], customers: [] },
    });
    await store.saveTurn({ key: sampleKey({ tenantId }), at: moment(0), routes: { save: [route] } });
  }

  const carry: Carrier = (address, activity) => bring(address, activity, hosts);

  test("a dialog hops between them at every click and is one dialog", async () => {
    const { asked, record } = await walkToRecord(createRawClient(originOf(balancer), "hopper", carry));

    expect(record).toBe(1);
    expect(asked.length).toBeGreaterThan(1);
    // Who asks and who takes the answer are never the same.
    hosts.slice(1).forEach((host, place) => {
      expect(host).not.toBe(hosts[place]);
    });
    await waitUntil(
      () => desk.posts.length,
      (posts) => posts > 0,
    );
    expect(desk.posts).toHaveLength(1);
  }, 60_000);

  test("one activity that reaches both at once has one effect and one answer", async () => {
    const activity = (client: ReturnType<typeof createRawClient>) => client.execute("intake/start");
    const seen: object[] = [];
    const once: Carrier = async (address, one) => {
      seen.push(one);
      const both = instances.map((instance) =>
        carry(`${new URL(instance.address).origin}/api/messages`, one),
      );
      const [first, second] = await Promise.all(both);
      expect(idOf(second)).toBe(idOf(first));
      return first;
    };
    await activity(createRawClient(originOf(balancer), "twice", once));

    expect(seen).toHaveLength(1);
  }, 60_000);

  test("a message that reaches both at once, and one of them again, is answered once", async () => {
    const message = {
      ...{ type: "message", id: "typed", channelId: "msteams", text: "help" },
      serviceUrl: `http://127.0.0.1:${portOf(desk.server)}/`,
      from: { id: "29:typist", name: "typist", aadObjectId: "typist" },
      recipient: { id: "28:bot" },
      conversation: { id: "a:typist", conversationType: "personal", tenantId },
    };
    const [first, second] = instances.map(({ address }) => `${new URL(address).origin}/api/messages`);
    const bring = (address: string | undefined) =>
      fetch(address ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(message),
      });
    const both = await Promise.all([bring(first), bring(second)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await Promise.all([bring(first), bring(second)]);

    expect(desk.posts).toHaveLength(1);
  }, 60_000);

  test("two messages typed at once, one at each, are both taken in", async () => {
    const type = (instance: ProductProcess | undefined, id: string, text: string) =>
      fetch(`${new URL(instance?.address ?? "").origin}/api/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          ...{ type: "message", id, channelId: "msteams", text },
          serviceUrl: `http://127.0.0.1:${portOf(desk.server)}/`,
          from: { id: "29:quick", name: "quick", aadObjectId: "quick" },
          recipient: { id: "28:bot" },
          conversation: { id: "a:quick", conversationType: "personal", tenantId },
        }),
      });
    await type(instances[0], "1", "text");
    await Promise.all([
      type(instances[0], "2", "Nobody can send mail"),
      type(instances[1], "3", "Nobody can send mail"),
    ]);

    expect(desk.posts).toHaveLength(3);
    expect(desk.posts.join()).not.toMatch(/out of date/i);
  }, 60_000);
});

/** Brings one activity until it is answered, as Teams does when an instance is gone in the middle; notes who answered. */
async function bring(
  address: string,
  activity: object,
  hosts: string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json", connection: "close", ...headers },
        body: JSON.stringify(activity),
      });
      if (response.status === 200) {
        // Of several that were tried, the last one answered.
        hosts.push(response.headers.get(answeredBy)?.split(", ").at(-1) ?? "");
        const answer: unknown = await response.json();
        return answer;
      }
    } catch (error) {
      if (tries > 20) throw error;
    }
    if (tries > 20) throw new Error("the activity was never answered");
    await wait(50 * tries);
  }
}

describeBalanced("two registered instances behind a load balancer", () => {
  const serviceUrl = "https://smba.trafficmanager.net/emea/";
  const served = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01";
  const folders: string[] = [];
  let url: string;
  let keys: KeyServer;
  let instances: Instance[] = [];
  let balancer: LoadBalancer | undefined;

  beforeAll(async () => {
    url = await makeDatabase();
    keys = await startKeyServer(() => serviceUrl);
    const start = (): Promise<Instance> => {
      const dataDir = mkdtempSync(join(tmpdir(), "partner-support-instance-"));
      folders.push(dataDir);
      return startInstance({
        dataDir,
        settings: {
          ...{ MODE: "teams", BOT_ID: keys.appId, BOT_TENANT_ID: served, DATABASE_URL: url },
          ...{ SECRET_BOT_PASSWORD: "not a secret", STOP_DRAIN_SECONDS: "0" },
        },
        authentication: keys.options,
        tokenKeys: new URL("/keys", keys.options["BotOpenIdMetadata"]).href,
      });
    };
    instances = await Promise.all([start(), start()]);
    balancer = await startNginx(instances.map(({ origin }) => origin));
  }, 60_000);

  afterAll(async () => {
    await balancer?.stop();
    await Promise.all(instances.map((instance) => instance.kill()));
    await keys.stop();
    await dropDatabase(url);
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  test("both believe the channel's tokens and no other, for a tenant they serve and no other", async () => {
    const post = (origin: string, authorization: string | null, changes: object = {}) =>
      fetch(`${origin}/api/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) },
        body: JSON.stringify({
          ...{
            type: "invoke",
            name: "adaptiveCard/action",
            id: randomUUID(),
            channelId: "msteams",
            serviceUrl,
          },
          ...{ from: { id: "29:someone", aadObjectId: "someone" }, recipient: { id: "28:bot" } },
          conversation: { id: "a:someone", conversationType: "personal", tenantId: served },
          value: { action: { type: "Action.Execute", verb: "help/show", data: {} }, trigger: "manual" },
          ...changes,
        }),
      });
    for (const { origin } of instances) {
      expect((await post(origin, `Bearer ${keys.sign()}`)).status).toBe(200);
      for (const [name, authorization] of forgeTokens({ keys, serviceUrl, tenantId: served })) {
        const refused = await post(origin, authorization);
        expect([name, refused.status, await refused.text()]).toEqual([name, 401, ""]);
      }
      const elsewhere = { id: "a:someone", conversationType: "personal", tenantId: "another" };
      const foreign = await post(origin, `Bearer ${keys.sign()}`, { conversation: elsewhere });
      expect([foreign.status, await foreign.text()]).toEqual([403, ""]);
    }
  }, 60_000);

  test("a dialog hops between them, goes on when one is killed, and asks nothing twice", async () => {
    const hosts: string[] = [];
    const carry: Carrier = (address, activity) =>
      bring(address, { ...activity, serviceUrl }, hosts, { authorization: `Bearer ${keys.sign()}` });
    const client = createRawClient(originOf(balancer), "hopper", carry, served);
    const killOne = async (page: number): Promise<void> => {
      if (page !== 0) return;
      expect(new Set(hosts).size).toBe(2);
      const last = hosts.at(-1);
      await instances.find(({ origin }) => new URL(origin).host === last)?.kill();
    };

    const { asked, record } = await walkToRecord(client, { afterPage: killOne });

    expect(record).toBe(1);
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked.flatMap((page) => page.split(","))).size).toBe(asked.join().split(",").length);
    expect(instances.filter((instance) => instance.isAlive())).toHaveLength(1);
    // Whoever answered last is gone: what came after that came from the other.
    expect(new Set(hosts.slice(2)).size).toBe(1);
  }, 60_000);
});

function idOf(answer: unknown): string {
  return /"intakeId":"([^"]+)"/.exec(JSON.stringify(answer))?.[1] ?? "none";
}

function originOf(balancer: LoadBalancer | undefined): string {
  if (balancer === undefined) throw new Error("nothing balances the load");
  return balancer.origin;
}
