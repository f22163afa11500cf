import fc from "fast-check";
import type { Intake } from "../../src/intake/intake";
import type { Profile } from "../../src/intake/profile";
import type { CaseRecord, HistoryEntry } from "../../src/records/record";
import type { SaveResult, Store, TurnChange, TurnKey } from "../../src/storage/store";
import { moment, sampleEntry, sampleIntake, sampleProfile, sampleRecord } from "./store-samples";

interface OwnedIntake {
  readonly key: TurnKey;
  readonly intake: Intake;
}

/** All a store holds, as plain data. */
interface State {
  readonly turns: Set<string>;
  readonly intakes: OwnedIntake[];
  readonly profiles: Map<string, Profile>;
  readonly records: Map<string, CaseRecord[]>;
  readonly history: Map<string, HistoryEntry[]>;
}

/** What the Store port promises, in the fewest words: a copy of everything, kept only when all went well. */
export function createStoreModel() {
  let state: State = {
    turns: new Set(),
    intakes: [],
    profiles: new Map(),
    records: new Map(),
    history: new Map(),
  };
  return {
    saveTurn(change: TurnChange): SaveResult {
      const copy = structuredClone(state);
      const result = apply(copy, change);
      if (result.kind === "saved") state = copy;
      return result;
    },
    view: (people: readonly TurnKey[]) => people.map((key) => viewOf(state, key)),
  };
}

function apply(
  state: State,
  { key, intake, profile, createRecord, updateRecord, history = [] }: TurnChange,
): SaveResult {
  const turn = [key.tenantId, key.conversationId, key.activityId].join();
  if (state.turns.has(turn)) return { kind: "repeated" };
  state.turns.add(turn);
  const records = state.records.get(key.tenantId) ?? [];
  state.records.set(key.tenantId, records);
  const created = createRecord === undefined ? undefined : { ...createRecord, number: records.length + 1 };
  const record = created ?? updateRecord ?? null;
  if (created !== undefined) records.push(created);
  if (intake !== undefined) {
    const stored = state.intakes.findIndex(
      (one) => one.key.tenantId === key.tenantId && one.intake.id === intake.id,
    );
    const old = state.intakes[stored];
    const numbered = created === undefined ? intake : { ...intake, recordNumber: created.number };
    if (intake.revision !== (old?.intake.revision ?? 0) + 1) return { kind: "conflict" };
    if (old === undefined) state.intakes.push({ key, intake: numbered });
    else if (old.key.userId !== key.userId) return { kind: "conflict" };
    else state.intakes[stored] = { key: old.key, intake: numbered };
  }
  if (profile !== undefined) {
    const person = [key.tenantId, key.userId].join();
    if (profile.revision !== (state.profiles.get(person)?.revision ?? 0) + 1) return { kind: "conflict" };
    state.profiles.set(person, profile);
  }
  if (updateRecord !== undefined) {
    if (updateRecord.revision !== (records[updateRecord.number - 1]?.revision ?? -1) + 1)
      return { kind: "conflict" };
    records[updateRecord.number - 1] = updateRecord;
  }
  if (record !== null) {
    const place = [key.tenantId, record.number].join();
    const lines = history.map((entry) => ({ ...entry, revision: record.revision }));
    state.history.set(place, [...(state.history.get(place) ?? []), ...lines]);
  }
  return { kind: "saved", record };
}

function viewOf(state: State, key: TurnKey) {
  const { tenantId, userId, conversationId, activityId } = key;
  const records = state.records.get(tenantId) ?? [];
  const own = records.filter((record) => record.requester.id === userId);
  const ofChat = state.intakes.filter(
    (one) =>
      one.key.tenantId === tenantId && one.key.userId === userId && one.key.conversationId === conversationId,
  );
  const names = own.toReversed().flatMap((record) => record.customer?.name ?? []);
  return {
    turn: {
      seen: state.turns.has([tenantId, conversationId, activityId].join()),
      profile: state.profiles.get([tenantId, userId].join()) ?? null,
      intake: ofChat.at(-1)?.intake ?? null,
    },
    list: own.toSorted(compareRecords),
    customers: [...new Set(names)],
    records: records.map((record) => ({
      record,
      history: state.history.get([tenantId, record.number].join()) ?? [],
    })),
  };
}

