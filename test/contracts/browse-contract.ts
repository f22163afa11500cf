import fc from "fast-check";
import type { CaseQuery } from "../../src/storage/case-filter";
import type { Store } from "../../src/storage/store";
import { caseQuery, datedRecord, keepAll, listInMemory } from "./browse-model";
import type { OpenedStore } from "./store-contract";
import { createRecord, moment, sampleKey, sampleRecord } from "./store-samples";

/** What every engine must do for lists of cases and for who belongs to which team. */
export function describeBrowseContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} lists cases`, () => {
    let store: Store;

    beforeEach(async () => {
      ({ store } = await open());
    });
    afterEach(() => store.close());

    test("every list, page by page, has what one looking at every record would list", async () => {
      const all = fc.sample(datedRecord, { numRuns: 60, seed: 7 });
      await keepAll(store, all);
      await createRecord(store, { key: { tenantId: "fabrikam" } });

      await fc.assert(
        fc.asyncProperty(caseQuery, async (query) => {
          expect(await readPages((asked) => store.browseRecords(asked), query)).toEqual(
            listInMemory(all, query),
          );
        }),
        { numRuns: 120 },
      );
    }, 60_000);

    test("nothing is listed with a limit of nothing", async () => {
      await createRecord(store);
      const query = fc.sample(caseQuery, { numRuns: 1, seed: 1 })[0];
      if (query === undefined) throw new Error("there is a query");
      expect((await store.browseRecords({ ...query, limit: 0 })).records).toEqual([]);
      expect((await store.browseRecords({ ...query, limit: -1 })).records).toEqual([]);
    });

    test("whatever changes in a tenant is counted, and nothing of another one", async () => {
      const before = await store.countChanges("contoso");
      const record = await createRecord(store);
      const created = await store.countChanges("contoso");
      await store.saveTurn({ key: sampleKey(), at: moment(1), updateRecord: { ...record, revision: 2 } });
      const changed = await store.countChanges("contoso");
      await createRecord(store, { key: { tenantId: "fabrikam" } });

      expect(new Set([before, created, changed]).size).toBe(3);
      expect(await store.countChanges("contoso")).toBe(changed);
    });

    test("what is due is counted as a change when a look finds it moved", async () => {
      await createRecord(store);
      const look = (dueAt: string | null) =>
        store.saveReminders({
          ...{ tenantId: "contoso", number: 1, expectedRevision: 1, at: moment(1), keys: [] },
          ...{ deliveries: () => [], nextLookAt: null, dueAt },
        });
      await look(moment(9));
      const moved = await store.countChanges("contoso");
      await look(moment(9));

      expect(await store.countChanges("contoso")).toBe(moved);
      await look(null);
      expect(await store.countChanges("contoso")).not.toBe(moved);
    });

    test("what is due is kept with its clock, by a save and by a look, and told for any number of records", async () => {
      const key = sampleKey();
      const due = { dueAt: moment(7), dueClock: "untaken" };
      await store.saveTurn({ key, at: moment(0), createRecord: sampleRecord(), ...due });
      await createRecord(store);
      await createRecord(store, { key: { tenantId: "fabrikam" } });
      expect(await store.readDues("contoso", [2, 1, 9])).toEqual([
        { number: 1, at: moment(7), clock: "untaken" },
      ]);

      await store.saveReminders({
        ...{ tenantId: "contoso", number: 1, expectedRevision: 1, at: moment(1), keys: [] },
        ...{ deliveries: () => [], nextLookAt: null, dueAt: moment(7), dueClock: "response_due" },
      });
      const many = Array.from({ length: 250 }, (_, place) => 250 - place);
      expect(await store.readDues("contoso", many)).toEqual([
        { number: 1, at: moment(7), clock: "response_due" },
      ]);
      expect(await store.readDues("contoso", [])).toEqual([]);
    });

    test("other rules of the clocks have every unfinished case looked at, once", async () => {
      await createRecord(store);
      await createRecord(store, { key: { tenantId: "fabrikam" } });
      await createRecord(store, { record: { state: "closed" } });
      await store.claimDueRecords(moment(1), 10, 60 * 60_000);

      expect(await store.applyDueRules("one", moment(2))).toBe(true);
      const { claimed } = await store.claimDueRecords(moment(3), 10, 60 * 60_000);
      expect(claimed.map(({ tenantId, number }) => `${tenantId} ${number}`).sort()).toEqual([
        "contoso 1",
        "fabrikam 1",
      ]);
      expect(await store.applyDueRules("one", moment(4))).toBe(false);
      expect((await store.claimDueRecords(moment(5), 10, 1)).claimed).toEqual([]);
      expect(await store.applyDueRules("two", moment(6))).toBe(true);
    });

    describe("teams", () => {
      const at = moment(0);
      const meet = (place: string, id: string) =>
        store.saveTurn({
          key: sampleKey(),
          at,
          people: [{ place, person: { id, name: id }, leads: false }],
        });
      const hear = (conversationId: string, teamId: string, tenantId = "contoso") =>
        store.keepConversation(
          {
            ...{ tenantId, conversationId, teamId, kind: "channel", serviceUrl: "https://smba.example/" },
            ...{ userId: null, name: null, locale: null, timeZone: null, state: "active" },
          },
          at,
        );

      test("a channel belongs to those who were met in its team, until the team's members are known", async () => {
        await hear("general", "north");
        await hear("desk", "north");
        await hear("other", "south");
        await meet("north", "ada");
        await meet("other", "bo");

        expect(await store.channelsOf("contoso", "ada")).toEqual(["desk", "general"]);
        expect(await store.channelsOf("contoso", "bo")).toEqual(["other"]);
        await store.keepRoster({ tenantId: "contoso", teamId: "north", members: ["bo", "bo"], at });
        expect(await store.channelsOf("contoso", "ada")).toEqual([]);
        expect(await store.channelsOf("contoso", "bo")).toEqual(["desk", "general", "other"]);
        await store.keepRoster({ tenantId: "contoso", teamId: "north", members: [], at });
        expect(await store.channelsOf("contoso", "bo")).toEqual(["other"]);
      });

      test("another tenant's teams are nobody's", async () => {
        await hear("desk", "north", "fabrikam");
        await store.keepRoster({ tenantId: "fabrikam", teamId: "north", members: ["ada"], at });
        await meet("north", "ada");

        expect(await store.channelsOf("contoso", "ada")).toEqual([]);
      });

      test("a team is asked for once, and again when that is long ago", async () => {
        await hear("general", "north");
        await hear("desk", "north");
        const asked = { tenantId: "contoso", teamId: "north", serviceUrl: "https://smba.example/" };

        expect(await store.teamsToAsk(moment(5), 10)).toEqual([asked]);
        await store.keepRoster({ tenantId: "contoso", teamId: "north", members: ["ada"], at: moment(5) });
        expect(await store.teamsToAsk(moment(5), 10)).toEqual([]);
        expect(await store.teamsToAsk(moment(6), 10)).toEqual([asked]);
        await store.leaveTeam("contoso", "north", moment(6));
        expect(await store.teamsToAsk(moment(9), 10)).toEqual([]);
      });
    });
  });
}

/** The numbers of a whole list; a list that does not end is an error. */
export async function readPages(
  browse: (query: CaseQuery) => Promise<Awaited<ReturnType<Store["browseRecords"]>>>,
  query: CaseQuery,
): Promise<readonly number[]> {
  const numbers: number[] = [];
  let { after } = query;
  for (let pages = 0; pages < 500; pages += 1) {
    const { records, next } = await browse({ ...query, after });
    expect(records.length).toBeLessThanOrEqual(query.limit);
    numbers.push(...records.map(({ number }) => number));
    if (next === null) return numbers;
    after = next;
  }
  throw new Error("the list does not end");
}
