import { sampleRecord } from "../contracts/store-samples";
import { localTenantId } from "../../src/local-chat/people";
import { type BotMessage, type Chatter, createChatter } from "../support/chatter";
import { type TestApp, person, startTestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";

const [mei, alex, jordan] = [person(0), person(1), person(2)];
const escalations = "19:local-escalations@thread.tacv2";
const mention = "<at>Partner Support</at>";

let product: TestApp;
let lead: Chatter;

beforeEach(async () => {
  product = await startTestApp();
  lead = createChatter(product, jordan, { conversationId: escalations });
});
afterEach(() => product.stop());

const inChannel = (who: typeof mei, locale = "en-US"): Chatter =>
  createChatter(product, who, { conversationId: escalations, locale });

async function inChat(who: typeof mei): Promise<Chatter> {
  const chatter = createChatter(product, who);
  await chatter.open();
  return chatter;
}

const listStored = () => product.app.store.listRoutes(localTenantId);

/** The values a set-up card shows, as a client sends them back. */
function valuesOf({ inputs }: BotMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(inputs.map(({ id, value }) => [id, value]));
}

/** Sets up one more route of the channel. */
async function addRoute(changes: Readonly<Record<string, string>>): Promise<void> {
  await lead.say(`${mention} set up`);
  if (lead.last().actions.some(({ verb }) => verb === "route/new")) await lead.click("route/new");
  await lead.click("route/save", { ...valuesOf(lead.last()), catchAll: "no", ...changes });
  expect(lead.last().words).toContain("Saved.");
}

describe("setting up a channel", () => {
  test("a lead says what comes here, and the route is stored for this channel", async () => {
    await inChat(alex);
    await lead.say(`${mention}\u00a0Set up`);

    expect(lead.last().inputs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["families", "severities", "outcomes", "customers", "mentionA", "quietZone"]),
    );
    const offered = lead.last().inputs.find(({ id }) => id === "mentionA")?.choices ?? [];
    expect(offered.map(({ title }) => title).sort()).toEqual([alex.name, jordan.name]);
    await lead.click("route/save", {
      ...valuesOf(lead.last()),
      channelName: "Azure desk",
      catchAll: "no",
      families: "azure,ems",
      severities: "A",
      customers: "Contoso\nnorthwind-new.com",
      mentionA: alex.aadObjectId,
      mentionB: `${alex.aadObjectId},${jordan.aadObjectId}`,
      mentionNonBreakFix: jordan.aadObjectId,
      language: "zh-TW",
      quietFrom: "22:00",
      quietTo: "07:00",
      quietZone: "Asia/Taipei",
      country: "de-by",
      atOnce: "yes",
    });

    expect(lead.last().words).toContain("Azure desk");
    const [route, ...others] = await listStored();
    expect(others).toEqual([]);
    expect(route).toMatchObject({
      revision: 1,
      conversationId: escalations,
      channelName: "Azure desk",
      match: { families: ["azure", "ems"], severities: ["A"], outcomes: [] },
      isCatchAll: false,
      sendsAtOnce: true,
      language: "zh-TW",
      quietHours: { from: "22:00", to: "07:00", zone: "Asia/Taipei" },
      country: "DE-BY",
      zone: "Asia/Taipei",
      mentions: [
        { person: { id: alex.aadObjectId, name: alex.name }, severities: ["A", "B"] },
        { person: { id: jordan.aadObjectId, name: jordan.name }, severities: ["B", "non_break_fix"] },
      ],
    });
    expect(route?.match.customers).toHaveLength(2);
    expect(route?.match.customers[1]).toBe("northwind-new.com");
  });

  test.each([
    ["設定", "zh-TW", "哪些案件要送到這個頻道"],
    ["设置", "zh-CN", "哪些案例要发到这个频道"],
  ])("「%s」 means the channel there, not the profile", async (word, locale, heading) => {
    const chatter = inChannel(jordan, locale);
    await chatter.say(`${mention} ${word}`);
    expect(chatter.last().words).toContain(heading);
  });

  test("what a lead has saved or removed stands there for everybody, and no form any more", async () => {
    const others = inChannel(mei);
    await addRoute({ channelName: "Desk" });
    await waitUntil(() => others.last().words.includes("Saved."), Boolean);
    expect(others.last().inputs).toEqual([]);

    await lead.click("route/ask");
    expect(others.last().words).toContain("Saved.");
    await lead.click("route/remove");
    await waitUntil(() => others.last().words.includes("Removed."), Boolean);
  });

  test("what is wrong is said at its field, and nothing typed is lost", async () => {
    await lead.say(`${mention} set up`);
    const long = "y".repeat(5000);
    await lead.click("route/save", {
      ...valuesOf(lead.last()),
      channelName: "  ",
      catchAll: "no",
      families: "azure,nonsense",
      customers: long,
      mentionA: "11111111-2222-4333-8444-555555555555",
      quietFrom: "22:00",
      quietZone: "Mars/Olympus",
      country: "Atlantis",
    });

    const { words, inputs } = lead.last();
    for (const fault of [
      "Give the channel a name.",
      "At most 2000 characters",
      "Give both times",
      "values offered",
      "no holidays of “ATLANTIS”",
    ])
      expect(words).toContain(fault);
    expect(inputs.find(({ id }) => id === "quietFrom")?.value).toBe("22:00");
    expect(inputs.find(({ id }) => id === "customers")?.value.length).toBe(4000);
    expect(await listStored()).toEqual([]);
  });

  test("a customer nobody knows, and a route for the rest with conditions, are refused", async () => {
    await lead.say(`${mention} set up`);
    await lead.click("route/save", {
      ...valuesOf(lead.last()),
      catchAll: "yes",
      severities: "A",
      customers: "Nobody at all",
      quietFrom: "22:00",
      quietTo: "22:00",
      quietZone: "Mars/Olympus",
    });

    const { words } = lead.last();
    for (const fault of ["“Nobody at all”", "Start and end", "this time zone", "has no conditions"])
      expect(words).toContain(fault);
    expect(await listStored()).toEqual([]);
  });

  test("somebody who is no lead is told who is, and their click does nothing", async () => {
    await addRoute({ channelName: "Desk" });
    const stranger = inChannel(mei);
    await stranger.say(`${mention} set up`);
    expect(stranger.last().words).toContain("Only leads may change routes: Jordan Blake");

    // The lead's own card stands in the channel for everybody.
    await lead.say(`${mention} routes`);
    await lead.click("route/show", { routeId: (await listStored())[0]?.id ?? "" });
    const removal = {
      verb: "route/remove",
      data: { routeId: (await listStored())[0]?.id, routeRevision: 1 },
    };
    const outcome = await product.connector.execute({
      person: mei,
      conversationId: escalations,
      messageId: lead.last().id,
      action: removal,
      inputs: {},
    });

    expect(JSON.stringify(outcome)).toContain("Only leads");
    expect(await listStored()).toHaveLength(1);
  });

  test("a change somebody else made meanwhile is not written over, and what was typed stays", async () => {
    await addRoute({ channelName: "Desk" });
    const [route] = await listStored();
    await lead.click("route/edit");
    const values = valuesOf(lead.last());
    await product.app.store.saveTurn({
      key: { tenantId: localTenantId, userId: "x", conversationId: "x", activityId: "x" },
      at: "2026-11-20T09:00:00.000Z",
      ...(route === undefined ? {} : { routes: { save: [{ ...route, revision: 2, sendsAtOnce: true }] } }),
    });

    await lead.click("route/save", { ...values, channelName: "My name for it" });

    expect(lead.last().words).toContain("Somebody changed this route meanwhile");
    expect(valuesOf(lead.last())["channelName"]).toBe("My name for it");
    expect(await listStored()).toMatchObject([{ revision: 2, channelName: "Desk" }]);
    await lead.click("route/save", valuesOf(lead.last()));
    expect(await listStored()).toMatchObject([{ revision: 3, channelName: "My name for it" }]);
  });

  test("a card saved twice makes one route", async () => {
    await lead.say(`${mention} set up`);
    const card = lead.last();
    const action = card.actions.find(({ verb }) => verb === "route/save");
    const request = {
      person: jordan,
      conversationId: escalations,
      messageId: card.id,
      action: { verb: "route/save", data: action?.data ?? {} },
      inputs: { ...valuesOf(card), channelName: "Desk" },
    };

    await Promise.all([product.connector.execute(request), product.connector.execute(request)]);

    expect(await listStored()).toHaveLength(1);
  });

  test("in a personal chat it says where a channel is set up, and makes no route from a card of elsewhere", async () => {
    const alone = await inChat(jordan);
    await alone.say("set up");
    expect(alone.last().words).toContain("in the channel itself");

    await alone.say("hi");
    await product.connector.execute({
      person: jordan,
      conversationId: alone.conversationId,
      messageId: alone.last().id,
      action: { verb: "route/save", data: { routeId: "made-up", routeRevision: 0 } },
      inputs: { channelName: "x", language: "en" },
    });
    expect(await listStored()).toEqual([]);
  });
});

