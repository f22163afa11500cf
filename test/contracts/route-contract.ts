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
