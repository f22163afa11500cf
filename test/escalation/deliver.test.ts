import type { NewDelivery } from "../../src/escalation/delivery";
import type { Person } from "../../src/local-chat/participants";
import type { Fault } from "../../src/local-chat/connector-call";
import { connectorFaults } from "../../src/local-chat/faults";
import { localPeople, localTenantId } from "../../src/local-chat/people";
import { openWorld, type OutboxWorld, type WorldOptions } from "./outbox-world";

const channels = [1, 2, 3, 4, 5].map((number) => `19:channel-${number}@thread.tacv2`);
const [channel = "", other = ""] = channels;
const everyState = ["pending", "sending", "sent", "failed", "unknown"] as const;

let world: OutboxWorld;

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  for (const id of channels) await world.hear(id);
}
afterEach(() => world.close());

function post(key: string, changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    key,
    conversationId: channel,
    kind: "post",
    body: { what: "message", notice: "filed" },
    record: null,
    causedBy: null,
    priority: "normal",
    ...changes,
  };
}

async function list(...states: readonly (typeof everyState)[number][]) {
  return world.store.listDeliveries({ states: states.length === 0 ? everyState : states, limit: 1000 });
}

async function closedChannels(): Promise<readonly string[]> {
  const found = await Promise.all(channels.map((id) => world.store.findConversation(localTenantId, id)));
  return channels.filter((_, place) => found[place]?.state !== "active");
}

function firstPerson(): Person {
  const [person] = localPeople;
  if (person === undefined) throw new Error("the local chat has people");
  return person;
}

const states = async (): Promise<readonly string[]> => (await list()).map(({ state }) => state);
const allSettled = async (): Promise<boolean> => (await list("pending", "sending")).length === 0;

describe("200 deliveries to 5 conversations while 30 % of the calls go wrong", () => {
  const { throttledFor, hang, slow, tooBig: _tooBig, ...plain } = connectorFaults;
  const deadlineMs = 60;
  const faults: Readonly<Record<string, Fault>> = {
    ...plain,
    throttledFor: throttledFor(3),
    hang: hang(deadlineMs + 40),
    slow: slow(5),
  };
  // Each by itself is tried in test/faults/connector.ts.
  const plans: readonly (readonly [string, readonly Fault[]])[] = [
    ["each fault by chance", Object.values(faults)],
  ];

  test.each(plans)(
    "%s: all arrive in order, none twice but after an unknown outcome",
    async (name, kinds) => {
      const hangs = name === "hang" || name === "each fault by chance";
      await open(hangs ? { deadlineMs } : {});
      const count = 200;
      const keys = Array.from({ length: count }, (_, index) => `message-${String(index).padStart(3, "0")}`);
      world.connector.setFaults({ random: { seed: 11, share: 0.3, faults: kinds } });
      await world.save(...keys.map((key, index) => post(key, { conversationId: channels[index % 5] ?? "" })));

      const unknown = new Set<string>();
      const failed = new Set<string>();
      // Somebody looks after what did not arrive, and people go on writing.
      await world.until(async () => {
        for (const { key, state } of await list("failed", "unknown")) {
          (state === "unknown" ? unknown : failed).add(key);
          await world.store.retryDelivery(localTenantId, key, world.clock.now.toISOString());
        }
        for (const id of await closedChannels()) await world.hear(id);
        return (await list("sent")).length === count;
      });

      const arrived = channels.flatMap((id) => world.texts(id));
      expect([...new Set(arrived)].sort()).toEqual(keys);
      const twice = arrived.filter((key, place) => arrived.indexOf(key) !== place);
      expect(twice.filter((key) => !unknown.has(key))).toEqual([]);
      for (const id of channels) {
        const inOrder = world.texts(id).filter((key) => !unknown.has(key) && !failed.has(key));
        expect(inOrder).toEqual(inOrder.toSorted());
      }
      const { counter } = world.connector;
      expect(counter.busiest(1000).conversation).toBeLessThanOrEqual(7);
      expect(counter.busiest(2000).conversation).toBeLessThanOrEqual(8);
      expect(counter.busiest(30_000).conversation).toBeLessThanOrEqual(60);
      expect(counter.busiest(1000).all).toBeLessThanOrEqual(40);
    },
  );
});

