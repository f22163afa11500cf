import type { NewDelivery } from "../../src/escalation/delivery";
import type { Store } from "../../src/storage/store";
import { createRecord, moment, sampleEntry, sampleIntake, sampleKey, sampleRecord } from "./store-samples";

/** Two stores of one database, as two instances have them. */
export interface SharedStores {
  readonly stores: readonly [Store, Store];
  /** The ordinals of the deliveries of a conversation, in their order. */
  readonly readOrdinals: (conversationId: string) => Promise<readonly number[]>;
}

/** A message for a conversation. */
export function sampleDelivery(key: string, conversationId: string): NewDelivery {
  return {
    key,
    conversationId,
    kind: "post",
    body: { what: "record", record: 1 },
    record: 1,
    causedBy: null,
    priority: "normal",
  };
}

/** What holds for whoever shares a database with others; `open` is asked anew for each case, and closed here. */
export function testSharing(open: () => Promise<SharedStores>): void {
  let stores: SharedStores["stores"];
  let readOrdinals: SharedStores["readOrdinals"];
  const either = (place: number): Store => stores[place % 2 === 0 ? 0 : 1];

  beforeEach(async () => {
    ({ stores, readOrdinals } = await open());
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
  });

  test("give the numbers of a tenant without a gap, also when some of them are given back", async () => {
    await stores[0].saveTurn({ key: sampleKey(), at: moment(0), intake: sampleIntake() });

    const results = await Promise.all(
      Array.from({ length: 60 }, (_, place) =>
        either(place).saveTurn({
          key: sampleKey({ conversationId: `chat-${place}` }),
          at: moment(0),
          createRecord: sampleRecord(),
          history: [sampleEntry(), sampleEntry({ field: "title" })],
          // Every third meets a revision that is none.
          ...(place % 3 === 0 ? { intake: sampleIntake({ revision: 7 }) } : {}),
        }),
      ),
    );

    const numbers = results.flatMap((result) =>
      result.kind === "saved" ? (result.record?.number ?? []) : [],
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
  });

  test("begin one erasing of a person, in however many ways it is asked for at the same moment", async () => {
    const wish = { kind: "person", id: "ada", by: "bo" } as const;
    const at = moment(0);
    const begun = await Promise.all(
      Array.from({ length: 20 }, async (_, place) => {
        const pseudonym = `erased-${place}`;
        if (place % 4 === 3)
          await either(place).saveTurn({
            key: sampleKey({ conversationId: `chat-${place}` }),
            ...{ at, erasure: { ...wish, pseudonym } },
          });
        return either(place).beginErasure({ ...wish, tenantId: "contoso", at }, pseudonym);
      }),
    );

    const [proof, ...more] = await stores[1].listErasures("contoso");
    expect(more).toEqual([]);
    expect(new Set(begun.map(({ pseudonym }) => pseudonym))).toEqual(new Set([proof?.pseudonym]));
  });

  test("take one activity that reaches both, once", async () => {
    const key = sampleKey();

    const results = await Promise.all(
      Array.from({ length: 12 }, (_, place) =>
        either(place).saveTurn({ key, at: moment(0), createRecord: sampleRecord() }),
      ),
    );

    expect(results.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "repeated")).toHaveLength(11);
  });

  test("keep both of two dialogs that one person begins in one chat at the same moment", async () => {
    const results = await Promise.all(
      ["left", "right"].map((id, place) =>
        either(place).saveTurn({ key: sampleKey(), at: moment(0), intake: sampleIntake({ id }) }),
      ),
    );

    expect(results.map(({ kind }) => kind)).toEqual(["saved", "saved"]);
  });

  test("write the history of a record line by line, of two writers of one revision only one", async () => {
    const record = await createRecord(stores[0]);

    const results = await Promise.all(
      [0, 1].map((place) =>
        either(place).saveTurn({
          key: sampleKey({ conversationId: `chat-${place}` }),
          at: moment(1),
          updateRecord: { ...record, revision: 2 },
          history: [sampleEntry(), sampleEntry()],
        }),
      ),
    );

    expect(results.map(({ kind }) => kind).sort()).toEqual(["conflict", "saved"]);
    expect(await stores[1].readHistory("contoso", record.number)).toHaveLength(3);
  });

  test("keep what goes to one conversation in one order and hand each of it to one sender", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, place) =>
        either(place).saveTurn({
          key: sampleKey({ conversationId: `chat-${place}` }),
          at: moment(0),
          // Both conversations, the other way round in every other turn.
          deliveries: ["hall", "yard"]
            .map((to) => sampleDelivery(`${to} ${place}`, to))
            .toSorted((a, b) => (place % 4 < 2 ? 1 : -1) * a.key.localeCompare(b.key)),
        }),
      ),
    );

    const sent: string[] = [];
    for (let round = 0; round < 40; round += 1) {
      const claims = await Promise.all(
        Array.from({ length: 4 }, (_, place) => either(place).claimDeliveries(moment(1), 5, 60_000)),
      );
      const claimed = claims.flatMap((claim) => claim.claimed);
      expect(claimed.map(({ conversationId }) => conversationId).sort()).toEqual(["hall", "yard"]);
      for (const one of claimed) {
        sent.push(one.key);
        await stores[0].settleDelivery(one, { kind: "sent", activityId: one.key }, moment(1));
      }
    }
    expect(new Set(sent).size).toBe(80);
    const all = Array.from({ length: 40 }, (_, place) => place + 1);
    expect(await readOrdinals("hall")).toEqual(all);
    expect(await readOrdinals("yard")).toEqual(all);
  });

  test("say a reminder once, whoever looks", async () => {
    await createRecord(stores[0]);
    const claims = await Promise.all(
      Array.from({ length: 6 }, (_, place) => either(place).claimDueRecords(moment(1), 5, 60_000)),
    );
    expect(claims.flatMap(({ claimed }) => claimed)).toHaveLength(1);

    await Promise.all(
      stores.map((store) =>
        store.saveReminders({
          ...{ tenantId: "contoso", number: 1, expectedRevision: 1, at: moment(1), keys: ["due"] },
          ...{
            nextLookAt: null,
            dueAt: null,
            deliveries: (fresh) => [...fresh].map((key) => sampleDelivery(key, "hall")),
          },
        }),
      ),
    );

    expect(await stores[0].saidReminders({ tenantId: "contoso", number: 1 })).toHaveLength(1);
  });
}
