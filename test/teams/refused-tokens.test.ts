import { TeamsAdapter } from "../../src/teams/adapter";
import { TeamsAuthentication } from "../../src/teams/authentication";
import { createRefusalCounter } from "../../src/teams/count-refusals";
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
  const count = createRefusalCounter((kind, refused) => void told.push([kind, refused]), 2000);
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
    () => [sumOf("bad_token"), sumOf("too_many_checks")],
    ([bad, many]) => bad === 64 && many === 36,
    15_000,
  );
  // A slow machine may take longer than one span.
  expect(told.length).toBeLessThan(20);
});