describe("the order of routes", () => {
  test("routes go up and down, the one for the rest stays last, and one can be removed", async () => {
    await addRoute({ channelName: "Rest", catchAll: "yes" });
    await addRoute({ channelName: "First", severities: "A" });
    await addRoute({ channelName: "Second", severities: "B" });
    expect(lead.last().actions.map(({ title }) => title)).toContain("Move up");
    await lead.click("route/move");
    expect(lead.last().words).toContain("Moved.");

    await lead.say(`${mention} routes`);
    const { words } = lead.last();
    expect(words.indexOf("Second")).toBeLessThan(words.indexOf("First"));
    expect(words.indexOf("First")).toBeLessThan(words.indexOf("Rest"));

    const second = (await listStored()).find(({ channelName }) => channelName === "Second");
    await lead.click("route/show", { routeId: second?.id ?? "" });
    await lead.click("route/ask");
    await lead.click("route/remove");
    expect((await listStored()).map(({ channelName }) => channelName).sort()).toEqual(["First", "Rest"]);
    await lead.click("route/show", { routeId: second?.id ?? "" });
    expect(lead.last().words).toContain("no longer exists");
  });

  test("the one for the rest stays while a case sent by it is not settled", async () => {
    await addRoute({ channelName: "Rest", catchAll: "yes" });
    const [route] = await listStored();
    const record = sampleRecord({
      team: { conversationId: escalations, routeId: route?.id ?? "", sentAt: "2026-11-20T09:00:00.000Z" },
    });
    await product.app.store.saveTurn({
      key: { tenantId: localTenantId, userId: "x", conversationId: "x", activityId: "x" },
      at: record.createdAt,
      createRecord: record,
    });

    await lead.click("route/ask");
    await lead.click("route/remove");

    expect(lead.last().words).toContain("This one stays for now");
    expect(await listStored()).toHaveLength(1);
  });
});

