import { localTenantId } from "../../src/local-chat/people";
import { startTeamsWorld, type TeamsWorld } from "../http/api/teams-world";
import { escalation } from "../support/cases";
import { createChatter } from "../support/chatter";
import { person, startTestApp, type TestApp } from "../support/test-app";
import { walkDialog } from "../support/walk-dialog";

async function get(url: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url, { headers });
  return { status: response.status, text: await response.text() };
}

/** The value of a figure; NaN when it is not there. */
function figure(text: string, name: string): number {
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}

describe("on this machine", () => {
  let world: TestApp;
  beforeEach(async () => {
    world = await startTestApp();
  });
  afterEach(() => world.stop());

  test("it says that it is alive and that it can be given work", async () => {
    expect(await get(`${world.origin}/healthz`)).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect(await get(`${world.origin}/readyz`)).toEqual({
      status: 200,
      text: '{"ready":true,"parts":{"database":"ok","outbox":"ok"}}',
    });
  });

  test("with the database gone it names the parts that fail, and no more", async () => {
    await world.app.store.close();

    const { status, text } = await get(`${world.origin}/readyz`);

    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({ ready: false, parts: { database: "failed", outbox: "failed" } });
  });

  test("the figures count a whole case and name nobody", async () => {
    const ada = createChatter(world, person(0));
    await ada.open();
    await ada.say("new");
    await walkDialog(ada, escalation);

    const { status, text } = await get(`${world.origin}/metrics`);

    expect(status).toBe(200);
    expect(figure(text, 'partner_support_turns_total{kind="text",outcome="answered"}')).toBe(1);
    expect(figure(text, 'partner_support_turns_total{kind="intake",outcome="answered"}')).toBeGreaterThan(0);
    expect(figure(text, 'partner_support_verdicts_total{outcome="escalate_to_microsoft"}')).toBe(1);
    expect(figure(text, 'partner_support_requests_total{status="200"}')).toBeGreaterThan(2);
    expect(figure(text, 'partner_support_store_seconds_count{operation="saveTurn"}')).toBeGreaterThan(2);
    expect(figure(text, 'partner_support_deliveries{state="failed"}')).toBe(0);
    expect(figure(text, "partner_support_outbox_age_seconds")).toBe(0);
    expect(figure(text, "partner_support_event_loop_lag_seconds")).toBeGreaterThanOrEqual(0);
    for (const secret of [
      person(0).name,
      person(0).aadObjectId,
      localTenantId,
      ada.conversationId,
      "Contoso",
    ])
      expect(text).not.toContain(secret);
    const labels = [...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label);
    expect([...new Set(labels)].sort()).toEqual([
      "kind",
      "le",
      "operation",
      "outcome",
      "result",
      "state",
      "status",
    ]);
  });

  test("a turn that fails is counted as such", async () => {
    const ada = createChatter(world, person(0));
    await ada.open();
    await world.app.store.close();
    await ada.say("hi");

    const { text } = await get(`${world.origin}/metrics`);

    expect(figure(text, 'partner_support_turns_total{kind="text",outcome="failed"}')).toBe(1);
    expect(figure(text, 'partner_support_errors_total{kind="storage"}')).toBe(1);
    expect(text).not.toContain("partner_support_deliveries{");
  });

  test("a page of the web that points its name here cannot read the figures", async () => {
    const answer = await get(`${world.origin.replace("127.0.0.1", "localhost")}/metrics`);
    expect(answer.status).toBe(200);
    const { request } = await import("node:http");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${world.origin}/metrics`, { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe("in teams mode", () => {
  let world: TeamsWorld;
  afterEach(() => world.stop());

  test("without a token of the settings nobody can read the figures", async () => {
    world = await startTeamsWorld();
    expect(await get(`${world.origin}/metrics`)).toEqual({ status: 404, text: "" });
  });

  test("with one, only who shows it can", async () => {
    const token = "a-long-enough-metrics-token";
    world = await startTeamsWorld(undefined, { SECRET_METRICS_TOKEN: token });
    expect(await get(`${world.origin}/metrics`)).toEqual({ status: 401, text: "" });
    expect((await get(`${world.origin}/metrics`, { authorization: `Bearer ${token}x` })).status).toBe(401);
    const read = await get(`${world.origin}/metrics`, { authorization: `Bearer ${token}` });
    expect(read.status).toBe(200);
    expect(read.text).toContain("partner_support_deliveries");
  });

  test("it is not ready while the keys of tokens cannot be had", async () => {
    world = await startTeamsWorld(new URL("http://127.0.0.1:9/keys"));
    const { status, text } = await get(`${world.origin}/readyz`);
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({
      ready: false,
      parts: { database: "ok", outbox: "ok", keys: "failed" },
    });
  });
});