describe("what is sent", () => {
  test("goes out at once after the commit that wrote it, without any time passing", async () => {
    await open();
    const before = world.clock.now;

    await world.save(post("hello"));
    await world.until(async () => (await world.find("hello")).state === "sent");

    expect(world.clock.now).toEqual(before);
    expect(world.texts(channel)).toEqual(["hello"]);
    expect(await world.find("hello")).toMatchObject({
      attempts: 1,
      error: null,
      sentAt: before.toISOString(),
    });
  });

  test("does not go out when its sender stood still past its lease, and is sent by whoever comes next", async () => {
    const begun: string[] = [];
    await open({
      onBegin(key) {
        begun.push(key);
        if (begun.length === 1) world.clock.now = new Date(world.clock.now.getTime() + 90_000);
      },
    });

    await world.save(post("slow"));
    await world.until(async () => (await world.find("slow")).state === "sent");

    expect(begun).toEqual(["slow", "slow"]);
    expect(world.texts(channel)).toEqual(["slow"]);
    expect(await world.find("slow")).toMatchObject({ error: null });
  });

  test("edits the activity an earlier post became, and answers in its thread", async () => {
    await open();
    const record = { record: 12 };
    await world.save(
      post("card", { ...record, post: "record:12" }),
      post("answer", { ...record, kind: "reply", thread: "record:12", post: "answer:12" }),
      post("edited", { ...record, kind: "update", post: "record:12" }),
    );
    await world.until(allSettled);

    const { messages } = world.connector.snapshot().state;
    expect(messages.map(({ text, threadId }) => [text, threadId])).toEqual([
      ["edited", messages[0]?.id],
      ["answer", messages[0]?.id],
    ]);
    const [first, second] = messages.map(({ id }) => id);
    expect(await world.store.postsOf(localTenantId, 12)).toEqual([
      { conversationId: channel, name: "answer:12", record: 12, activityId: second, threadId: first },
      { conversationId: channel, name: "record:12", record: 12, activityId: first, threadId: first },
    ]);
  });

  test("an update whose answer was lost is made again; a post whose answer was lost is not", async () => {
    await open();
    const { lostAfter } = connectorFaults;
    world.connector.setFaults({ next: [null, lostAfter, lostAfter] });
    await world.save(post("card", { post: "a" }), post("edited", { kind: "update", post: "a" }));
    await world.until(allSettled);
    await world.save(post("later"));
    await world.until(allSettled);

    expect((await world.find("edited")).attempts).toBe(3);
    expect(world.texts(channel)).toEqual(["edited", "later"]);

    world.connector.setFaults({ next: [lostAfter] });
    await world.save(post("lost"));
    await world.until(allSettled);
    await world.pass(3_600_000);

    expect(await world.find("lost")).toMatchObject({ state: "unknown", error: "no_answer", attempts: 1 });
    expect(world.texts(channel)).toEqual(["edited", "later", "lost"]);
  });

  test.each([
    ["an update of a post that never arrived", { kind: "update", post: "nowhere" }, "no_post"],
    ["a reply to one", { kind: "reply", thread: "nowhere" }, "no_post"],
    ["a message to where nothing was ever heard from", { conversationId: "19:unknown" }, "no_conversation"],
  ] as const)("%s fails without a call", async (_, changes, error) => {
    await open();
    await world.save(post("message", changes));
    await world.until(allSettled);

    expect(await world.find("message")).toMatchObject({ state: "failed", error, attempts: 0 });
    expect(world.connector.calls).toEqual([]);
  });

  test("what cannot be drawn fails and is reported, and the next one goes", async () => {
    await open({
      draw: ({ key }) =>
        key === "odd" ? Promise.reject(new Error("odd")) : Promise.resolve({ type: "message", text: key }),
    });
    await world.save(post("odd"), post("even"));
    await world.until(allSettled);

    expect(await world.find("odd")).toMatchObject({ state: "failed", error: "not_drawn", attempts: 0 });
    expect(world.reports).toEqual(["a delivery could not be drawn", "a delivery did not arrive"]);
    expect(world.texts(channel)).toEqual(["even"]);
  });

  test("a service that stays away for a day ends the tries, and a person begins them anew", async () => {
    await open();
    world.connector.setFaults({ random: { seed: 1, share: 1, faults: [connectorFaults.unavailable] } });
    await world.save(post("message"), post("behind"));
    await world.until(allSettled);

    expect(await world.find("message")).toMatchObject({ state: "failed", error: "too_old" });
    expect((await world.find("message")).attempts).toBeLessThan(200);
    expect(await world.find("behind")).toMatchObject({ state: "failed", error: "too_old" });

    world.connector.setFaults(null);
    expect(await world.store.retryDelivery(localTenantId, "message", world.clock.now.toISOString())).toBe(
      true,
    );
    await world.until(allSettled);
    expect(world.texts(channel)).toEqual(["message"]);
  });
});

