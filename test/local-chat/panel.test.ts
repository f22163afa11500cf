import { z } from "zod";
import { createAdjustableClock } from "../../src/local-chat/adjustable-clock";
import { createLocalChat } from "../../src/local-chat/local-chat";
import { createWorld, escalations, type World } from "./chat-world";

const headers = { host: "localhost:3978", "content-type": "application/json" };
const path = `v3/conversations/${encodeURIComponent(escalations)}`;

function createPanel() {
  const clock = createAdjustableClock(() => new Date("2026-11-20T06:00:00.000Z"));
  const world = createWorld({ now: clock.now });
  const moved: string[] = [];
  const unsent = { pending: 2, sending: 0, failed: 0, unknown: 1 };
  const routes = createLocalChat({
    connector: world.connector,
    clock,
    onClockMoved: () => moved.push(clock.now().toISOString()),
    countDeliveries: () => Promise.resolve(unsent),
  });
  async function ask(method: string, name: string, body?: unknown, more: object = {}) {
    const route = routes.find((one) => one.method === method && one.path === name);
    const answer = await route?.handle({ path: name, headers: { ...headers, ...more }, body });
    if (answer === undefined || "start" in answer) throw new Error("a plain answer is wanted");
    const read: unknown = JSON.parse(String(answer.body));
    return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(read) };
  }
  return { world, ask, moved };
}

const post = ({ connector }: World) =>
  connector.handle({ method: "POST", path: `${path}/activities`, body: { text: "x" } });

describe("faults on demand", () => {
  test.each([
    ["throttled", { status: 429 }],
    ["throttledFor", { status: 429, headers: { "retry-after": "5" } }],
    ["badGateway", { status: 502 }],
    ["preconditionFailed", { status: 412 }],
    ["blocked", { status: 403, body: { error: { code: "ConversationBlockedByUser" } } }],
    ["drop", { drop: true }],
  ])("%s hits the next call alone, and the panel says when it is over", async (fault, answer) => {
    const { world, ask } = createPanel();

    const set = await ask("POST", "/local/panel/faults", { fault, extent: "next" });
    const first = await post(world);
    const second = await post(world);

    expect(set).toMatchObject({ status: 200, body: { fault, extent: "next" } });
    expect([first, second]).toMatchObject([answer, { status: 201 }]);
    expect((await ask("GET", "/local/panel")).body).toMatchObject({ fault: "none" });
  });

  test("five calls, a share of them, and none", async () => {
    const { world, ask } = createPanel();
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let call = 0; call < count; call += 1) found.push((await post(world)).status);
      return found;
    };

    await ask("POST", "/local/panel/faults", { fault: "badGateway", extent: "nextFive" });
    await world.connector.handle({ method: "GET", path: `${path}/members` });
    expect(await statuses(6)).toEqual([502, 502, 502, 502, 502, 201]);

    await ask("POST", "/local/panel/faults", { fault: "badGateway", extent: "some" });
    const share = (await statuses(200)).filter((status) => status === 502).length;
    expect(share).toBeGreaterThan(40);
    expect(share).toBeLessThan(80);
    expect((await ask("GET", "/local/panel")).body).toMatchObject({ fault: "badGateway", extent: "some" });

    await ask("POST", "/local/panel/faults", { fault: "none", extent: "next" });
    expect(new Set(await statuses(50))).toEqual(new Set([201]));
  });

  test("every call and every failure is counted by what was asked, members whole and in pages", async () => {
    const { world, ask } = createPanel();
    await ask("POST", "/local/panel/faults", { fault: "drop", extent: "next" });
    await post(world);
    await post(world);
    await world.connector.handle({ method: "GET", path: `${path}/members` });
    await world.connector.handle({ method: "GET", path: `${path}/pagedmembers`, query: { pageSize: "2" } });
    await world.connector.handle({ method: "GET", path: "v3/nothing" });

    const { body } = await ask("GET", "/local/panel");

    expect(body).toMatchObject({
      tally: { all: 5, failed: 2, post: 2, edit: 0, members: 1, pagedMembers: 1, other: 1 },
      deliveries: { pending: 2, unknown: 1 },
    });
  });
});

describe("the clock", () => {
  test("is put forward for the chat and the bot, and whoever waits for a time is woken after that", async () => {
    const { world, ask, moved } = createPanel();

    await ask("POST", "/local/panel/clock", { minutes: 60 });
    const { body } = await ask("POST", "/local/panel/clock", { minutes: 1440 });
    await post(world);

    expect(body).toMatchObject({ now: "2026-11-21T07:00:00.000Z", movedMinutes: 1500 });
    expect(moved).toEqual(["2026-11-20T07:00:00.000Z", "2026-11-21T07:00:00.000Z"]);
    expect(world.messages()[0]?.sentAt).toBe("2026-11-21T07:00:00.000Z");
  });
});

describe("who may", () => {
  test.each([
    [
      "another site",
      "/local/panel/faults",
      { fault: "drop", extent: "some" },
      { origin: "https://evil.example" },
    ],
    ["a form", "/local/panel/clock", { minutes: 60 }, { "content-type": "text/plain" }],
    ["another host", "/local/panel/clock", { minutes: 60 }, { host: "evil.example" }],
    ["an unknown fault", "/local/panel/faults", { fault: "fire", extent: "next" }, {}],
    ["an unknown extent", "/local/panel/faults", { fault: "drop", extent: "all" }, {}],
    ["a clock put back", "/local/panel/clock", { minutes: -60 }, {}],
    ["a clock put into another year", "/local/panel/clock", { minutes: 600_000 }, {}],
    ["nothing at all", "/local/panel/faults", undefined, {}],
  ])("%s is refused and changes nothing", async (_name, name, body, more) => {
    const { world, ask, moved } = createPanel();

    const { status } = await ask("POST", name, body, more);

    expect([400, 403, 415]).toContain(status);
    expect(moved).toEqual([]);
    expect(await post(world)).toMatchObject({ status: 201 });
  });

  test("without a clock to move there is no route for it", () => {
    const routes = createLocalChat({ connector: createWorld().connector });
    expect(routes.map((route) => route.path)).not.toContain("/local/panel/clock");
  });
});
