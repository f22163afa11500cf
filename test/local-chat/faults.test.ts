import type { Fault } from "../../src/local-chat/connector-call";
import { connectorFaults } from "../../src/local-chat/faults";
import { createWorld, escalations, type World } from "./chat-world";

const path = `v3/conversations/${encodeURIComponent(escalations)}/activities`;
const post = ({ connector }: World, to = path) =>
  connector.handle({ method: "POST", path: to, body: { text: "x" } });

async function statuses(world: World, count: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let call = 0; call < count; call += 1) found.push((await post(world)).status);
  return found;
}

test("planned faults come one by one, null lets a call through, and other calls go well", async () => {
  const world = createWorld();
  world.connector.setFaults({ next: [connectorFaults.unavailable, null, connectorFaults.throttledFor(3)] });

  const team = await world.connector.handle({
    method: "GET",
    path: `v3/conversations/${escalations}/members`,
  });
  expect(team.status).toBe(200);
  expect(await statuses(world, 4)).toEqual([503, 201, 429, 201]);
  expect(world.messages()).toHaveLength(2);
});

test.each<readonly [string, Fault, object, number]>([
  ["Retry-After", connectorFaults.throttledFor(3), { status: 429, headers: { "retry-after": "3" } }, 0],
  [
    "a sub code",
    connectorFaults.writesBlocked,
    { status: 403, body: { error: { subCode: "MessageWritesBlocked" } } },
    0,
  ],
  ["a lost call", connectorFaults.lostBefore, { drop: true }, 0],
  ["a lost answer", connectorFaults.lostAfter, { drop: true }, 1],
  ["a call that hangs without effect", connectorFaults.hang(5), { drop: true }, 0],
  ["a slow call", connectorFaults.slow(5), { status: 201 }, 1],
])("%s is a fault", async (_, fault, answer, stored) => {
  const world = createWorld();
  world.connector.setFaults({ next: [fault] });
  expect(await post(world)).toMatchObject(answer);
  expect(world.messages()).toHaveLength(stored);
});

test("faults by chance hit their share of the calls, the same ones for the same seed", async () => {
  const draw = async (seed: number) => {
    const world = createWorld();
    world.connector.setFaults({ random: { seed, share: 0.3, faults: [connectorFaults.badGateway] } });
    return statuses(world, 300);
  };
  const first = await draw(1);
  const hit = first.filter((status) => status === 502).length;
  expect(hit).toBeGreaterThan(60);
  expect(hit).toBeLessThan(120);
  expect(await draw(1)).toEqual(first);
  expect(await draw(2)).not.toEqual(first);
});

test("no plan, no faults", async () => {
  const world = createWorld();
  world.connector.setFaults({ random: { seed: 1, share: 1, faults: [connectorFaults.blocked] } });
  expect(await statuses(world, 1)).toEqual([403]);
  world.connector.setFaults(null);
  expect(await statuses(world, 1)).toEqual([201]);
});

test("calls are counted by conversation, threads included, within any stretch of time", async () => {
  const clock = { now: 0 };
  const world = createWorld({ now: () => new Date(clock.now) });
  for (const at of [0, 600, 900, 1000, 1599]) {
    clock.now = at;
    await post(world, at === 900 ? path.replace("/activities", "%3Bmessageid%3D1/activities") : path);
  }
  clock.now = 1700;
  await post(world, "v3/conversations/19%3Aother/activities");

  const { counter } = world.connector;
  expect(counter.busiest(1000)).toEqual({ conversation: 4, all: 4 });
  expect(counter.busiest(401)).toEqual({ conversation: 3, all: 3 });
  expect(counter.busiest(2000)).toEqual({ conversation: 5, all: 6 });
});
