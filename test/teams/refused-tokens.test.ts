import { createLog } from "../../src/log";
import { InboundActivity } from "../../src/teams/activity";
import { TeamsAdapter } from "../../src/teams/adapter";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { createRefusalCounter } from "../../src/teams/count-refusals";
import { createMeter } from "../../src/telemetry/meter";
import { createWatch } from "../../src/telemetry/watch";
import { forgeTokens } from "../support/forged-tokens";
import { type KeyServer, startKeyServer } from "../support/key-server";
import { waitUntil } from "../support/wait-until";

const serviceUrl = "https://smba.trafficmanager.net/emea/";

let keys: KeyServer;
beforeAll(async () => {
  keys = await startKeyServer(() => serviceUrl);
});
afterAll(() => keys.stop());

test("however many tokens are refused, the log hears of each kind now and then, with their count", async () => {
  const told: (readonly [string, number])[] = [];
  const count = createRefusalCounter({
    tell: (kind, refused) => void told.push([kind, refused]),
    spanMs: 2000,
  });
  const adapter = new TeamsAdapter(
    new TeamsAuthentication(keys.options, count, undefined, { keyDeadline: 60_000 }),
  );

  const tokens = Array.from({ length: 100 }, (_, index) => keys.sign({ aud: `someone-${index}` }));
  const answers = await Promise.all(tokens.map((token) => adapter.admits(`Bearer ${token}`)));

  expect(answers).not.toContain(true);
  const sumOf = (kind: string) =>
    told.filter(([one]) => one === kind).reduce((sum, [, refused]) => sum + refused, 0);
  // As many as may be checked at once were looked at; the others were not.
  await waitUntil(
    () => [sumOf("other_claims"), sumOf("too_many_checks")],
    ([bad, many]) => bad === 64 && many === 36,
    15_000,
  );
  // A slow machine may take longer than one span.
  expect(told.length).toBeLessThan(20);
});

test("threads count together how many tokens are being checked, and give back what they took", async () => {
  const checks = new Int32Array(new SharedArrayBuffer(4));
  const refused: string[] = [];
  const adapters = [1, 2].map(
    () =>
      new TeamsAdapter(
        new TeamsAuthentication(keys.options, (cause) => refused.push(String(cause)), undefined, {
          ...{ keyDeadline: 60_000, checks },
        }),
      ),
  );

  const tokens = Array.from({ length: 100 }, (_, index) => keys.sign({ aud: `someone-${index}` }));
  const [one, other] = adapters;
  await Promise.all(
    tokens.map(async (token, place) => (place % 2 === 0 ? one : other)?.admits(`Bearer ${token}`)),
  );

  expect(refused.filter((cause) => cause.includes("too many tokens"))).toHaveLength(36);
  expect(checks[0]).toBe(0);
});

test("every forged token is counted by why it was refused, and the console hears of none", async () => {
  const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const meter = createMeter(() => Promise.reject(new Error("no outbox here")));
  const watch = createWatch({ meter, log: createLog("silent") });
  const count = createRefusalCounter({
    tell: () => undefined,
    note: (kind) => {
      watch.refused(kind);
    },
  });
  const adapter = new TeamsAdapter(new TeamsAuthentication(keys.options, count));
  const activity = InboundActivity.parse({
    ...{
      type: "invoke",
      channelId: "msteams",
      serviceUrl,
      from: { id: "29:x" },
      conversation: { id: "a:x" },
    },
  });
  const bring = (authorization: string | null, channelId = "msteams") =>
    adapter.authenticate(authorization ?? "", { ...activity, channelId }).then(
      () => "believed",
      () => "refused",
    );

  const forged = forgeTokens({ keys, serviceUrl, tenantId: "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01" });
  for (const [name, authorization] of forged)
    expect([name, await bring(authorization)]).toEqual([name, "refused"]);
  expect(await bring(`Bearer ${keys.sign()}`, "webchat")).toBe("refused");
  expect(await bring(`Bearer ${keys.sign()}`)).toBe("believed");

  expect(said).not.toHaveBeenCalled();
  const lines = (await meter.print()).split("\n").filter((line) => line.includes("refused_tokens_total{"));
  const counts = new Map(
    lines.map((line) => [/kind="(\w+)"/.exec(line)?.[1], Number(line.split(" ").at(-1))]),
  );
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  expect(all).toBe(forged.length + 1);
  expect([...counts.keys()].sort()).toEqual([
    ...["bad_signature", "expired", "malformed", "no_end", "no_token", "not_yet"],
    ...["other_channel", "other_claims", "other_issuer", "unknown_key"],
  ]);
  expect(counts.get("no_token")).toBe(1);
  meter.close();
});
