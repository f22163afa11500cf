import { StorageError } from "../../src/errors";
import type { ReminderChange } from "../../src/escalation/reminder-store";
import type { NewCaseRecord } from "../../src/records/record";
import type { Store } from "../../src/storage/store";
import type { OpenedStore } from "./store-contract";
import { createRecord, moment, sampleKey } from "./store-samples";

const minute = 60_000;
const contoso = { tenantId: "contoso", number: 1 };

/** What every engine does with looks at records and the reminders they lead to. */
export function describeReminderContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the contract of reminders`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => store.close());

    const create = (record: Partial<NewCaseRecord> = {}, tenantId = "contoso") =>
      createRecord(store, { key: { tenantId }, record });

    const claim = (at = 0, limit = 10) => store.claimDueRecords(moment(at), limit, 5 * minute);

    const change = (changes: Partial<ReminderChange> = {}): ReminderChange => ({
      ...contoso,
      expectedRevision: 1,
      at: moment(0),
      keys: ["one"],
      deliveries: (fresh) =>
        [...fresh].map((key) => ({
          key: `said ${key}`,
          conversationId: "hall",
          kind: "post",
          body: { what: "record", record: 1 },
          record: 1,
          causedBy: null,
          priority: "normal",
        })),
      nextLookAt: moment(30),
      dueAt: null,
      ...changes,
    });

    const saidKeys = async (number = 1) =>
      (await store.saidReminders({ tenantId: "contoso", number })).map(({ key }) => key).sort();

    const deliveryKeys = async () =>
      (await store.listDeliveries({ states: ["pending"], limit: 100 })).map(({ key }) => key);

    test("a record is due for a look as soon as it is created, once, and again when nothing came of it", async () => {
      await create();
      await create({}, "fabrikam");

      expect(await claim(-1)).toEqual({ claimed: [], next: moment(0) });
      const first = await claim();
      expect(first.claimed).toHaveLength(2);
      expect(first.claimed).toEqual(expect.arrayContaining([contoso, { tenantId: "fabrikam", number: 1 }]));
      expect(await claim(4)).toEqual({ claimed: [], next: moment(5) });
      expect((await claim(5)).claimed).toHaveLength(2);
    });

    test("a limited look takes the longest due first and leaves the rest", async () => {
      await create({ updatedAt: moment(2) });
      await create({ updatedAt: moment(1) });

      expect(await claim(3, 1)).toEqual({ claimed: [{ tenantId: "contoso", number: 2 }], next: moment(2) });
      expect((await claim(3, 1)).claimed).toEqual([contoso]);
      expect((await claim(3, 0)).claimed).toEqual([]);
    });

    test("settled and joined cases are never due, reopened and separated ones are", async () => {
      const settled = await create({ state: "resolved" });
      const joined = await create({ parent: 1 });
      const open = await create();
      expect((await claim()).claimed).toEqual([{ tenantId: "contoso", number: open.number }]);

      const update = (record: typeof settled, changes: Partial<typeof settled>) =>
        store.saveTurn({
          key: sampleKey(),
          at: moment(10),
          updateRecord: { ...record, revision: record.revision + 1, updatedAt: moment(10), ...changes },
        });
      await update(settled, { state: "open" });
      await update(joined, { parent: undefined });
      await update(open, { state: "closed" });
      expect((await claim(10)).claimed.map(({ number }) => number).sort()).toEqual([1, 2]);
    });

    test("a key is saved once for ever, and only new keys have messages", async () => {
      await create();
      await claim();
      expect(await store.saveReminders(change())).toBe(true);
      expect(await store.saveReminders(change({ keys: ["one", "two"], nextLookAt: null }))).toBe(true);
      const never = () => {
        throw new Error("asked for no new keys");
      };
      expect(await store.saveReminders(change({ keys: ["two"], deliveries: never }))).toBe(true);
      expect(await store.saveReminders(change({ keys: [], deliveries: never }))).toBe(true);

      expect(await saidKeys()).toEqual(["one", "two"]);
      expect(await saidKeys(2)).toEqual([]);
      expect(await deliveryKeys()).toEqual(["said one", "said two"]);
    });

    test("what is planned is looked at then, or never", async () => {
      await create();
      await claim();
      await store.saveReminders(change());
      expect(await claim(29)).toEqual({ claimed: [], next: moment(30) });
      expect((await claim(30)).claimed).toEqual([contoso]);
      await store.saveReminders(change({ nextLookAt: null }));
      expect(await claim(10_000)).toEqual({ claimed: [], next: null });
    });

    test("a look at a revision that is gone saves nothing, and the record is due again", async () => {
      const record = await create();
      await claim();
      const updateRecord = { ...record, revision: 2, updatedAt: moment(1) };
      await store.saveTurn({ key: sampleKey(), at: moment(1), updateRecord });

      expect(await store.saveReminders(change())).toBe(false);

      expect(await saidKeys()).toEqual([]);
      expect(await deliveryKeys()).toEqual([]);
      expect((await claim(1)).claimed).toEqual([contoso]);
    });

    test("nothing is kept when the messages cannot be made", async () => {
      await create();
      await claim();
      const broken = () => {
        throw new StorageError("no");
      };
      await expect(store.saveReminders(change({ deliveries: broken }))).rejects.toThrow();
      expect(await saidKeys()).toEqual([]);
      expect((await claim(5)).claimed).toEqual([contoso]);
    });

    test("reminders that were given back count as never said, those planned anew since do not", async () => {
      await create();
      await claim();
      await store.saveReminders(change({ keys: ["one", "two"], nextLookAt: null }));
      const returned = { ...contoso, keys: ["one"], plannedAt: moment(0), lookAt: moment(8) };
      await store.returnReminders({ ...returned, plannedAt: moment(1) });
      expect(await saidKeys()).toEqual(["one", "two"]);
      expect(await claim(100)).toEqual({ claimed: [], next: null });

      await store.returnReminders(returned);
      expect(await store.saidReminders(contoso)).toEqual([{ key: "two", at: moment(0) }]);
      expect((await claim(8)).claimed).toEqual([contoso]);
    });

    test("all of it outlives a reopening", async () => {
      if (opened.reopen === undefined) return;
      await create();
      await claim();
      await store.saveReminders(change());
      store = await opened.reopen();
      expect(await saidKeys()).toEqual(["one"]);
      expect(await deliveryKeys()).toEqual(["said one"]);
      expect((await claim(30)).claimed).toEqual([contoso]);
    });
  });
}
