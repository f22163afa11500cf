import type { CaseCounts, CountQuery, Measures } from "../../src/reports/counts";
import { deliveryStates, type NewDelivery } from "../../src/escalation/delivery";
import type { Route } from "../../src/escalation/route";
import type { CaseRecord, HistoryEntry, NewCaseRecord } from "../../src/records/record";
import type { OpenedStore } from "./store-contract";
import { moment, sampleEntry, sampleKey, sampleRecord, sampleRoute } from "./store-samples";

const hour = (hours: number): string => moment(hours * 60);
const none: Measures = {
  cases: 0,
  kept: 0,
  missed: 0,
  running: 0,
  taken: 0,
  takenMinutes: 0,
  within15: 0,
  within60: 0,
  within240: 0,
  within1440: 0,
  waiting: 0,
  reopenedCases: 0,
  reopenings: 0,
  raised: 0,
  lowered: 0,
};

/** What every engine must count for reports. */
export function describeReportContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} counts cases`, () => {
    let opened: OpenedStore;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.store.close());

    const count = (query: Partial<CountQuery> = {}): Promise<CaseCounts> =>
      opened.store.countCases({
        tenantId: "contoso",
        scope: { kind: "tenant" },
        filter: {},
        from: hour(0),
        to: hour(24),
        now: hour(24),
        ...query,
      });

    async function create(
      record: Partial<NewCaseRecord> = {},
      history: readonly Partial<HistoryEntry>[] = [],
      tenantId = "contoso",
    ): Promise<CaseRecord> {
      const saved = await opened.store.saveTurn({
        key: sampleKey({ tenantId }),
        at: hour(0),
        createRecord: sampleRecord(record),
        history: [sampleEntry({ field: "created", new: "x" }), ...history.map(sampleEntry)],
      });
      if (saved.kind !== "saved" || saved.record === null) throw new Error("a record was not saved");
      return saved.record;
    }

    async function change(
      record: CaseRecord,
      changes: Partial<CaseRecord>,
      lines: readonly Partial<HistoryEntry>[],
    ) {
      const updateRecord = { ...record, ...changes, revision: record.revision + 1 };
      const history = lines.map(sampleEntry);
      const saved = await opened.store.saveTurn({ key: sampleKey(), at: hour(1), updateRecord, history });
      expect(saved.kind).toBe("saved");
      return updateRecord;
    }

    const sumOf = ({ kinds }: CaseCounts): number => kinds.reduce((sum, { cases }) => sum + cases, 0);

    test("an empty tenant has nothing to count", async () => {
      expect(await count()).toEqual({ kinds: [], teams: [], customers: [] });
    });

    test("cases alike are one group, by product, severity, verdict and what has become of them", async () => {
      await create({ product: "teams" });
      await create({ product: "teams" });
      await create({ product: "exchange-online", state: "resolved", closingReason: "solved_by_partner" });

      const { kinds } = await count();

      const verdict = { severity: "C", outcome: "resolve", edition: "2020", row: "sample" };
      expect(kinds).toHaveLength(2);
      expect(kinds).toContainEqual({ ...none, ...verdict, product: "teams", handling: "open", cases: 2 });
      expect(kinds).toContainEqual({
        ...none,
        ...verdict,
        product: "exchange-online",
        handling: "partner",
        cases: 1,
      });
    });

    test("the first moment belongs to a span, the last does not", async () => {
      await create({ createdAt: hour(2) });

      expect(sumOf(await count({ from: hour(2), to: hour(3) }))).toBe(1);
      expect(sumOf(await count({ from: hour(1), to: hour(2) }))).toBe(0);
    });

    test("nobody else's cases are counted", async () => {
      await create({}, [], "fabrikam");

      expect(sumOf(await count())).toBe(0);
      expect(sumOf(await count({ tenantId: "fabrikam" }))).toBe(1);
    });

    test("a person's are those they began, those they have, and those of their teams", async () => {
      const team = (conversationId: string) => ({ conversationId, routeId: "r", sentAt: hour(0) });
      await create({ requester: { id: "bo", name: "Bo" } });
      await create({ requester: { id: "cy", name: "Cy" }, owner: { id: "bo", name: "Bo" } });
      await create({ requester: { id: "cy", name: "Cy" }, team: team("desk") });
      await create({ requester: { id: "cy", name: "Cy" }, team: team("hall") });

      const own = (teams: readonly string[]) => ({ kind: "person", userId: "bo", teams }) as const;
      expect(sumOf(await count({ scope: own([]) }))).toBe(2);
      expect(sumOf(await count({ scope: own(["desk"]) }))).toBe(3);
      expect(sumOf(await count({ scope: own(["desk", "hall"]) }))).toBe(4);
      expect(sumOf(await count({ scope: own(["desk"]), filter: { team: "hall" } }))).toBe(0);
    });

    test("a team and a customer narrow it down, and each has a group of its own", async () => {
      const team = { conversationId: "desk", routeId: "r", sentAt: hour(0) };
      const customer = { name: "Contoso", domain: "contoso.com" };
      await create({ team, customer });
      await create({ customer });
      await create({ team });

      expect(sumOf(await count({ filter: { team: "desk" } }))).toBe(2);
      expect(sumOf(await count({ filter: { customerKey: "domain:contoso.com" } }))).toBe(2);
      expect(sumOf(await count({ filter: { team: "desk", customerKey: "domain:contoso.com" } }))).toBe(1);
      const { teams, customers } = await count();
      expect(teams).toHaveLength(2);
      expect(teams).toContainEqual({ ...none, team: "desk", handling: "open", cases: 2 });
      expect(teams).toContainEqual({ ...none, team: null, handling: "open", cases: 1 });
      expect(customers).toHaveLength(2);
      expect(customers).toContainEqual({
        customerKey: "domain:contoso.com",
        name: "Contoso",
        handling: "open",
        cases: 2,
      });
    });

    test("the time to take is told with each change, and who waits is seen", async () => {
      const team = { conversationId: "desk", routeId: "r", sentAt: hour(0) };
      const sent = [{ field: "sentToTeam", new: "Desk", at: hour(0) }];
      await create({ team }, sent);
      const record = await create({ team }, sent);
      const owner = { id: "bo", name: "Bo" };
      await change(record, { owner }, [{ field: "owner", new: "Bo", at: moment(61) }]);

      const { teams } = await count();

      expect(teams).toEqual([
        {
          ...none,
          team: "desk",
          handling: "open",
          cases: 2,
          taken: 1,
          takenMinutes: 61,
          within240: 1,
          within1440: 1,
          waiting: 1,
        },
      ]);
    });

    test("Microsoft's first response is kept, missed or to come, as of the moment that is asked for", async () => {
      const microsoftCase = { number: "2611", filedAt: hour(0) };
      const filed = [
        { field: "microsoftCase", new: `2611 (${hour(0)})`, at: hour(0) },
        { field: "state", old: "open", new: "waiting_microsoft", at: hour(0) },
      ];
      const waiting = { microsoftCase, state: "waiting_microsoft" as const };
      await create(waiting, filed);
      const answered = await create(waiting, filed);
      const late = await create(waiting, filed);
      const answer = (at: string) => [{ field: "microsoftResponded", new: "yes", at }];
      await change(answered, { updatedAt: hour(8) }, answer(hour(8)));
      await change(late, { updatedAt: hour(9) }, answer(hour(9)));

      expect((await count({ now: hour(7) })).kinds).toMatchObject([
        { handling: "escalated", cases: 3, kept: 1, missed: 1, running: 1 },
      ]);
      expect((await count({ now: hour(8) })).kinds).toMatchObject([{ kept: 1, missed: 2, running: 0 }]);
    });

    test("what came back and what was moved is counted", async () => {
      const by = { id: "bo", name: "Bo" };
      const move = (severity: "B" | "C", computed: "B" | "C") =>
        ({ severity, computed, reason: "r", by, at: hour(0) }) as const;
      const record = await create({ override: move("B", "C") });
      await create({ override: move("C", "B") });
      await change(record, {}, [
        { field: "state", old: "open", new: "resolved" },
        { field: "state", old: "resolved", new: "open" },
        { field: "state", old: "open", new: "closed" },
        { field: "state", old: "closed", new: "open" },
      ]);

      const { teams } = await count();

      expect(teams).toMatchObject([{ cases: 2, reopenedCases: 1, reopenings: 2, raised: 1, lowered: 1 }]);
    });

    test("a change that is not saved does not count", async () => {
      const record = await create();
      const stale = { ...record, revision: 7, product: "teams" };

      const saved = await opened.store.saveTurn({ key: sampleKey(), at: hour(1), updateRecord: stale });

      expect(saved.kind).toBe("conflict");
      expect((await count()).kinds).toMatchObject([{ product: null, cases: 1 }]);
    });

    test("the routes of all tenants that want a weekly report are listed, and no others", async () => {
      const keep = (tenantId: string, route: Route) =>
        opened.store.saveTurn({ key: sampleKey({ tenantId }), at: hour(0), routes: { save: [route] } });
      const digest = { since: hour(0) };
      const wanted = sampleRoute({ id: "b", digest, channelName: 'Desk "5" %' });
      await keep("contoso", wanted);
      await keep("contoso", sampleRoute({ id: "a", channelName: '"digest":{' }));
      await keep("fabrikam", sampleRoute({ id: "c", digest }));

      expect(await opened.store.listDigests()).toEqual([
        { tenantId: "contoso", route: wanted },
        { tenantId: "fabrikam", route: sampleRoute({ id: "c", digest }) },
      ]);
    });

    test("two that save a channel's weekly report at the same time save it once", async () => {
      const key = sampleKey({ userId: "", conversationId: "19:desk", activityId: "digest 2026-W48 19:desk" });
      const body = { what: "digest", from: "2026-11-16", to: "2026-11-22", zone: "Asia/Taipei" } as const;
      const delivery: NewDelivery = {
        key: key.activityId,
        conversationId: "19:desk",
        kind: "post",
        body,
        record: null,
        causedBy: null,
        priority: "normal",
      };
      const save = () => opened.store.saveTurn({ key, at: hour(0), deliveries: [delivery] });

      const saved = await Promise.all([save(), save(), save()]);

      expect(saved.map(({ kind }) => kind).toSorted()).toEqual(["repeated", "repeated", "saved"]);
      expect(await opened.store.listDeliveries({ states: deliveryStates, limit: 9 })).toMatchObject([
        { key: key.activityId, body },
      ]);
    });

    test("nothing is left to measure where every case was saved by this program", async () => {
      await create();

      expect(await opened.store.measureOldCases(10)).toBe(0);
    });
  });
}