describe("which way a case takes", () => {
  test("anybody sees the routes and why each takes a case or not", async () => {
    await addRoute({ channelName: "Severe", severities: "A" });
    await addRoute({ channelName: "Rest", catchAll: "yes" });
    await product.app.store.saveTurn({
      key: {
        tenantId: localTenantId,
        userId: mei.aadObjectId,
        conversationId: "x",
        activityId: "x",
      },
      at: "2026-11-20T09:00:00.000Z",
      createRecord: sampleRecord({ requester: { id: mei.aadObjectId, name: mei.name } }),
    });
    const alone = await inChat(mei);
    for (const words of ["routes", "routes PS-000001", "路由 PS-1"]) {
      await alone.say(words);
      const flat = alone.last().words.replaceAll("\n", "");
      expect(flat).toContain("PS-000001 would go to Rest");
      expect(flat).toContain("1. Severe does not. What does not fit: severity");
      expect(flat).toContain("2. Rest takes it");
    }
    expect(alone.last().actions.map(({ verb }) => verb)).toEqual(["route/show"]);
    await alone.click("route/show", { routeId: (await listStored())[0]?.id ?? "" });
    expect(alone.last().actions.map(({ verb }) => verb)).toEqual(["route/list"]);

    await alone.say("routes PS-000099");
    expect(alone.last().words).toContain("no such case");
  });
});

describe("in a channel", () => {
  test("the team is told once who added the bot, who may then change routes", async () => {
    await product.connector.openChannel({ person: mei, conversationId: escalations });
    await waitUntil(() => lead.messages().length > 0, Boolean);
    await product.connector.openChannel({ person: alex, conversationId: escalations });

    const all = product.connector.snapshot().state.messages.filter(({ author }) => author.kind === "bot");
    expect(all).toHaveLength(1);
    expect(JSON.stringify(all)).toContain(mei.name);
    expect(JSON.stringify(all)).toContain("set up");
    const own = inChannel(mei);
    await own.say(`${mention} set up`);
    expect(own.last().inputs.map(({ id }) => id)).toContain("families");
  });

  test.each(["hello", "Outlook is down at Contoso", "", "x".repeat(5000)])(
    "anything else names what can be said there (%#)",
    async (text) => {
      const chatter = inChannel(mei);
      await chatter.say(`${mention} ${text}`);
      expect(chatter.last().text).toContain("self-test");
      expect(chatter.last().text).toContain("personal chat");
    },
  );
});

describe("the self-test", () => {
  test.each([
    ["a channel", () => inChannel(mei), `${mention} self-test`],
    ["the chat", () => inChat(mei), "自检"],
  ])("in %s the result takes the place of the card that says it is under way", async (_, open, words) => {
    await addRoute({ channelName: "Desk" });
    const chatter = await open();
    const before = chatter.messages().length;

    await chatter.say(words);

    await waitUntil(() => chatter.last().words.includes("Everything works."), Boolean);
    expect(chatter.messages()).toHaveLength(before + 1);
    expect(chatter.last().words).toContain("I can change what I posted.");
    expect(chatter.last().words.replaceAll("\n", "")).toContain("Messages can be sent to Desk");
  });

  test("a channel the bot has left is named", async () => {
    await addRoute({ channelName: "Desk" });
    const { team } = product.connector;
    await product.app.store.leaveTeam(localTenantId, team.id, "2026-11-20T09:00:00.000Z");
    const chatter = await inChat(mei);

    await chatter.say("self-test");

    await waitUntil(() => chatter.last().words.includes("Needs attention: 1"), Boolean);
    expect(chatter.last().words.replaceAll("\n", "")).toContain("I am no longer in Desk");
  });
});
