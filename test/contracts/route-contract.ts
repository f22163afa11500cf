import type { NewDelivery } from "../../src/escalation/delivery";
import { moveCase, placeOf, type Reroute } from "../../src/escalation/reroute";
import type { TurnChange } from "../../src/storage/store";
import type { OpenedStore } from "./store-contract";
import { createRecord, moment, sampleKey, sampleRecord, sampleRoute } from "./store-samples";

/** What every engine must do with routes and the people met. */
export function describeRouteContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps routes`, () => {
    let opened: OpenedStore;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.store.close());

    const save = (change: Partial<TurnChange>) =>
      opened.store.saveTurn({ key: sampleKey(), at: moment(0), ...change });
    const routes = (tenantId = "contoso") => opened.store.listRoutes(tenantId);

    test("those of a tenant are listed by their position, and by id where it is the same", async () => {
      const later = sampleRoute({ id: "a", position: 2, channelName: '夜班 "B" \u2028' });
      const first = sampleRoute({ id: "z", position: 0 });
      const same = sampleRoute({ id: "b", position: 2 });

      expect((await save({ routes: { save: [same, later, first] } })).kind).toBe("saved");

      expect(await routes()).toEqual([first, later, same]);
      expect(await routes("fabrikam")).toEqual([]);
    });

    test("two tenants may use the same id, and neither touches the other's", async () => {
      await save({ routes: { save: [sampleRoute()] } });
      const there = sampleRoute({ channelName: "there" });
      const key = () => sampleKey({ tenantId: "fabrikam" });

      expect((await save({ key: key(), routes: { save: [there] } })).kind).toBe("saved");
      await save({ key: key(), routes: { remove: [{ id: "route-1", revision: 1 }] } });

      expect(await routes()).toEqual([sampleRoute()]);
      expect(await routes("fabrikam")).toEqual([]);
    });

    test.each([
      ["a first revision of an id that exists", 1],
      ["the revision that is stored", 2],
      ["a revision after the next one", 4],
    ])("%s is a conflict", async (_, revision) => {
      await save({ routes: { save: [sampleRoute()] } });
      const stored = sampleRoute({ revision: 2 });
      await save({ routes: { save: [stored] } });

      expect((await save({ routes: { save: [sampleRoute({ revision, position: 7 })] } })).kind).toBe(
        "conflict",
      );

      expect(await routes()).toEqual([stored]);
    });

    test("when one of several has changed since, none of the change is kept", async () => {
      await save({ routes: { save: [sampleRoute(), sampleRoute({ id: "route-2", position: 1 })] } });
      const before = await routes();

      const result = await save({
        routes: {
          save: [sampleRoute({ revision: 2, position: 1 })],
          remove: [{ id: "route-2", revision: 2 }],
        },
        people: [{ place: "desk", person: { id: "bo", name: "Bo" }, leads: true }],
      });

      expect(result).toEqual({ kind: "conflict" });
      expect(await routes()).toEqual(before);
      expect(await opened.store.listLeads("contoso")).toEqual([]);
    });

    test("a removed one is gone, and may come back as a new one", async () => {
      await save({ routes: { save: [sampleRoute()] } });

      expect((await save({ routes: { remove: [{ id: "route-1", revision: 1 }] } })).kind).toBe("saved");
      expect(await routes()).toEqual([]);
      expect((await save({ routes: { remove: [{ id: "route-1", revision: 1 }] } })).kind).toBe("conflict");
      expect((await save({ routes: { save: [sampleRoute()] } })).kind).toBe("saved");
    });

    test("of two writers of the same revision one wins", async () => {
      await save({ routes: { save: [sampleRoute()] } });

      const results = await Promise.all(
        [3, 4].map((position) => save({ routes: { save: [sampleRoute({ revision: 2, position })] } })),
      );

      expect(results.map(({ kind }) => kind).sort()).toEqual(["conflict", "saved"]);
    });

    test("cases sent by a route are counted until they are settled", async () => {
      const team = { conversationId: "desk", routeId: "route-1", sentAt: moment(0) };
      await createRecord(opened.store);
      const sent = await createRecord(opened.store, { record: { team } });
      await createRecord(opened.store, { record: sampleRecord({ team, state: "resolved" }) });
      await createRecord(opened.store, { key: { tenantId: "fabrikam" }, record: { team } });

      expect(await opened.store.countSentTo("contoso", "route-1")).toBe(1);
      expect(await opened.store.countSentTo("contoso", "route-2")).toBe(0);
      await save({ updateRecord: { ...sent, revision: 2, state: "closed" } });
      expect(await opened.store.countSentTo("contoso", "route-1")).toBe(0);
    });

    describe("one that ends", () => {
      const route = sampleRoute({ conversationId: "desk" });
      const rest = sampleRoute({ id: "rest", conversationId: "hall", channelName: "Hall", isCatchAll: true });
      const act = { by: { id: "bo", name: "Bo" }, at: moment(9), timeZone: "UTC" };
      const delivery = (key: string, changes: Partial<NewDelivery> = {}): NewDelivery => ({
        key,
        conversationId: "desk",
        kind: "post",
        body: { what: "message", notice: "filed" },
        record: null,
        causedBy: null,
        priority: "normal",
        ...changes,
      });
      const reroute = (isGone: boolean): Reroute => ({
        from: [route],
        to: placeOf(rest),
        move: (ending, from) => moveCase(ending, { from, to: rest, isGone, act }),
        tell: (moved) => [delivery(`told of ${moved.join(" ")}`, { conversationId: "lead" })],
      });
      const end = (isGone = false) =>
        save({
          routes: { remove: [{ id: route.id, revision: 1 }] },
          reroute: reroute(isGone),
          at: moment(9),
        });
      const waitingIn = async (conversationId: string): Promise<readonly string[]> => {
        const waiting = await opened.store.listDeliveries({ states: ["pending"], limit: 100 });
        return waiting.filter((one) => one.conversationId === conversationId).map(({ key }) => key);
      };
      const claim = async (minute: number) =>
        (await opened.store.claimDeliveries(moment(minute), 100, 60_000)).claimed;

      /** Two cases went by the route: the card of the first has arrived, that of the second waits. */
      async function sendTwo(): Promise<void> {
        await save({ routes: { save: [route, rest] } });
        const team = { conversationId: "desk", routeId: route.id, sentAt: moment(0) };
        for (const number of [1, 2]) {
          await createRecord(opened.store, { record: { team, state: "escalated" } });
          const about = { record: number, post: `record:${number}` };
          await save({ deliveries: [delivery(`card ${number}`, about)] });
          const [claimed] = number === 1 ? await claim(1) : [];
          if (claimed !== undefined)
            await opened.store.settleDelivery(claimed, { kind: "sent", activityId: "a" }, moment(1));
        }
        await save({
          deliveries: [
            delivery("edit 1", { record: 1, kind: "update", post: "record:1" }),
            delivery("call 2", { record: 2, kind: "reply", thread: "record:2" }),
            delivery("no case"),
          ],
        });
        await save({ deliveries: [delivery("earlier", { conversationId: "hall" })] });
      }

      test("hands on the cases that are on their way, with what waits behind them, in their order", async () => {
        await sendTwo();

        expect((await end()).kind).toBe("saved");

        expect((await routes()).map(({ id }) => id)).toEqual(["rest"]);
        expect(await waitingIn("hall")).toEqual(expect.arrayContaining(["earlier", "card 2", "call 2"]));
        expect(await waitingIn("desk")).toEqual(["edit 1", "no case"]);
        expect(await waitingIn("lead")).toEqual(["told of 2"]);
        const order: string[] = [];
        for (let minute = 10; minute < 14; minute += 1)
          for (const claimed of await claim(minute)) {
            if (claimed.conversationId === "hall") order.push(claimed.key);
            await opened.store.settleDelivery(claimed, { kind: "sent", activityId: "b" }, moment(minute));
          }
        expect(order).toEqual(["earlier", "card 2", "call 2"]);
        const stayed = await opened.store.findRecord("contoso", 1);
        expect(stayed).toMatchObject({ revision: 1, team: { routeId: route.id, conversationId: "desk" } });
        const moved = await opened.store.findRecord("contoso", 2);
        expect(moved).toMatchObject({ revision: 2, team: { routeId: "rest", conversationId: "hall" } });
        const ofHall = await opened.store.searchRecords({
          ...{ tenantId: "contoso", filter: {}, readableBy: "nobody", readableIn: ["hall"] },
          ...{ search: { parts: [[[{ term: "mail", isWhole: false }]]] }, after: null, limit: 5 },
        });
        expect(ofHall.records.map(({ number }) => number)).toEqual([2]);
        expect((await opened.store.readHistory("contoso", 2)).at(-1)).toMatchObject({
          field: "sentToTeam",
          old: "Service desk",
          new: "Hall",
          by: act.by,
        });
      });

      test("whose channel is gone hands on all its open cases: what had arrived is posted anew", async () => {
        await sendTwo();

        expect((await end(true)).kind).toBe("saved");

        expect(await waitingIn("lead")).toEqual(["told of 1 2"]);
        expect((await waitingIn("hall")).toSorted()).toEqual([
          "call 2",
          "call:1:2",
          "card 2",
          "earlier",
          "edit 1",
          "send:1:2",
        ]);
        expect(await waitingIn("desk")).toEqual(["no case"]);
        expect(await opened.store.postsOf("contoso", 1)).toEqual([]);
        expect(await opened.store.countSentTo("contoso", "rest")).toBe(2);
      });

      test("leaves alone what is just being sent, and other tenants", async () => {
        await sendTwo();
        await claim(2);
        const key = () => sampleKey({ tenantId: "fabrikam" });
        await save({ key: key(), routes: { save: [route] } });
        await createRecord(opened.store, {
          key: { tenantId: "fabrikam" },
          record: { team: { conversationId: "desk", routeId: route.id, sentAt: moment(0) } },
        });

        expect((await end()).kind).toBe("saved");

        expect(await waitingIn("lead")).toEqual(["told of "]);
        expect(await waitingIn("desk")).toContain("call 2");
        expect(await opened.store.findRecord("contoso", 2)).toMatchObject({ revision: 1 });
        expect(await opened.store.findRecord("fabrikam", 1)).toMatchObject({ revision: 1 });
      });

      test("keeps everything as it was when the route has changed since", async () => {
        await sendTwo();
        const before = await waitingIn("desk");
        await save({ routes: { save: [{ ...route, revision: 2 }] } });

        expect(await end()).toEqual({ kind: "conflict" });

        expect(await waitingIn("desk")).toEqual(before);
        expect(await opened.store.findRecord("contoso", 2)).toMatchObject({ revision: 1 });
        expect(await waitingIn("lead")).toEqual([]);
      });
    });

    test("people are remembered where they were met, who led once goes on to, and each is listed once", async () => {
      const ada = { id: "ada", name: "Ada" };
      const bo = { id: "bo", name: "Bo" };
      await save({ people: [{ place: "team", person: ada, leads: true }], at: moment(1) });
      await save({
        people: [{ place: "team", person: { ...ada, name: "Ada L." }, leads: false }],
        at: moment(2),
      });
      await save({
        people: [
          { place: "desk", person: bo, leads: false },
          { place: "hall", person: bo, leads: false },
        ],
        at: moment(3),
      });

      expect(await opened.store.listPeople("contoso", 10)).toEqual([bo, { ...ada, name: "Ada L." }]);
      expect(await opened.store.listPeople("contoso", -1)).toEqual([]);
      expect(await opened.store.listLeads("contoso")).toEqual([{ ...ada, name: "Ada L." }]);
      expect(await opened.store.listPeople("fabrikam", 10)).toEqual([]);
      expect(await opened.store.listLeads("fabrikam")).toEqual([]);
    });

    test("they outlive the connection", async () => {
      await save({ routes: { save: [sampleRoute()] } });
      if (opened.reopen === undefined) return;

      opened = { ...opened, store: await opened.reopen() };

      expect(await routes()).toEqual([sampleRoute()]);
    });
  });
}
