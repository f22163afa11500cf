import fc from "fast-check";
import { StorageError } from "../../src/errors";
import type { FoundRecords, RecordQuery, SimilarQuery, Store, TurnChange } from "../../src/storage/store";
import { changeSequence, createStoreModel, moveChanges, peopleIn, viewStore } from "./store-model";
import {
  createRecord,
  moment,
  readAll,
  sampleEntry,
  sampleFile,
  sampleIntake,
  sampleKey,
  sampleProfile,
  sampleRecord,
} from "./store-samples";

/** An engine under test; `reopen` closes it and opens the same data again, where they outlive the connection. */
export interface OpenedStore {
  readonly store: Store;
  readonly reopen?: () => Promise<Store>;
}

/** What every engine of the Store port must do. */
export function describeStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the Store contract`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => store.close());

    /** Saves a change of a new activity. */
    const save = (change: Partial<TurnChange>) =>
      store.saveTurn({ key: sampleKey(), at: moment(0), ...change });

    describe("turns", () => {
      test("a person nobody has met has neither profile nor intake", async () => {
        expect(await store.loadTurn(sampleKey())).toEqual({ seen: false, profile: null, intake: null });
      });

      test("a saved turn is seen from then on, even when it changed nothing", async () => {
        const key = sampleKey();

        expect(await save({ key })).toEqual({ kind: "saved", record: null });

        expect((await store.loadTurn(key)).seen).toBe(true);
      });

      test("a click is known by what it was, once it is saved, in its own conversation", async () => {
        const { key: change, ...rest } = { key: sampleKey(), at: moment(0), intake: sampleIntake() };
        await store.saveTurn({ key: change, ...rest, click: "first" });
        await store.saveTurn({ key: sampleKey(), ...rest, click: "lost" });
        const { tenantId, conversationId } = change;
        const known = ["first", "lost"].map((click) => store.hasClicked(tenantId, conversationId, click));
        expect(await Promise.all(known)).toEqual([true, false]);
        expect(await store.hasClicked(tenantId, "elsewhere", "first")).toBe(false);
      });

      test("a message is answered by one, and by another only when that one did not end", async () => {
        const key = sampleKey();
        const claim = (minute: number, owner: string) =>
          store.claimAnswer(key, owner, moment(minute), moment(minute + 2));
        const all = await Promise.all(
          ["a", "b", "c", "d", "e", "f", "g", "h"].map((owner) => claim(0, owner)),
        );
        expect(all.toSorted()).toEqual(["ours", ...Array.from({ length: 7 }, () => "taken")]);
        expect(await claim(1, "z")).toBe("taken");
        expect(await claim(3, "left")).toBe("ours");
        await store.releaseAnswer(key, "right");
        expect(await claim(3, "right")).toBe("taken");
        await store.releaseAnswer(key, "left");
        expect(await claim(3, "right")).toBe("ours");
        // Whoever has it may hold it longer.
        expect(await claim(4, "right")).toBe("ours");
        expect(await claim(5, "left")).toBe("taken");
        await store.endAnswer(key);
        await store.releaseAnswer(key, "right");
        expect(await claim(9, "right")).toBe("answered");
        // Elsewhere the same id is another message.
        const elsewhere = { ...key, conversationId: "elsewhere" };
        expect(await store.claimAnswer(elsewhere, "left", moment(0), moment(1))).toBe("ours");
      });

      test("a repeated activity changes nothing", async () => {
        const key = sampleKey();
        await save({ key, intake: sampleIntake(), createRecord: sampleRecord(), history: [sampleEntry()] });

        const again = await save({
          key,
          intake: sampleIntake({ revision: 2, state: "done" }),
          profile: sampleProfile(),
          createRecord: sampleRecord(),
          history: [sampleEntry()],
        });

        expect(again).toEqual({ kind: "repeated" });
        const turn = await store.loadTurn(key);
        expect(turn).toEqual({ seen: true, profile: null, intake: sampleIntake({ recordNumber: 1 }) });
        expect(await readAll(store.exportRecords())).toHaveLength(1);
      });

      test("of an activity delivered many times at once one is saved", async () => {
        const key = sampleKey();

        const results = await Promise.all(
          Array.from({ length: 20 }, () => save({ key, createRecord: sampleRecord() })),
        );

        expect(results.filter(({ kind }) => kind === "saved")).toHaveLength(1);
        expect(results.filter(({ kind }) => kind === "repeated")).toHaveLength(19);
      });

      test("the same activity id in another chat or tenant is another activity", async () => {
        const key = sampleKey();
        await save({ key });

        const results = [
          await save({ key: { ...key, conversationId: "hall" } }),
          await save({ key: { ...key, tenantId: "fabrikam" } }),
        ];

        expect(results.map(({ kind }) => kind)).toEqual(["saved", "saved"]);
      });
    });

    describe("intakes", () => {
      test("what was saved is read again, in any script", async () => {
        const intake = sampleIntake({
          title: '客戶的郵件延遲 😀 "O\'Neill" <b>\u2028 \0',
          customer: { name: "Müller & Söhne", domain: "example.com" },
          answers: { cloud: "commercial", criteria: "none" },
          trail: [["cloud"], ["criteria", "impact"]],
        });

        await save({ intake });

        expect((await store.loadTurn(sampleKey())).intake).toEqual(intake);
        expect(await store.findIntake("contoso", "ada", intake.id)).toEqual(intake);
      });

      test("the newest of a person in a chat is loaded, whatever its state and even within one instant", async () => {
        await save({ intake: sampleIntake({ id: "z" }) });
        await save({ intake: sampleIntake({ id: "a", state: "cancelled" }) });
        await save({ intake: sampleIntake({ id: "z", revision: 2, updatedAt: moment(9) }) });
        await save({ key: sampleKey({ userId: "bo" }), intake: sampleIntake({ id: "of-bo" }) });
        await save({ key: sampleKey({ conversationId: "hall" }), intake: sampleIntake({ id: "in-hall" }) });

        expect((await store.loadTurn(sampleKey())).intake?.id).toBe("a");
        expect((await store.loadTurn(sampleKey({ userId: "bo" }))).intake?.id).toBe("of-bo");
        expect((await store.loadTurn(sampleKey({ conversationId: "hall" }))).intake?.id).toBe("in-hall");
      });

      test("one carried on in another chat stays the intake of the chat it began in", async () => {
        await save({ intake: sampleIntake() });

        const intake = sampleIntake({ revision: 2 });
        expect((await save({ key: sampleKey({ conversationId: "hall" }), intake })).kind).toBe("saved");

        expect((await store.loadTurn(sampleKey())).intake?.revision).toBe(2);
        expect((await store.loadTurn(sampleKey({ conversationId: "hall" }))).intake).toBeNull();
      });

      test.each([
        ["a first revision of an id that exists", 1],
        ["the revision that is stored", 2],
        ["a revision after the next one", 4],
      ])("%s is a conflict", async (_, revision) => {
        await save({ intake: sampleIntake() });
        await save({ intake: sampleIntake({ revision: 2 }) });

        expect(await save({ intake: sampleIntake({ revision, state: "done" }) })).toEqual({
          kind: "conflict",
        });

        expect(await store.findIntake("contoso", "ada", "intake-1")).toEqual(sampleIntake({ revision: 2 }));
      });

      test("a later revision of an intake that does not exist is a conflict", async () => {
        expect(await save({ intake: sampleIntake({ revision: 2 }) })).toEqual({ kind: "conflict" });
      });

      test("of two writers of the same revision one wins", async () => {
        await save({ intake: sampleIntake() });

        const results = await Promise.all(
          ["left", "right"].map((title) => save({ intake: sampleIntake({ revision: 2, title }) })),
        );

        expect(results.map(({ kind }) => kind).sort()).toEqual(["conflict", "saved"]);
      });

      test("nobody else finds or changes the intake of a person", async () => {
        await save({ intake: sampleIntake() });

        const stranger = await save({
          key: sampleKey({ userId: "bo" }),
          intake: sampleIntake({ revision: 2 }),
        });

        expect(stranger).toEqual({ kind: "conflict" });
        expect(await store.findIntake("contoso", "bo", "intake-1")).toBeNull();
        expect(await store.findIntake("fabrikam", "ada", "intake-1")).toBeNull();
        expect(await store.findIntake("contoso", "ada", "intake-2")).toBeNull();
      });

      test("two tenants may use the same id", async () => {
        await save({ intake: sampleIntake() });
        const there = sampleIntake({ title: "there" });

        expect((await save({ key: sampleKey({ tenantId: "fabrikam" }), intake: there })).kind).toBe("saved");

        expect(await store.findIntake("fabrikam", "ada", "intake-1")).toEqual(there);
        expect(await store.findIntake("contoso", "ada", "intake-1")).toEqual(sampleIntake());
      });
    });

    describe("profiles", () => {
      test("a profile belongs to a person of a tenant, in every chat", async () => {
        const profile = sampleProfile({ agentRole: "admin_agent", uiLanguage: "zh-TW" });
        await save({ profile });

        expect((await store.loadTurn(sampleKey({ conversationId: "hall" }))).profile).toEqual(profile);
        expect((await store.loadTurn(sampleKey({ userId: "bo" }))).profile).toBeNull();
        expect((await store.loadTurn(sampleKey({ tenantId: "fabrikam" }))).profile).toBeNull();
      });

      test.each([
        ["a first revision of a profile that exists", 1, "conflict"],
        ["the next revision", 2, "saved"],
        ["a revision after the next one", 3, "conflict"],
      ])("%s: %d is %s", async (_, revision, kind) => {
        await save({ profile: sampleProfile() });

        expect((await save({ profile: sampleProfile({ revision }) })).kind).toBe(kind);
      });

      test("of two writers of the same revision one wins", async () => {
        await save({ profile: sampleProfile() });

        const results = await Promise.all(
          [2, 2].map((revision) => save({ profile: sampleProfile({ revision }) })),
        );

        expect(results.map(({ kind }) => kind).sort()).toEqual(["conflict", "saved"]);
      });
    });

    describe("records", () => {
      test("a new one takes the next number and tells it to its intake", async () => {
        await createRecord(store);

        const result = await save({
          intake: sampleIntake({ state: "done" }),
          createRecord: sampleRecord({ product: "exchange" }),
        });

        const record = { ...sampleRecord({ product: "exchange" }), number: 2 };
        expect(result).toEqual({ kind: "saved", record });
        expect(await store.findRecord("contoso", 2)).toEqual(record);
        expect((await store.loadTurn(sampleKey())).intake?.recordNumber).toBe(2);
      });

      test("each tenant counts for itself and sees only its own", async () => {
        await createRecord(store, { record: { title: "here" } });
        const there = await createRecord(store, {
          key: { tenantId: "fabrikam" },
          record: { title: "there" },
        });

        expect(there.number).toBe(1);
        expect((await store.findRecord("contoso", 1))?.title).toBe("here");
        expect((await store.findRecord("fabrikam", 1))?.title).toBe("there");
        expect(await store.findRecord("tailspin", 1)).toBeNull();
        expect(await store.findRecord("contoso", 2)).toBeNull();
      });

      test("200 created at once in two tenants have no gap and no number twice", async () => {
        const turns = Array.from({ length: 200 }, (_, place) => ({
          tenantId: place % 2 === 0 ? "contoso" : "fabrikam",
          title: `case ${place}`,
        }));

        const created = await Promise.all(
          turns.map(({ tenantId, title }) => createRecord(store, { key: { tenantId }, record: { title } })),
        );

        for (const tenant of ["contoso", "fabrikam"]) {
          const numbers = created
            .filter((_, place) => turns[place]?.tenantId === tenant)
            .map(({ number }) => number);
          expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, place) => place + 1));
        }
        const stored = await readAll(store.exportRecords());
        expect(stored.map(({ record }) => record.title).sort()).toEqual(
          turns.map(({ title }) => title).sort(),
        );
      });

      test("a turn that is not saved leaves no hole in the numbers, even amid others", async () => {
        await save({ intake: sampleIntake() });

        const results = await Promise.all(
          Array.from({ length: 60 }, (_, place) =>
            save({
              createRecord: sampleRecord(),
              ...(place % 3 === 0 ? { intake: sampleIntake({ revision: 7 }) } : {}),
            }),
          ),
        );

        const numbers = results.flatMap((result) =>
          result.kind === "saved" ? (result.record?.number ?? []) : [],
        );
        expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
      });

      test("an update is stored when it is the next revision", async () => {
        const record = await createRecord(store);
        const updated = { ...record, revision: 2, state: "resolved", updatedAt: moment(5) } as const;

        expect(await save({ updateRecord: updated })).toEqual({ kind: "saved", record: updated });

        expect(await store.findRecord("contoso", record.number)).toEqual(updated);
      });

      test.each([
        ["the stored revision", 1, "contoso"],
        ["a revision after the next one", 3, "contoso"],
        ["a record of another tenant", 2, "fabrikam"],
      ])("updating %s is a conflict", async (_, revision, tenantId) => {
        const record = await createRecord(store);

        const result = await save({
          key: sampleKey({ tenantId }),
          updateRecord: { ...record, revision, title: "new" },
        });

        expect(result).toEqual({ kind: "conflict" });
        expect(await store.findRecord("contoso", record.number)).toEqual(record);
      });

      test("of two writers of the same revision one wins", async () => {
        const record = await createRecord(store);

        const results = await Promise.all(
          ["left", "right"].map((title) =>
            save({ updateRecord: { ...record, revision: 2, title }, history: [sampleEntry({ new: title })] }),
          ),
        );

        expect(results.map(({ kind }) => kind).sort()).toEqual(["conflict", "saved"]);
        expect(await store.readHistory("contoso", record.number)).toHaveLength(2);
      });
    });

    describe("all or nothing", () => {
      const conflicts: readonly (readonly [string, Partial<TurnChange>])[] = [
        ["intake", { intake: sampleIntake({ revision: 9 }) }],
        ["profile", { profile: sampleProfile({ revision: 9 }) }],
      ];
      test.each(conflicts)("a conflict of the %s leaves nothing of the turn", async (_, conflict) => {
        const key = sampleKey();
        const change = {
          key,
          intake: sampleIntake(),
          profile: sampleProfile(),
          createRecord: sampleRecord(),
          history: [sampleEntry()],
        };

        expect(await save({ ...change, ...conflict })).toEqual({ kind: "conflict" });

        expect(await store.loadTurn(key)).toEqual({ seen: false, profile: null, intake: null });
        expect(await store.findIntake("contoso", "ada", "intake-1")).toBeNull();
        expect(await readAll(store.exportRecords())).toEqual([]);
        expect(await store.readHistory("contoso", 1)).toEqual([]);
        // The activity counts as never seen, so that it can be tried again.
        expect(await save(change)).toMatchObject({ kind: "saved", record: { number: 1 } });
      });

      test("a conflict of the record leaves nothing of the turn", async () => {
        const record = await createRecord(store);
        const key = sampleKey();

        const result = await save({
          key,
          intake: sampleIntake(),
          profile: sampleProfile(),
          updateRecord: { ...record, revision: 9 },
          history: [sampleEntry()],
        });

        expect(result).toEqual({ kind: "conflict" });
        expect(await store.loadTurn(key)).toEqual({ seen: false, profile: null, intake: null });
        expect(await store.readHistory("contoso", record.number)).toHaveLength(1);
      });

      test("a change that means nothing is refused whole", async () => {
        const record = await createRecord(store);
        const key = sampleKey();
        const both = save({ key, createRecord: sampleRecord(), updateRecord: { ...record, revision: 2 } });
        await expect(both).rejects.toThrow(StorageError);
        const ownerless = save({ key, intake: sampleIntake(), history: [sampleEntry()] });
        await expect(ownerless).rejects.toThrow(StorageError);

        expect(await store.loadTurn(key)).toEqual({ seen: false, profile: null, intake: null });
        expect(await store.findRecord("contoso", record.number)).toEqual(record);
      });
    });

    describe("history", () => {
      test("entries stay in the order they were appended in, whatever their moment", async () => {
        const first = [sampleEntry({ new: "1", at: moment(9) }), sampleEntry({ new: "2", at: moment(8) })];
        const second = [sampleEntry({ field: "title", old: "a", new: null, why: "因為", at: moment(1) })];
        const result = await save({ createRecord: sampleRecord(), history: first });
        if (result.kind !== "saved" || result.record === null) throw new Error("not saved");

        await save({ updateRecord: { ...result.record, revision: 2 }, history: second });

        expect(await store.readHistory("contoso", 1)).toEqual([
          ...first.map((entry) => ({ ...entry, revision: 1 })),
          ...second.map((entry) => ({ ...entry, revision: 2 })),
        ]);
      });

      test("each record has its own, in its own tenant", async () => {
        await save({ createRecord: sampleRecord(), history: [sampleEntry({ new: "first" })] });
        await save({ createRecord: sampleRecord(), history: [sampleEntry({ new: "second" })] });

        expect((await store.readHistory("contoso", 2)).map((entry) => entry.new)).toEqual(["second"]);
        expect(await store.readHistory("fabrikam", 1)).toEqual([]);
        expect(await store.readHistory("contoso", 3)).toEqual([]);
      });
    });

    describe("a person's records", () => {
      const ada = { tenantId: "contoso", requesterId: "ada" };
      const numbers = (records: readonly { readonly number: number }[]) =>
        records.map(({ number }) => number);

      test("says how many severities were moved by hand", async () => {
        const record = await createRecord(store);
        const override = {
          severity: "B",
          computed: "A",
          reason: "x",
          by: record.requester,
          at: moment(0),
        } as const;
        await save({ updateRecord: { ...record, revision: 2, override } });
        await createRecord(store);

        const query = { tenantId: "contoso", requesterId: "ada", offset: 0, limit: 5 };
        expect(await store.listRecords(query)).toMatchObject({ total: 2, overridden: 1 });
      });

      test("open ones come first, then the newest changed, then the newest made", async () => {
        const rows = [
          ["resolved", 9],
          ["open", 1],
          ["closed", 8],
          ["escalated", 3],
          ["waiting_microsoft", 2],
          ["waiting_customer", 3],
        ] as const;
        for (const [state, minute] of rows) {
          await createRecord(store, { record: { state, updatedAt: moment(minute) } });
        }

        const page = await store.listRecords({ ...ada, offset: 0, limit: 10 });

        expect(numbers(page.records)).toEqual([6, 4, 5, 2, 1, 3]);
        expect(page).toMatchObject({ total: 6, next: null });
      });

      test("an update moves a record to its new place", async () => {
        await createRecord(store);
        const second = await createRecord(store, { record: { updatedAt: moment(1) } });
        await save({ updateRecord: { ...second, revision: 2, state: "closed", updatedAt: moment(2) } });

        expect(numbers((await store.listRecords({ ...ada, offset: 0, limit: 10 })).records)).toEqual([1, 2]);
      });

      test("pages follow each other without a gap and end", async () => {
        for (let minute = 0; minute < 7; minute += 1)
          await createRecord(store, { record: { updatedAt: moment(minute) } });
        const pages = [];
        for (let offset: number | null = 0; offset !== null; offset = pages.at(-1)?.next ?? null) {
          pages.push(await store.listRecords({ ...ada, offset, limit: 3 }));
        }

        expect(pages.map((page) => numbers(page.records))).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
        expect(pages.map(({ next, total }) => [next, total])).toEqual([
          [3, 7],
          [6, 7],
          [null, 7],
        ]);
      });

      test.each([
        ["beyond the end", 5, 3],
        ["of no size", 0, 0],
        ["of a negative size", 0, -1],
      ])("a page %s is empty and the last", async (_, offset, limit) => {
        await createRecord(store);

        expect(await store.listRecords({ ...ada, offset, limit })).toEqual({
          records: [],
          total: 1,
          overridden: 0,
          next: null,
        });
      });

      test("a page before the beginning is the first", async () => {
        await createRecord(store);

        const first = await store.listRecords({ ...ada, offset: 0, limit: 1 });
        expect(await store.listRecords({ ...ada, offset: -1, limit: 1 })).toEqual(first);
      });

      test("nobody else's are listed", async () => {
        await createRecord(store, { record: { requester: { id: "bo", name: "Bo" } } });
        await createRecord(store, { key: { tenantId: "fabrikam" } });

        expect(await store.listRecords({ ...ada, offset: 0, limit: 3 })).toEqual({
          records: [],
          total: 0,
          overridden: 0,
          next: null,
        });
      });
    });

    describe("finding records", () => {
      const find = (query: Partial<RecordQuery> = {}) =>
        store.findRecords({ tenantId: "contoso", filter: {}, after: null, limit: 10, ...query });
      const numbers = ({ records }: FoundRecords) => records.map(({ number }) => number);

      test("the last changed come first, at the same instant the newest", async () => {
        for (const minute of [2, 5, 2, 9])
          await createRecord(store, { record: { updatedAt: moment(minute) } });
        await createRecord(store, { key: { tenantId: "fabrikam" } });

        const found = await find();

        expect(numbers(found)).toEqual([4, 2, 3, 1]);
        expect(found.next).toBeNull();
      });

      test("each filter narrows the search, and all of them together", async () => {
        const verdict = { ...sampleRecord().verdict, severity: "A", outcome: "not_covered" } as const;
        const own = { name: "Own", domain: "own.example" };
        const bo = { id: "bo", name: "Bo" };
        await createRecord(store);
        await createRecord(store, { record: { state: "closed" } });
        await createRecord(store, { record: { product: "exchange-online", customer: own } });
        await createRecord(store, { record: { verdict, requester: bo } });
        const all = {
          state: "open",
          severity: "A",
          outcome: "not_covered",
          requesterId: "bo",
        };

        expect(numbers(await find({ filter: { state: "closed" } }))).toEqual([2]);
        expect(numbers(await find({ filter: { product: "exchange-online" } }))).toEqual([3]);
        expect(numbers(await find({ filter: { customerKey: "domain:own.example" } }))).toEqual([3]);
        expect(numbers(await find({ filter: { severity: "A" } }))).toEqual([4]);
        expect(numbers(await find({ filter: { outcome: "not_covered" } }))).toEqual([4]);
        expect(numbers(await find({ filter: { requesterId: "bo" } }))).toEqual([4]);
        expect(numbers(await find({ filter: all }))).toEqual([4]);
        expect(numbers(await find({ filter: { ...all, product: "exchange-online" } }))).toEqual([]);
      });

      test("pages follow each other without a gap, also within one instant, whatever is made meanwhile", async () => {
        for (let minute = 0; minute < 7; minute += 1)
          await createRecord(store, { record: { updatedAt: moment(minute % 2), product: "teams" } });
        const pages: FoundRecords[] = [];
        for (let after: RecordQuery["after"] = null; pages.length === 0 || after !== null;) {
          pages.push(await find({ after, limit: 3, filter: { product: "teams" } }));
          after = pages.at(-1)?.next ?? null;
          await createRecord(store, { record: { updatedAt: moment(30), product: "teams" } });
        }

        expect(pages.map(numbers)).toEqual([[6, 4, 2], [7, 5, 3], [1]]);
      });

      test("nothing is found behind the end or with a limit of nothing", async () => {
        await createRecord(store);
        expect(await find({ limit: 0 })).toEqual({ records: [], next: null });
        expect(await find({ limit: -1 })).toEqual({ records: [], next: null });
        expect(await find({ after: { updatedAt: "", number: 1 } })).toEqual({ records: [], next: null });
      });
    });

    describe("recent customers", () => {
      const guid = "3f2b8c1e-0000-4000-8000-000000000001";

      test("each comes once, that of the newest record first, up to the limit", async () => {
        const customers = [
          { name: "Fabrikam" },
          { name: "Tailspin", domain: "tailspin.example.com" },
          { name: "Wingtip", tenantId: guid },
          undefined,
          { name: "Tailspin Toys", domain: "tailspin.example.com" },
          { name: "FABRIKAM" },
        ];
        for (const customer of customers) {
          await createRecord(store, { record: customer === undefined ? {} : { customer } });
        }

        expect(await store.recentCustomers("contoso", "ada", 9)).toEqual([
          customers[5],
          customers[4],
          customers[2],
        ]);
        expect(await store.recentCustomers("contoso", "ada", 1)).toEqual([customers[5]]);
        expect(await store.recentCustomers("contoso", "ada", 0)).toEqual([]);
      });

      test("nobody else's are told", async () => {
        await createRecord(store, { record: { customer: { name: "Fabrikam" } } });

        expect(await store.recentCustomers("contoso", "bo", 9)).toEqual([]);
        expect(await store.recentCustomers("fabrikam", "ada", 9)).toEqual([]);
      });
    });

    describe("similar records", () => {
      const contoso = { name: "Contoso", domain: "contoso.example.com" };
      const search = {
        tenantId: "contoso",
        product: "teams",
        customer: undefined,
        createdSince: moment(0),
        since: moment(0),
        limit: 9,
        except: 0,
      };
      const find = async (changes: Partial<SimilarQuery>) => {
        const found = await store.similarRecords({ ...search, ...changes });
        return found.map(({ number }) => number).sort((a, b) => a - b);
      };
      const create = (record: Parameters<typeof sampleRecord>[0]) =>
        createRecord(store, { record: { product: "teams", ...record } });

      test("are the unfinished ones of the product, whoever has them", async () => {
        await create({});
        await create({ requester: { id: "bo", name: "Bo" } });
        await create({ product: "onedrive" });
        await create({ product: undefined });
        await create({ state: "resolved" });
        await create({ state: "closed" });
        await create({ state: "waiting_microsoft" });

        expect(await find({})).toEqual([1, 2, 7]);
        expect(await find({ except: 2 })).toEqual([1, 7]);
        expect(
          (await store.similarRecords({ ...search, except: 1 })).map(({ requester }) => requester.name),
        ).toContain("Bo");
      });

      test("begun or changed lately are told, others are not", async () => {
        await create({ createdAt: moment(1), updatedAt: moment(1) });
        await create({ createdAt: moment(1), updatedAt: moment(5) });
        await create({ createdAt: moment(5), updatedAt: moment(5) });

        expect(await find({ since: moment(1) })).toEqual([1, 2, 3]);
        expect(await find({ since: moment(2) })).toEqual([2, 3]);
        expect(await find({ since: moment(2), createdSince: moment(2) })).toEqual([3]);
        expect(await find({ since: moment(6) })).toEqual([]);
      });

      test("are the newest up to the limit, and those of the customer are not missed", async () => {
        await create({ customer: contoso, createdAt: moment(1), updatedAt: moment(1) });
        await create({ createdAt: moment(2), updatedAt: moment(2) });
        await create({ createdAt: moment(3), updatedAt: moment(3) });
        await create({ customer: contoso, product: "onedrive" });

        expect(await find({ limit: 1 })).toEqual([3]);
        expect(await find({ limit: 1, customer: { ...contoso, name: "Contoso Ltd" } })).toEqual([1, 3]);
        expect(await find({ customer: contoso })).toEqual([1, 2, 3]);
        expect(await find({ limit: 0 })).toEqual([]);
        expect(await find({ limit: -1 })).toEqual([]);
      });

      test("of another tenant are never told", async () => {
        await createRecord(store, {
          key: { tenantId: "fabrikam" },
          record: { product: "teams", customer: contoso },
        });

        expect(await find({ customer: contoso })).toEqual([]);
        expect(await find({ tenantId: "fabrikam" })).toEqual([1]);
      });
    });

    describe("export", () => {
      test("every record of every tenant comes once, with its history in order", async () => {
        const history = [sampleEntry({ new: "1" }), sampleEntry({ new: "2" })];
        await Promise.all(
          Array.from({ length: 230 }, (_, place) =>
            save({
              key: sampleKey({ tenantId: place % 23 === 0 ? "fabrikam" : "contoso" }),
              createRecord: sampleRecord({ title: `case ${place}` }),
              history,
            }),
          ),
        );

        const exported = await readAll(store.exportRecords());

        const places = exported.map(({ tenantId, record }) => `${tenantId} ${record.number}`);
        expect(places).toEqual([
          ...Array.from({ length: 220 }, (_, place) => `contoso ${place + 1}`),
          ...Array.from({ length: 10 }, (_, place) => `fabrikam ${place + 1}`),
        ]);
        for (const one of exported)
          expect(one.history).toEqual(history.map((entry) => ({ ...entry, revision: 1 })));
      });

      test("records may be saved while it is read", async () => {
        await Promise.all(Array.from({ length: 120 }, () => createRecord(store)));
        const numbers: number[] = [];

        for await (const { record } of store.exportRecords()) {
          numbers.push(record.number);
          if (record.number === 1) await createRecord(store);
        }

        expect(numbers).toEqual(Array.from({ length: 121 }, (_, place) => place + 1));
      });
    });

    describe("files", () => {
      const kept = {
        state: "kept",
        name: "screenshot.png",
        contentType: "image/png",
        size: 120_000,
        sha256: "ab".repeat(32),
      } as const;
      const pending = {
        contentType: null,
        size: null,
        sha256: null,
        state: "pending",
        reason: null,
        at: moment(0),
      } as const;

      test("one that was sent with a turn is pending, and the intake's", async () => {
        await save({ intake: sampleIntake(), files: [sampleFile()] });

        const { source, ...file } = sampleFile();
        expect(await store.listIntakeFiles("contoso", "intake-1")).toEqual([{ ...file, ...pending }]);
        expect(await store.pendingFiles(10)).toEqual([{ ...file, ...pending, tenantId: "contoso", source }]);
      });

      test("those of an intake become those of the record it leads to, with what came along", async () => {
        await save({ intake: sampleIntake(), files: [sampleFile()] });
        await save({
          intake: sampleIntake({ id: "other" }),
          files: [sampleFile({ id: "of-other", intakeId: "other" })],
        });

        await save({
          intake: sampleIntake({ revision: 2, state: "done" }),
          createRecord: sampleRecord(),
          files: [sampleFile({ id: "file-2", name: "server.log" })],
        });

        expect((await store.listFiles("contoso", 1)).map(({ id, number }) => [id, number])).toEqual([
          ["file-1", 1],
          ["file-2", 1],
        ]);
        expect((await store.listIntakeFiles("contoso", "other"))[0]?.number).toBeNull();
      });

      test("settled once, it is pending no more and its source is forgotten", async () => {
        await save({ files: [sampleFile({ number: 7 })] });

        expect(await store.settleFile("contoso", "file-1", kept)).toBe(true);
        const again = await store.settleFile("contoso", "file-1", {
          state: "failed",
          name: "x",
          reason: "unreachable",
        });

        expect(again).toBe(false);
        expect(await store.pendingFiles(10)).toEqual([]);
        expect(await store.listFiles("contoso", 7)).toEqual([
          expect.objectContaining({ ...kept, reason: null, id: "file-1" }),
        ]);
      });

      test("one that was taken is nobody else's until its time is over, or it is given back", async () => {
        await save({ files: [sampleFile(), sampleFile({ id: "file-2" })] });
        const claim = async (minute: number, limit = 9) =>
          (await store.claimFiles(moment(minute), limit, 60_000)).map(({ id, source }) => [id, source]);
        const { source } = sampleFile();

        expect(await claim(1, 1)).toEqual([["file-1", source]]);
        expect(await claim(1)).toEqual([["file-2", source]]);
        expect(await claim(1)).toEqual([]);
        await store.releaseFile("contoso", "file-2");
        expect((await claim(1)).map(([id]) => id)).toEqual(["file-2"]);
        expect((await claim(2)).map(([id]) => id)).toEqual(["file-1", "file-2"]);
      });

      test("many that take files at once take each once", async () => {
        const files = Array.from({ length: 12 }, (_, place) => sampleFile({ id: `file-${place}` }));
        await save({ files });

        const claims = Array.from({ length: 6 }, () => store.claimFiles(moment(1), 2, 60_000));
        const taken = (await Promise.all(claims)).flat().map(({ id }) => id);

        expect(new Set(taken).size).toBe(taken.length);
      });

      test("the room of a case is taken once, whoever asks at the same time", async () => {
        const files = Array.from({ length: 6 }, (_, place) => sampleFile({ id: `file-${place}` }));
        await save({ files });

        const room = { caseBytes: 200, caseFiles: 20 };
        const waiting = await store.pendingFiles(9);
        const became = await Promise.all(
          waiting.map((file) => store.keepFile(file, { ...kept, size: 90 }, room)),
        );

        expect(became.toSorted()).toEqual(["full", "full", "full", "full", "kept", "kept"]);
        const [first] = waiting.filter((_, place) => became[place] === "kept");
        if (first === undefined) throw new Error("none was kept");
        expect(await store.keepFile(first, { ...kept, size: 1 }, room)).toBe("late");
      });

      test("a refusal keeps its reason and nothing else", async () => {
        await save({ files: [sampleFile({ number: 7 })] });

        await store.settleFile("contoso", "file-1", { state: "refused", name: "run.exe", reason: "type" });

        const [file] = await store.listFiles("contoso", 7);
        expect(file).toMatchObject({ state: "refused", reason: "type", name: "run.exe", size: null });
      });

      test("another tenant neither sees nor settles it, and may use the same id", async () => {
        await save({ files: [sampleFile({ number: 1 })] });
        await save({
          key: sampleKey({ tenantId: "fabrikam" }),
          files: [sampleFile({ number: 1, name: "there.png" })],
        });

        expect(await store.settleFile("tailspin", "file-1", kept)).toBe(false);
        expect(await store.settleFile("fabrikam", "file-1", kept)).toBe(true);

        expect((await store.listFiles("contoso", 1)).map(({ state }) => state)).toEqual(["pending"]);
        expect(await store.listFiles("tailspin", 1)).toEqual([]);
        expect((await store.pendingFiles(10)).map(({ tenantId }) => tenantId)).toEqual(["contoso"]);
      });

      test("a turn that is not saved leaves none", async () => {
        await save({ intake: sampleIntake() });

        const lost = await save({ intake: sampleIntake({ revision: 7 }), files: [sampleFile()] });

        expect(lost.kind).toBe("conflict");
        expect(await store.pendingFiles(10)).toEqual([]);
      });

      test("the oldest are fetched first, no more at once than asked for", async () => {
        for (const minute of [3, 1, 2])
          await save({ at: moment(minute), files: [sampleFile({ id: `file-${minute}` })] });

        expect((await store.pendingFiles(2)).map(({ id }) => id)).toEqual(["file-1", "file-2"]);
      });

      test("an export names the files of each record", async () => {
        await createRecord(store);
        await createRecord(store);
        await save({ files: [sampleFile({ number: 2 }), sampleFile({ id: "loose", intakeId: "none" })] });

        const exported = await readAll(store.exportRecords());

        expect(exported.map(({ files }) => files.map(({ id }) => id))).toEqual([[], ["file-1"]]);
      });
    });

    describe("life of the store", () => {
      test("what is still waiting when it is closed is saved first; afterwards it refuses", async () => {
        const waiting = createRecord(store);

        await store.close();
        await store.close();

        expect((await waiting).number).toBe(1);
        await expect(store.loadTurn(sampleKey())).rejects.toThrow(StorageError);
        await expect(save({})).rejects.toThrow(StorageError);
        await expect(readAll(store.exportRecords())).rejects.toThrow(StorageError);
      });

      test("everything is there after reopening, where the data outlive the connection", async () => {
        if (opened.reopen === undefined) return;
        const key = sampleKey();
        await save({ key, intake: sampleIntake(), profile: sampleProfile(), createRecord: sampleRecord() });
        const before = await readAll(store.exportRecords());

        store = await opened.reopen();

        expect(await readAll(store.exportRecords())).toEqual(before);
        const intake = sampleIntake({ recordNumber: 1 });
        expect(await store.loadTurn(key)).toEqual({ seen: true, profile: sampleProfile(), intake });
        expect((await createRecord(store)).number).toBe(2);
      });
    });

    test("any sequence of changes leaves what the model says", async () => {
      let run = 0;
      const tenant = (name: string) => `${name}-${run}`;
      await fc.assert(
        fc.asyncProperty(changeSequence, async (drafts) => {
          run += 1;
          const model = createStoreModel();
          for (const change of moveChanges(drafts, tenant)) {
            expect(await store.saveTurn(change)).toEqual(model.saveTurn(change));
          }
          expect(await viewStore(store, peopleIn(tenant))).toEqual(model.view(peopleIn(tenant)));
        }),
        { numRuns: 60 },
      );
    });
  });
}