describe("a conversation that refuses", () => {
  test("stops until somebody writes there, while others go on; then it continues in order", async () => {
    await open();
    world.connector.setFaults({ next: [connectorFaults.blocked] });
    await world.save(post("one"), post("two"));
    await world.until(async () => (await world.find("one")).error === "blocked");
    await world.save(post("elsewhere", { conversationId: other }));
    await world.pass(3_600_000);

    expect(await states()).toEqual(["pending", "pending", "sent"]);
    expect(world.connector.calls).toHaveLength(2);

    await world.hear(channel);
    await world.until(allSettled);
    expect(world.texts(channel)).toEqual(["one", "two"]);
  });

  test("that is gone is called no more, and what waits for it fails", async () => {
    await open();
    world.connector.setFaults({ next: [connectorFaults.conversationNotFound] });
    await world.save(post("one"), post("two"));
    await world.until(allSettled);

    expect((await list("failed")).map(({ error }) => error)).toEqual([
      "conversation_gone",
      "conversation_gone",
    ]);
    expect(world.connector.calls).toHaveLength(1);
    expect((await world.store.findConversation(localTenantId, channel))?.state).toBe("removed");
  });
});

describe("a delivery that is late", () => {
  const person = firstPerson();
  const causedBy = person.aadObjectId;
  const chatOf = () => world.connector.personalChatOf(person);

  /** Everything to the channel fails; the personal chat works. */
  async function openHalfBroken(fault: Fault): Promise<void> {
    await open();
    await world.connector.openPersonalChat({ person });
    await world.hear(chatOf(), person);
    world.connector.setFaults({
      random: { seed: 1, share: 1, faults: [fault] },
      concerns: ({ method, path }) => method !== "GET" && decodeURIComponent(path).includes(channel),
    });
  }

  test("is told to its person once, after two minutes, in their own chat", async () => {
    await openHalfBroken(connectorFaults.unavailable);
    await world.save(post("message", { causedBy }));
    await world.pass(115_000);
    expect(world.texts(chatOf())).toEqual([]);

    await world.pass(20_000);
    expect(world.texts(chatOf())).toEqual([`late:${causedBy}:message`]);

    await world.pass(7_200_000);
    world.connector.setFaults(null);
    await world.until(allSettled);
    expect(world.texts(channel)).toEqual(["message"]);
    expect(world.texts(chatOf())).toHaveLength(1);
  });

  test("is told at once when it has failed or its outcome is unknown", async () => {
    await openHalfBroken(connectorFaults.tooBig);
    await world.save(post("big", { causedBy }));
    await world.until(async () => world.texts(chatOf()).length === 1 && (await allSettled()));
    expect(world.clock.now.toISOString()).toBe("2026-11-20T09:00:00.000Z");
    expect(world.texts(chatOf())).toEqual([`late:${causedBy}:big`]);
  });

  test("is only listed when its person cannot be told either", async () => {
    await open();
    world.connector.setFaults({ random: { seed: 1, share: 1, faults: [connectorFaults.tooBig] } });
    await world.save(post("big", { causedBy }));
    await world.until(allSettled);
    await world.pass(600_000);

    expect((await list()).map(({ key, state }) => [key, state])).toEqual([["big", "failed"]]);
  });
});

describe("a shutdown in the middle", () => {
  test("ends what is under way, gives back the rest, and the next start sends it once", async () => {
    await open({ settings: { parallel: 3 } });
    world.connector.setFaults({ random: { seed: 3, share: 1, faults: [connectorFaults.slow(15)] } });
    const keys = Array.from({ length: 30 }, (_, index) => `message-${String(index).padStart(2, "0")}`);
    await world.save(...keys.map((key, index) => post(key, { conversationId: channels[index % 5] ?? "" })));
    while (world.connector.calls.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));

    await world.sender.stop();
    const left = await states();
    expect(left).not.toContain("sending");
    expect(left).not.toContain("unknown");
    expect(left).toContain("pending");
    expect(left).toContain("sent");

    await world.restart();
    await world.until(allSettled);
    expect(channels.flatMap((id) => world.texts(id)).sort()).toEqual(keys);
  });
});
