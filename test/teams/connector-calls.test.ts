import { ConnectorError } from "../../src/errors";
import { createConnectorCalls } from "../../src/teams/connector-calls";
import { type ChannelServer, startChannel } from "../support/channel-server";

/** What the connector answers, one after the other; then it takes what comes. */
let script: (readonly [number, Readonly<Record<string, string>>])[];
/** Milliseconds one call takes by the clock of the test. */
let callTakes: number;
let now: number;
let pauses: number[];
let channel: ChannelServer;

beforeAll(async () => {
  channel = await startChannel({
    answer: (_call, response, take) => {
      now += callTakes;
      const next = script.shift();
      if (next === undefined) {
        take();
        return;
      }
      response.writeHead(...next);
      response.end();
    },
  });
});
afterAll(() => channel.stop());
beforeEach(() => {
  [script, callTakes, pauses] = [[], 0, []];
  now = Date.parse("2026-03-02T09:00:00Z");
});

/** One post, by the clock of the test and this chance. */
async function post(random = 0): Promise<string | undefined> {
  const calls = createConnectorCalls({
    deadlineMs: 4000,
    now: () => new Date(now),
    random: () => random,
    pause: (ms) => {
      pauses.push(ms);
      now += ms;
      return Promise.resolve();
    },
  });
  try {
    const { serviceUrl } = channel;
    const token = () => Promise.resolve(null);
    return await calls.call({ method: "POST", serviceUrl, conversationId: "a:one", activity: {}, token });
  } finally {
    calls.close();
  }
}

test.each([
  [0, [500, 1000]],
  [0.5, [750, 1500]],
])("with a chance of %d the pauses are %j", async (random, expected) => {
  script = [
    [503, {}],
    [502, {}],
  ];

  expect(await post(random)).toMatch(/^posted-/);

  expect(pauses).toEqual(expected);
});

test("a date the service names is waited for by the clock that was given", async () => {
  script = [[429, { "retry-after": "Mon, 02 Mar 2026 09:00:02 GMT" }]];

  expect(await post()).toMatch(/^posted-/);

  expect(pauses).toEqual([2000]);
});

test.each([
  [2000, 2],
  [3900, 1],
  [5500, 1],
  [5501, 0],
])("after a call of %d ms there is time for %d more, each with its pause", async (takes, expected) => {
  callTakes = takes;
  script = [
    [503, {}],
    [503, {}],
    [503, {}],
  ];

  await expect(post()).rejects.toThrow(ConnectorError);

  expect(pauses).toHaveLength(expected);
});

test.each([
  [[503, {}], "not_now"],
  [[429, { "retry-after": "3600" }], "not_now"],
  [[500, {}], "unknown"],
  [[403, {}], "refused"],
] as const)("what is answered %j is told as %s", async (answer, fault) => {
  script = [answer, answer, answer];

  await expect(post()).rejects.toMatchObject({ name: "ConnectorError", fault });
});
