import type { Conversation } from "../../src/escalation/conversation";
import type { NewDelivery } from "../../src/escalation/delivery";
import type { ConversationNews } from "../../src/escalation/delivery-store";
import type { Store, TurnChange } from "../../src/storage/store";
import type { OpenedStore } from "./store-contract";
import { moment, sampleIntake, sampleKey, sampleRecord } from "./store-samples";

const everyState = ["pending", "sending", "sent", "failed", "unknown"] as const;
const hour = 3_600_000;

function sampleDelivery(changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    key: "one",
    conversationId: "hall",
    kind: "post",
    body: { what: "record", record: 1 },
    record: 1,
    causedBy: "ada",
    priority: "normal",
    ...changes,
  };
}

function sampleNews(changes: Partial<ConversationNews> = {}): ConversationNews {
  return {
    tenantId: "contoso",
    conversationId: "hall",
    kind: "channel",
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    userId: null,
    teamId: "team",
    name: "Hall",
    locale: null,
    timeZone: null,
    state: "active",
    ...changes,
  };
}

/** What every engine does with conversations, posts and deliveries. */
export function describeDeliveryContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the contract of deliveries`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => store.close());

    const save = (
      deliveries: NonNullable<TurnChange["deliveries"]>,
      { minute = 0, tenantId = "contoso" } = {},
    ) => store.saveTurn({ key: sampleKey({ tenantId }), at: moment(minute), deliveries });

    /** Takes what is due and answers it by key. */
    async function claim(minute = 0, limit = 10, leaseMs = hour) {
      const { claimed, next } = await store.claimDeliveries(moment(minute), limit, leaseMs);
      return { keys: claimed.map(({ key }) => key), claimed, next };
    }

    async function claimOne(minute = 0) {
      const [delivery] = (await claim(minute)).claimed;
      if (delivery === undefined) throw new Error("nothing is due");
      return delivery;
    }

    async function states(): Promise<Readonly<Record<string, string>>> {
      const all = await store.listDeliveries({ states: everyState, limit: 100 });
      return Object.fromEntries(all.map(({ key, state }) => [key, state]));
    }

    describe("how the outbox stands", () => {
      test("nothing waits in an empty one", async () => {
        expect(await store.readOutbox(moment(0))).toEqual({
          counts: { pending: 0, sending: 0, failed: 0, unknown: 0 },
          ageMs: 0,
          answerAgeMs: 0,
        });
      });

      test("it counts what has not arrived, over all tenants, and how long what is due has been", async () => {
        await save([sampleDelivery(), sampleDelivery({ key: "second" })]);
        await save([sampleDelivery({ key: "answer", conversationId: "chat", priority: "answer" })], {
          minute: 3,
          tenantId: "fabrikam",
        });

        const { counts, ageMs, answerAgeMs } = await store.readOutbox(moment(10));

        expect(counts).toEqual({ pending: 3, sending: 0, failed: 0, unknown: 0 });
        expect([ageMs, answerAgeMs]).toEqual([600_000, 420_000]);
      });

      test("what is sent, failed or unknown is not due any more; of these what arrived is not counted", async () => {
        const outcomes = [
          { kind: "sent", activityId: "1" },
          { kind: "failed", error: "bad_request" },
          { kind: "unknown", error: "no_answer" },
        ] as const;
        for (const [index, judgement] of outcomes.entries()) {
          await save([sampleDelivery({ key: judgement.kind, conversationId: `place ${index}` })]);
          await store.settleDelivery(await claimOne(1), judgement, moment(1));
        }
        await save([sampleDelivery({ key: "under way", conversationId: "place 9" })]);
        await claimOne(1);

        expect(await store.readOutbox(moment(5))).toEqual({
          counts: { pending: 0, sending: 1, failed: 1, unknown: 1 },
          ageMs: 0,
          answerAgeMs: 0,
        });
      });

      test("what waits for somebody to write again is not overdue", async () => {
        await store.keepConversation(sampleNews(), moment(0));
        await save([sampleDelivery()]);
        await store.settleDelivery(await claimOne(0), { kind: "blocked", error: "blocked" }, moment(0));

        expect(await store.readOutbox(moment(60))).toMatchObject({ counts: { pending: 1 }, ageMs: 0 });
      });
    });

    describe("saving", () => {
      test("a turn saves its deliveries, which are due at once", async () => {
        const delivery = sampleDelivery({ post: "record:1", thread: "x" });
        expect((await save([delivery])).kind).toBe("saved");

        expect(await store.findDelivery("contoso", "one")).toEqual({
          ...delivery,
          tenantId: "contoso",
          state: "pending",
          attempts: 0,
          nextTryAt: moment(0),
          createdAt: moment(0),
          since: moment(0),
          sentAt: null,
          activityId: null,
          error: null,
        });
        expect(await store.findDelivery("fabrikam", "one")).toBeNull();
      });

      test("the deliveries of a new record may carry its number", async () => {
        await store.saveTurn({
          key: sampleKey(),
          at: moment(0),
          createRecord: sampleRecord(),
          deliveries: (record) => [sampleDelivery({ key: `record:${record?.number ?? "none"}` })],
        });

        expect(await states()).toEqual({ "record:1": "pending" });
      });

      test("a turn that is not saved leaves none", async () => {
        await store.saveTurn({
          key: sampleKey(),
          at: moment(0),
          intake: sampleIntake({ revision: 7 }),
          deliveries: [sampleDelivery()],
        });

        expect(await states()).toEqual({});
      });

      test("a key that exists is left alone, in its own tenant", async () => {
        await save([sampleDelivery()]);
        await save([sampleDelivery({ conversationId: "desk" })], { minute: 1 });
        await save([sampleDelivery({ conversationId: "desk" })], { tenantId: "fabrikam" });

        expect((await store.findDelivery("contoso", "one"))?.conversationId).toBe("hall");
        expect((await store.findDelivery("fabrikam", "one"))?.conversationId).toBe("desk");
      });

      test("updates of one post that wait become one, in the place of the first, with the newest body", async () => {
        const update = (key: string, changes: Partial<NewDelivery> = {}) =>
          sampleDelivery({ key, kind: "update", post: "card", ...changes });
        await save([update("first"), update("other", { post: "another" })]);
        const body = { what: "record", record: 2 } as const;
        await save([update("second", { body, record: 2, causedBy: "bo", priority: "answer" })], {
          minute: 1,
        });

        expect(await states()).toEqual({ first: "pending", other: "pending" });
        expect(await store.findDelivery("contoso", "first")).toMatchObject({
          body,
          record: 2,
          causedBy: "bo",
          priority: "answer",
          createdAt: moment(0),
        });

        await claimOne();
        await save([update("third")]);
        expect(await states()).toEqual({ first: "sending", other: "pending", third: "pending" });
      });
    });

    describe("claiming", () => {
      test("takes the oldest of each conversation and no later one before it is settled", async () => {
        await save([sampleDelivery(), sampleDelivery({ key: "two" })]);
        await save([sampleDelivery({ key: "desk", conversationId: "desk" })]);
        await save([sampleDelivery({ key: "there" })], { tenantId: "fabrikam" });

        const { keys, claimed } = await claim();
        expect(keys.toSorted()).toEqual(["desk", "one", "there"]);
        expect((await claim()).keys).toEqual([]);

        const first = claimed.find(({ key }) => key === "one");
        if (first === undefined) throw new Error("not claimed");
        await store.settleDelivery(first, { kind: "again", at: moment(5), error: "busy" }, moment(1));
        expect(await claim(4)).toMatchObject({ keys: [], next: moment(5) });
        expect((await claim(5)).keys).toEqual(["one"]);
      });

      test("gives each delivery to one of many who ask at once", async () => {
        await save(
          Array.from({ length: 20 }, (_, place) =>
            sampleDelivery({ key: `${place}`, conversationId: `${place}` }),
          ),
        );

        const claims = await Promise.all(Array.from({ length: 8 }, () => claim(0, 5)));
        const keys = claims.flatMap((one) => one.keys);
        expect(keys).toHaveLength(20);
        expect(new Set(keys).size).toBe(20);
      });

      test("prefers answers, then what is due longest, up to the limit", async () => {
        await save([sampleDelivery({ key: "late", conversationId: "a" })], { minute: 2 });
        await save([sampleDelivery({ key: "early", conversationId: "b" })], { minute: 1 });
        await save([sampleDelivery({ key: "answer", conversationId: "c", priority: "answer" })], {
          minute: 3,
        });

        expect((await claim(2)).keys).toEqual(["early", "late"]);
        expect(await claim(2)).toMatchObject({ keys: [], next: moment(3) });
        expect((await claim(3, 0)).keys).toEqual([]);
        expect((await claim(3, 1)).keys).toEqual(["answer"]);
      });

      test("tells where it goes and what it edits", async () => {
        await store.keepConversation(sampleNews(), moment(0));
        await save([
          sampleDelivery({ post: "card" }),
          sampleDelivery({ key: "edit", kind: "update", post: "card" }),
          sampleDelivery({ key: "reply", kind: "reply", thread: "card" }),
        ]);

        const first = await claimOne();
        expect(first).toMatchObject({
          conversation: { name: "Hall", state: "active" },
          target: null,
          threadId: null,
        });
        await store.settleDelivery(first, { kind: "sent", activityId: "77" }, moment(1));
        const edit = await claimOne(1);
        expect(edit).toMatchObject({ target: { activityId: "77" }, threadId: "77" });
        await store.settleDelivery(edit, { kind: "sent", activityId: null }, moment(1));
        expect(await claimOne(1)).toMatchObject({ key: "reply", target: null, threadId: "77" });
      });

      test("leaves out a blocked conversation until it is heard from", async () => {
        await store.keepConversation(sampleNews(), moment(0));
        await save([sampleDelivery()]);
        await store.settleDelivery(await claimOne(), { kind: "blocked", error: "blocked" }, moment(1));

        expect((await claim(9)).keys).toEqual([]);
        await store.keepConversation(sampleNews({ state: null, name: "Great hall" }), moment(2));
        expect((await claim(9)).keys).toEqual([]);
        await store.keepConversation(sampleNews(), moment(3));
        expect((await claim(9)).keys).toEqual(["one"]);
      });
    });

    describe("a sender that is gone", () => {
      test("leaves what it had not begun, and updates, pending; a post that had begun is unknown", async () => {
        await save([
          sampleDelivery({ key: "waiting", conversationId: "a" }),
          sampleDelivery({ key: "begun", conversationId: "b" }),
          sampleDelivery({ key: "update", conversationId: "c", kind: "update", post: "card" }),
          sampleDelivery({ key: "behind", conversationId: "b" }),
        ]);
        const { claimed } = await claim(0, 10, 60_000);
        for (const delivery of claimed) {
          if (delivery.key !== "waiting") expect(await store.beginDelivery(delivery)).toBe(true);
        }

        expect((await claim(0)).keys).toEqual([]);
        expect((await claim(1)).keys.toSorted()).toEqual(["behind", "update", "waiting"]);
        expect(await states()).toMatchObject({ begun: "unknown", behind: "sending" });
        expect((await store.findDelivery("contoso", "update"))?.attempts).toBe(1);
      });

      test("has no say any more when it comes back", async () => {
        await save([sampleDelivery()]);
        const [before] = (await claim(0, 1, 60_000)).claimed;
        const [after] = (await claim(2, 1, 60_000)).claimed;
        if (before === undefined || after === undefined) throw new Error("not claimed");

        expect(await store.beginDelivery(before)).toBe(false);
        await store.settleDelivery(before, { kind: "failed", error: "too_big" }, moment(2));
        await store.releaseDelivery(before, moment(9));
        expect(await store.beginDelivery(after)).toBe(true);
        expect(await states()).toEqual({ one: "sending" });
      });

      test("a post of unknown outcome is known when its sender comes back, and shows what was to be seen last", async () => {
        const card = { post: "card", body: { what: "record", record: 1 } } as const;
        await save([sampleDelivery(card), sampleDelivery({ key: "other", conversationId: "b" })]);
        const late = (await claim(0, 9, 60_000)).claimed;
        for (const one of late) await store.beginDelivery(one);
        await save([sampleDelivery({ ...card, key: "edit", kind: "update" })], { minute: 1 });
        const edit = await claimOne(2);
        expect([edit.key, edit.target]).toEqual(["edit", null]);
        await store.settleDelivery(edit, { kind: "failed", error: "no_post" }, moment(2));
        expect(await states()).toEqual({ one: "unknown", other: "unknown", edit: "failed" });

        for (const one of late) {
          await store.settleDelivery(one, { kind: "unknown", error: "no_answer" }, moment(3));
          await store.settleDelivery(one, { kind: "sent", activityId: `of-${one.key}` }, moment(3));
        }
        expect(await store.findDelivery("contoso", "one")).toMatchObject({
          ...{ state: "sent", activityId: "of-one", error: null, sentAt: moment(3) },
        });
        expect(await states()).toMatchObject({ one: "sent", other: "sent" });
        const { claimed } = await claim(3);
        expect(claimed).toMatchObject([{ kind: "update", post: "card", target: { activityId: "of-one" } }]);
      });

      test("an edit that arrives after others had it is followed by one with the newest", async () => {
        const edit = { kind: "update", post: "card" } as const;
        await save([sampleDelivery({ ...edit, key: "old", body: { what: "record", record: 1 } })]);
        const late = (await claim(0, 1, 60_000)).claimed[0];
        await save([sampleDelivery({ ...edit, key: "new", body: { what: "record", record: 2 }, record: 2 })]);
        await store.settleDelivery(await claimOne(2), { kind: "sent", activityId: null }, moment(2));
        await store.settleDelivery(await claimOne(2), { kind: "sent", activityId: null }, moment(2));
        expect((await claim(3)).keys).toEqual([]);

        if (late === undefined) throw new Error("not claimed");
        for (const error of ["too_big", "busy"] as const)
          await store.settleDelivery(late, { kind: "failed", error }, moment(3));
        expect((await claim(3)).keys).toEqual([]);
        for (let times = 0; times < 2; times += 1)
          await store.settleDelivery(late, { kind: "sent", activityId: null }, moment(3));
        const { claimed } = await claim(3);
        expect(claimed).toMatchObject([{ kind: "update", post: "card", record: 2, causedBy: null }]);
        expect(claimed[0]?.body).toEqual({ what: "record", record: 2 });
        expect((await claim(4)).keys).toEqual([]);
      });

      test("does not make the next start wait for its lease, where one process has the data", async () => {
        if (opened.reopen === undefined) return;
        await save([sampleDelivery(), sampleDelivery({ key: "begun", conversationId: "b" })]);
        const begun = (await claim()).claimed.find(({ key }) => key === "begun");
        if (begun !== undefined) await store.beginDelivery(begun);

        store = await opened.reopen();

        expect((await claim()).keys).toEqual(["one"]);
        expect(await states()).toEqual({ one: "sending", begun: "unknown" });
      });
    });

    describe("settling", () => {
      test("a post that arrived can be found by its record; edits and unnamed ones leave no trace", async () => {
        await save([sampleDelivery({ post: "card" }), sampleDelivery({ key: "two" })]);
        await store.settleDelivery(await claimOne(), { kind: "sent", activityId: "77" }, moment(1));
        await store.settleDelivery(await claimOne(1), { kind: "sent", activityId: "78" }, moment(2));

        expect(await store.postsOf("contoso", 1)).toEqual([
          { conversationId: "hall", name: "card", record: 1, activityId: "77", threadId: "77" },
        ]);
        expect(await store.postsOf("contoso", 2)).toEqual([]);
        expect(await store.postsOf("fabrikam", 1)).toEqual([]);
        expect(await store.findDelivery("contoso", "one")).toMatchObject({
          state: "sent",
          sentAt: moment(1),
          activityId: "77",
        });
      });

      test("a post that is gone is forgotten, and so is a conversation", async () => {
        await store.keepConversation(sampleNews(), moment(0));
        await save([
          sampleDelivery({ post: "card" }),
          sampleDelivery({ key: "edit", kind: "update", post: "card" }),
          sampleDelivery({ key: "last" }),
        ]);
        await store.settleDelivery(await claimOne(), { kind: "sent", activityId: "77" }, moment(1));
        await store.settleDelivery(
          await claimOne(1),
          { kind: "failed", error: "post_gone", forget: "post" },
          moment(1),
        );
        expect(await store.postsOf("contoso", 1)).toEqual([]);
        expect((await store.findConversation("contoso", "hall"))?.state).toBe("active");

        await store.settleDelivery(
          await claimOne(1),
          { kind: "failed", error: "conversation_gone", forget: "conversation" },
          moment(1),
        );
        expect((await store.findConversation("contoso", "hall"))?.state).toBe("removed");
      });

      test("a card that was shown elsewhere is kept as a post, moves, and is forgotten", async () => {
        const post = { conversationId: "chat", name: "record:1", record: 1, activityId: "5", threadId: "5" };
        await store.keepPost("contoso", post);
        await store.keepPost("contoso", { ...post, activityId: "6", threadId: "6" });
        expect(await store.postsOf("contoso", 1)).toMatchObject([{ activityId: "6" }]);
        expect(await store.findThread("contoso", "chat", "6")).toMatchObject({ record: 1 });
        expect(await store.findThread("contoso", "hall", "6")).toBeNull();
        expect(await store.findThread("fabrikam", "chat", "6")).toBeNull();

        await store.forgetPost("contoso", "chat", "5");
        expect(await store.postsOf("contoso", 1)).toHaveLength(1);
        await store.forgetPost("contoso", "chat", "6");
        expect(await store.postsOf("contoso", 1)).toEqual([]);
      });

      test("posts of a name are counted since a moment, edits are not", async () => {
        await save([
          sampleDelivery({ post: "told" }),
          sampleDelivery({ key: "two", post: "told" }),
          sampleDelivery({ key: "edit", kind: "update", post: "told" }),
          sampleDelivery({ key: "other" }),
        ]);
        expect(await store.countPosted("contoso", "hall", "told", "2000-01-01T00:00:00.000Z")).toBe(2);
        expect(await store.countPosted("contoso", "hall", "told", "2999-01-01T00:00:00.000Z")).toBe(0);
        expect(await store.countPosted("fabrikam", "hall", "told", "2000-01-01T00:00:00.000Z")).toBe(0);
      });

      test("a released one is as it was, and due when it was said", async () => {
        await save([sampleDelivery()]);
        await store.releaseDelivery(await claimOne(), moment(3));

        expect(await claim(2)).toMatchObject({ keys: [], next: moment(3) });
        expect(await claimOne(3)).toMatchObject({ key: "one", attempts: 0, error: null });
      });

      test.each(["failed", "unknown"] as const)(
        "one that is %s lets the next go, and can be sent again",
        async (kind) => {
          await save([sampleDelivery(), sampleDelivery({ key: "two" })]);
          const first = await claimOne();
          await store.beginDelivery(first);
          await store.settleDelivery(first, { kind, error: "service_error" }, moment(1));

          expect((await claim(1)).keys).toEqual(["two"]);
          expect(await store.retryDelivery("contoso", "one", moment(9))).toBe(true);
          expect(await store.retryDelivery("contoso", "one", moment(9))).toBe(false);
          expect(await store.retryDelivery("contoso", "two", moment(9))).toBe(false);
          expect(await store.findDelivery("contoso", "one")).toMatchObject({
            state: "pending",
            attempts: 0,
            since: moment(9),
            createdAt: moment(0),
            error: null,
          });
        },
      );
    });

    describe("telling of late ones", () => {
      const told: string[] = [];
      const tell = (minute: number, before: number) => {
        told.splice(0);
        return store.tellLate(moment(minute), moment(before), 10, (late, chat) => {
          told.push(`${late.key} ${chat?.conversationId ?? "nowhere"}`);
          if (chat === null) return null;
          return sampleDelivery({
            key: `late:${late.key}`,
            conversationId: chat.conversationId,
            causedBy: null,
          });
        });
      };

      test("each is told once: failed and unknown ones at once, waiting ones by their age", async () => {
        await store.keepConversation(
          sampleNews({ conversationId: "desk", kind: "personal", userId: "ada" }),
          moment(0),
        );
        await save([
          sampleDelivery({ key: "waits", conversationId: "a" }),
          sampleDelivery({ key: "failed", conversationId: "b" }),
          sampleDelivery({ key: "arrived", conversationId: "c" }),
          sampleDelivery({ key: "nobody's", conversationId: "d", causedBy: null }),
          sampleDelivery({ key: "stranger's", conversationId: "e", causedBy: "bo" }),
        ]);
        for (const delivery of (await claim()).claimed) {
          if (delivery.key === "failed")
            await store.settleDelivery(delivery, { kind: "failed", error: "too_big" }, moment(0));
          else if (delivery.key === "arrived")
            await store.settleDelivery(delivery, { kind: "sent", activityId: "1" }, moment(0));
          else await store.releaseDelivery(delivery, moment(0));
        }

        expect(await tell(1, -1)).toBe(1);
        expect(told).toEqual(["failed desk"]);
        expect(await tell(2, 0)).toBe(2);
        expect(told.toSorted()).toEqual(["stranger's nowhere", "waits desk"]);
        expect(await tell(9, 8)).toBe(0);
        const notices = await states();
        expect(Object.keys(notices).filter((key) => key.startsWith("late:"))).toEqual([
          "late:failed",
          "late:waits",
        ]);
      });
    });

    describe("conversations", () => {
      test("what an activity does not tell is kept, and the address is always the newest", async () => {
        const first = sampleNews({
          conversationId: "desk",
          kind: "personal",
          userId: "ada",
          locale: "zh-TW",
          timeZone: "Asia/Taipei",
        });
        await store.keepConversation(first, moment(0));
        await store.keepConversation(
          {
            ...first,
            serviceUrl: "https://smba.trafficmanager.net/amer/",
            userId: null,
            teamId: null,
            name: null,
            locale: null,
            timeZone: null,
            state: null,
          },
          moment(1),
        );

        const { state: _state, ...rest } = first;
        const kept: Conversation = {
          ...rest,
          address: null,
          serviceUrl: "https://smba.trafficmanager.net/amer/",
          state: "active",
        };
        expect(await store.findConversation("contoso", "desk")).toEqual(kept);
        expect(await store.findConversation("fabrikam", "desk")).toBeNull();
      });

      test("what a person signs in with is kept with their chat, whatever is heard from there later", async () => {
        const chat = sampleNews({ conversationId: "desk", kind: "personal", userId: "ada" });
        await store.keepConversation(chat, moment(0));
        await store.keepAddress("contoso", "desk", "ada@contoso.com");
        await store.keepAddress("fabrikam", "desk", "eve@fabrikam.com");
        await store.keepConversation({ ...chat, state: "blocked" }, moment(1));

        const found = await store.personalConversation("contoso", "ada");
        expect(found).toMatchObject({ address: "ada@contoso.com", state: "blocked" });
        expect(await store.findConversation("fabrikam", "desk")).toBeNull();
      });

      test("a person's chat is the one that takes messages and was heard from last", async () => {
        const chat = (conversationId: string, state: ConversationNews["state"]) =>
          sampleNews({ conversationId, kind: "personal", userId: "ada", state });
        await store.keepConversation(chat("old", "active"), moment(0));
        await store.keepConversation(chat("new", "active"), moment(1));
        await store.keepConversation(chat("gone", "removed"), moment(2));
        await store.keepConversation(sampleNews({ userId: "ada" }), moment(3));

        expect((await store.personalConversation("contoso", "ada"))?.conversationId).toBe("new");
        expect(await store.personalConversation("contoso", "bo")).toBeNull();
        expect(await store.personalConversation("fabrikam", "ada")).toBeNull();
      });

      test("leaving a team removes all its conversations and no other", async () => {
        await store.keepConversation(sampleNews(), moment(0));
        await store.keepConversation(sampleNews({ conversationId: "yard" }), moment(0));
        await store.keepConversation(sampleNews({ conversationId: "desk", teamId: null }), moment(0));

        await store.leaveTeam("contoso", "team", moment(1));

        const found = await Promise.all(
          ["hall", "yard", "desk"].map((id) => store.findConversation("contoso", id)),
        );
        expect(found.map((one) => one?.state)).toEqual(["removed", "removed", "active"]);
      });
    });

    test("the list is of the states, the tenant and the length that were asked for, oldest first", async () => {
      await save([sampleDelivery({ key: "new", conversationId: "a" })], { minute: 2 });
      await save([sampleDelivery({ key: "old", conversationId: "b" })], { minute: 1 });
      await save([sampleDelivery({ key: "there" })], { tenantId: "fabrikam" });
      const list = async (filter: Partial<Parameters<Store["listDeliveries"]>[0]>) =>
        (await store.listDeliveries({ states: ["pending"], limit: 9, ...filter })).map(({ key }) => key);

      expect(await list({})).toEqual(["there", "old", "new"]);
      expect(await list({ tenantId: "contoso" })).toEqual(["old", "new"]);
      expect(await list({ limit: 2 })).toEqual(["there", "old"]);
      expect(await list({ states: ["failed", "unknown"] })).toEqual([]);
    });
  });
}
