import type { ConversationNews } from "../../src/escalation/delivery-store";
import { createLog } from "../../src/log";
import { InboundActivity } from "../../src/teams/activity";
import { readNews } from "../../src/teams/conversation-news";
import { createReferences } from "../../src/teams/references";

const team = { id: "19:team@thread.tacv2", name: "Operations" };
const bot = { id: "28:bot" };

function activity(changes: object = {}): InboundActivity {
  return InboundActivity.parse({
    type: "message",
    id: "1",
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    from: { id: "29:ada", aadObjectId: "ada", name: "Ada" },
    recipient: bot,
    conversation: { id: "a:chat", conversationType: "personal", tenantId: "contoso" },
    channelData: { tenant: { id: "contoso" } },
    locale: "zh-TW",
    entities: [{ type: "clientInfo", timezone: "Asia/Taipei" }],
    ...changes,
  });
}

const inChannel = (changes: object = {}, channelData: object = {}): InboundActivity =>
  activity({
    conversation: { id: "19:hall@thread.tacv2;messageid=17", conversationType: "channel", isGroup: true },
    channelData: { team, channel: { id: "19:hall@thread.tacv2" }, ...channelData },
    ...changes,
  });

const news = (one: InboundActivity): Partial<ConversationNews> => readNews(one, "contoso").conversation ?? {};

describe("what an activity tells of its conversation", () => {
  test("a message in a personal chat tells whose it is and how they speak", () => {
    expect(readNews(activity(), "contoso")).toEqual({
      leftTeam: null,
      conversation: {
        tenantId: "contoso",
        conversationId: "a:chat",
        kind: "personal",
        serviceUrl: "https://smba.trafficmanager.net/emea/",
        userId: "ada",
        teamId: null,
        name: null,
        locale: "zh-TW",
        timeZone: "Asia/Taipei",
        state: "active",
      },
    });
  });

  test("a post in a channel tells the channel without the thread, and nobody's language", () => {
    expect(news(inChannel())).toMatchObject({
      conversationId: "19:hall@thread.tacv2",
      kind: "channel",
      userId: null,
      teamId: team.id,
      name: null,
      locale: null,
      timeZone: null,
      state: "active",
    });
  });

  test("a group chat is neither", () => {
    const conversation = { id: "19:group@thread.v2", conversationType: "groupChat", isGroup: true };
    expect(news(activity({ conversation }))).toMatchObject({ kind: "group", userId: null });
  });

  test.each([
    ["installed", { type: "installationUpdate", action: "add" }, "active"],
    ["removed", { type: "installationUpdate", action: "remove" }, "removed"],
    ["removed in an upgrade", { type: "installationUpdate", action: "remove-upgrade" }, "removed"],
    ["added", { type: "conversationUpdate", membersAdded: [bot] }, "active"],
    ["taken out", { type: "conversationUpdate", membersRemoved: [bot] }, "removed"],
    ["told that another left", { type: "conversationUpdate", membersRemoved: [{ id: "29:bo" }] }, null],
    ["told of a reaction", { type: "messageReaction" }, null],
    ["clicked", { type: "invoke", name: "adaptiveCard/action" }, "active"],
  ])("a bot that is %s takes that for the state", (_, changes, state) => {
    expect(news(activity(changes)).state).toBe(state);
  });

  test.each([
    ["uninstalled from", { type: "installationUpdate", action: "remove" }],
    ["taken out of", { type: "conversationUpdate", membersRemoved: [bot] }],
  ])("a bot that is %s a team has left all of it", (_, changes) => {
    expect(readNews(inChannel(changes), "contoso")).toEqual({ conversation: null, leftTeam: team.id });
  });

  test.each([
    ["channelDeleted", { state: "removed", name: "Old hall" }],
    ["channelRenamed", { state: null, name: "Old hall" }],
    ["channelRestored", { state: "active", name: "Old hall" }],
  ])("%s is about the channel it names, not the one it comes through", (eventType, told) => {
    const general = { id: team.id, conversationType: "channel", isGroup: true };
    const channel = { id: "19:hall@thread.tacv2", name: "Old hall" };
    const event = inChannel({ type: "conversationUpdate", conversation: general }, { eventType, channel });
    expect(news(event)).toMatchObject({ conversationId: channel.id, kind: "channel", ...told });
  });

  test("teamRenamed names the General channel, which has no name of its own", () => {
    const general = { id: team.id, conversationType: "channel", isGroup: true };
    const event = inChannel(
      { type: "conversationUpdate", conversation: general },
      { eventType: "teamRenamed", channel: undefined },
    );
    expect(news(event)).toMatchObject({ conversationId: team.id, name: "Operations", state: null });
  });

  test("odd channel data tell nothing, and an event in the bot's own name no person", () => {
    const odd = { channelData: { team: "?", channel: 5, eventType: {} }, from: bot };
    expect(news(activity(odd))).toMatchObject({ teamId: null, userId: null, state: "active" });
  });
});

describe("references", () => {
  function open(limit = 100) {
    const kept: string[] = [];
    const clock = { now: Date.parse("2026-11-20T09:00:00.000Z") };
    const failing = { is: false };
    const references = createReferences({
      now: () => new Date(clock.now),
      log: createLog("silent"),
      limit,
      store: {
        keepConversation: ({ conversationId, locale }) => {
          kept.push(`${conversationId} ${locale ?? ""}`);
          return failing.is ? Promise.reject(new Error("no")) : Promise.resolve();
        },
        leaveTeam: (_, teamId) => {
          kept.push(`left ${teamId}`);
          return Promise.resolve();
        },
      },
    });
    const note = (one: InboundActivity) => {
      references.note(readNews(one, "contoso"), "contoso");
    };
    return { kept, clock, failing, references, note };
  }

  test("are written when something changed, and again after a while", () => {
    const { kept, clock, note } = open();
    note(activity());
    note(activity({ id: "2", text: "something else" }));
    expect(kept).toEqual(["a:chat zh-TW"]);
    note(activity({ locale: "en-US" }));
    expect(kept).toEqual(["a:chat zh-TW", "a:chat en-US"]);
    clock.now += 5 * 60_000;
    note(activity({ locale: "en-US" }));
    expect(kept).toHaveLength(3);
  });

  test("are written again after a failure, a closed conversation and a team that was left", async () => {
    const { kept, failing, references, note } = open();
    failing.is = true;
    note(activity());
    await new Promise((resolve) => setImmediate(resolve));
    failing.is = false;
    note(activity());
    references.forget("contoso", "a:chat");
    note(activity());
    note(activity());
    expect(kept).toHaveLength(3);
    note(inChannel());
    note(inChannel({ type: "installationUpdate", action: "remove" }));
    note(inChannel());
    expect(kept.slice(3)).toEqual(["19:hall@thread.tacv2 ", `left ${team.id}`, "19:hall@thread.tacv2 "]);
  });

  test("remember no more conversations than they may", () => {
    const { kept, note } = open(2);
    for (const id of ["a", "b", "c", "a"]) note(activity({ conversation: { id } }));
    expect(kept).toHaveLength(4);
    note(activity({ conversation: { id: "a" } }));
    expect(kept).toHaveLength(4);
  });
});
