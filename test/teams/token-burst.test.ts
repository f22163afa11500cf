import { InboundActivity } from "../../src/teams/activity";
import { TeamsAdapter } from "../../src/teams/adapter";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { type KeyServer, startKeyServer } from "../support/key-server";

const serviceUrl = "https://smba.trafficmanager.net/emea/";
const many = 250;

let keys: KeyServer;
beforeAll(async () => {
  keys = await startKeyServer(() => serviceUrl);
});
afterAll(() => keys.stop());

const activity = InboundActivity.parse({
  ...{ type: "message", channelId: "msteams", serviceUrl },
  ...{ from: { id: "29:x" }, conversation: { id: "a:x" } },
});

/** Whether each of so many was believed, all asked for at the same moment. */
async function askForAll(ask: (place: number) => Promise<unknown>): Promise<readonly boolean[]> {
  const asked = Array.from({ length: many }, (_, place) => ask(place));
  return (await Promise.allSettled(asked)).map(({ status }) => status === "fulfilled");
}

test("a token nobody has met is verified once, however many activities come with it at the same moment", async () => {
  const checks = new Int32Array(1);
  const refused: unknown[] = [];
  const note = (cause: unknown): void => void refused.push(cause);
  const adapter = new TeamsAdapter(new TeamsAuthentication(keys.options, note, undefined, { checks }));
  const authorization = `Bearer ${keys.sign()}`;

  const admitted = await askForAll(async () => adapter.admits(authorization));
  const mostAtOnce: number[] = [];
  const believed = await askForAll(() => {
    const work = adapter.authenticate(authorization, activity);
    mostAtOnce.push(Atomics.load(checks, 0));
    return work;
  });

  expect([admitted, believed].map((answers) => answers.filter(Boolean).length)).toEqual([many, many]);
  expect(refused).toEqual([]);
  expect(Math.max(...mostAtOnce)).toBe(1);
  expect(checks[0]).toBe(0);
});

test("a bad token is refused to each of those who brought it, and each refusal is counted", async () => {
  const refused: unknown[] = [];
  const note = (cause: unknown): void => void refused.push(cause);
  const adapter = new TeamsAdapter(new TeamsAuthentication(keys.options, note));
  const authorization = `Bearer ${keys.sign({ aud: "somebody else" })}`;

  const believed = await askForAll(() => adapter.authenticate(authorization, activity));

  expect(believed).not.toContain(true);
  expect(refused).toHaveLength(many);
  expect(refused.filter((cause) => String(cause).includes("too many"))).toEqual([]);
});

test("where nobody has a token, as in local mode, nothing is verified and nobody has to wait for it", async () => {
  const refused: unknown[] = [];
  const note = (cause: unknown): void => void refused.push(cause);
  const adapter = new TeamsAdapter(new TeamsAuthentication({}, note));

  const believed = await askForAll(() => adapter.authenticate("", activity));

  expect(believed).not.toContain(false);
  expect(refused).toEqual([]);
});