function compareRecords(a: CaseRecord, b: CaseRecord): number {
  const settled = (record: CaseRecord) => (["resolved", "closed"].includes(record.state) ? 1 : 0);
  return settled(a) - settled(b) || Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || b.number - a.number;
}

/** The same view as the model's, read through the port. */
export async function viewStore(store: Store, people: readonly TurnKey[]) {
  const exported = new Map<string, { record: CaseRecord; history: readonly HistoryEntry[] }[]>();
  for await (const { tenantId, record, history } of store.exportRecords()) {
    exported.set(tenantId, [...(exported.get(tenantId) ?? []), { record, history }]);
  }
  return Promise.all(
    people.map(async (key) => {
      const { tenantId, userId: requesterId } = key;
      const page = await store.listRecords({ tenantId, requesterId, offset: 0, limit: 1000 });
      const customers = await store.recentCustomers(tenantId, requesterId, 1000);
      return {
        turn: await store.loadTurn(key),
        list: page.records,
        customers: customers.map((customer) => customer?.name),
        records: exported.get(tenantId) ?? [],
      };
    }),
  );
}

const customers = ["Fabrikam", "Tailspin", "Wingtip"].map((name) => ({ name }));
const states = ["open", "waiting_customer", "resolved", "closed"] as const;

const Draft = fc.record({
  tenantId: fc.constantFrom("a", "b"),
  userId: fc.constantFrom("ada", "bo"),
  conversationId: fc.constantFrom("desk", "hall"),
  activityId: fc.nat(12).map(String),
  intake: fc.option(
    fc.record({ id: fc.constantFrom("x", "y", "z"), revision: fc.integer({ min: 1, max: 4 }) }),
  ),
  profile: fc.option(fc.integer({ min: 1, max: 4 })),
  record: fc.constantFrom("none", "create", "create", "update", "update"),
  number: fc.integer({ min: 1, max: 3 }),
  revision: fc.integer({ min: 1, max: 4 }),
  state: fc.constantFrom(...states),
  customer: fc.option(fc.constantFrom(...customers)),
  entries: fc.nat(2),
});

/** Changes whose keys and revisions meet often. */
export const changeSequence: fc.Arbitrary<readonly TurnChange[]> = fc
  .array(Draft, { maxLength: 40 })
  .map((drafts) => drafts.map(toChange));

/** The same changes in other tenants, so that one store can take many sequences. */
export function moveChanges(
  changes: readonly TurnChange[],
  tenant: (name: string) => string,
): readonly TurnChange[] {
  return changes.map((change) => ({
    ...change,
    key: { ...change.key, tenantId: tenant(change.key.tenantId) },
  }));
}

/** Everybody the changes are about. */
export function peopleIn(tenant: (name: string) => string): readonly TurnKey[] {
  return ["a", "b"].flatMap((name) =>
    ["ada", "bo"].flatMap((userId) =>
      ["desk", "hall"].map((conversationId) => ({
        tenantId: tenant(name),
        userId,
        conversationId,
        activityId: "1",
      })),
    ),
  );
}

type Draft = typeof Draft extends fc.Arbitrary<infer Value> ? Value : never;

function toChange(draft: Draft, minute: number): TurnChange {
  const { tenantId, userId, conversationId, activityId } = draft;
  const at = moment(minute % 7);
  const record = sampleRecord({
    state: draft.state,
    title: `change ${minute}`,
    requester: { id: userId, name: userId },
    updatedAt: at,
    ...(draft.customer === null ? {} : { customer: draft.customer }),
  });
  const history = Array.from({ length: draft.entries }, (_, place) =>
    sampleEntry({ at, new: `${minute}-${place}` }),
  );
  return {
    key: { tenantId, userId, conversationId, activityId },
    at,
    ...(draft.intake === null
      ? {}
      : { intake: sampleIntake({ ...draft.intake, title: `change ${minute}` }) }),
    ...(draft.profile === null ? {} : { profile: sampleProfile({ revision: draft.profile, updatedAt: at }) }),
    ...(draft.record === "create" ? { createRecord: record, history } : {}),
    ...(draft.record === "update"
      ? { updateRecord: { ...record, number: draft.number, revision: draft.revision }, history }
      : {}),
  };
}
