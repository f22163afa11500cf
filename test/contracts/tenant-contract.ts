import type { ClaimedDelivery } from "../../src/escalation/delivery-store";
import type { Store, TurnChange } from "../../src/storage/store";
import type { OpenedStore } from "./store-contract";
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
  sampleRoute,
} from "./store-samples";

const customer = { name: "Fabrikam", domain: "fabrikam.example.com" };

/** Everything Contoso can have, so that there is something to be found or harmed. */
async function fill(store: Store, tenantId = "contoso"): Promise<void> {
  const key = sampleKey({ tenantId });
  const about = { customer, product: "teams" } as const;
  await createRecord(store, { key, record: about });
  const full: TurnChange = {
    key: sampleKey({ tenantId, activityId: "known" }),
    at: moment(0),
    click: "clicked",
    intake: sampleIntake(),
    profile: sampleProfile(),
    files: [sampleFile()],
    routes: { save: [sampleRoute()] },
    people: [{ place: "team", person: { id: "bo", name: "Bo" }, leads: true }],
    deliveries: [
      {
        key: "one",
        conversationId: "hall",
        kind: "post",
        post: "card",
        body: { what: "record", record: 1 },
        record: 1,
        causedBy: "ada",
        priority: "normal",
      },
    ],
  };
  await store.saveTurn(full);
  await store.keepConversation(
    {
      ...{ tenantId, conversationId: "hall", kind: "channel", serviceUrl: "https://a/", userId: "ada" },
      ...{ teamId: "team", name: "Hall", locale: null, timeZone: null, state: "active" },
    },
    moment(0),
  );
  await store.keepPost(tenantId, {
    conversationId: "hall",
    name: "card",
    record: 1,
    activityId: "5",
    threadId: "5",
  });
  await store.claimAnswer(sampleKey({ tenantId, activityId: "answered" }), "left", moment(0), moment(9));
  await store.addWebhook(tenantId, {
    ...{ id: "hook-1", url: "https://hooks.example/1", kinds: [], secret: "s" },
    ...{ oldSecret: null, oldUntil: null, pausedAt: null },
    ...{ createdBy: { id: "ada", name: "Ada" }, createdAt: moment(0) },
  });
  await store.saveReminders({
    ...{
      tenantId,
      number: 1,
      expectedRevision: 1,
      at: moment(0),
      keys: ["due"],
      nextLookAt: moment(9),
      dueAt: moment(9),
      dueClock: "untaken",
    },
    deliveries: () => [],
  });
}

/** All that is kept of Contoso, as Contoso sees it. */
async function view(store: Store): Promise<unknown> {
  const tenantId = "contoso";
  return {
    turn: await store.loadTurn(sampleKey({ activityId: "known" })),
    record: await store.findRecord(tenantId, 1),
    history: await store.readHistory(tenantId, 1),
    files: await store.listIntakeFiles(tenantId, "intake-1"),
    routes: await store.listRoutes(tenantId),
    people: await store.listPeople(tenantId, 9),
    delivery: await store.findDelivery(tenantId, "one"),
    conversation: await store.findConversation(tenantId, "hall"),
    posts: await store.postsOf(tenantId, 1),
    said: await store.saidReminders({ tenantId, number: 1 }),
    webhooks: await store.listWebhooks(tenantId),
    // Nobody took the lease of Contoso's away, nor is its answer given.
    answer: await store.claimAnswer(sampleKey({ activityId: "answered" }), "right", moment(0), moment(0)),
    next: (await store.claimDueRecords(moment(1), 9, 1)).next,
  };
}

const tenantId = "fabrikam";

/** What a tenant gets that names another's ids; `stolen` is a delivery it claims to have taken. */
type Attempt = (store: Store, stolen: ClaimedDelivery) => Promise<unknown>;

const stolenErasure = { tenantId, kind: "person", id: "ada", pseudonym: "erased-1" } as const;

/** What the program does on its own account, and its operator. */
type OfEveryTenant =
  | "measureOldCases"
  | "tidySearch"
  | "listDigests"
  | "pendingFiles"
  | "claimFiles"
  | "readOutbox"
  | "teamsToAsk"
  | "applyDueRules"
  | "openErasures"
  | "filesToPurge"
  | "purge"
  | "exportRecords"
  | "claimDeliveries"
  | "tellLate"
  | "claimDueRecords"
  | "close";

/** What only adds to the rows of the tenant it names. */
type Additions = "keepConversation" | "keepPost" | "addWebhook";

/** Every other operation of the port: one that is added has to be tried here. */
const attempts: Readonly<Record<Exclude<keyof Store, OfEveryTenant | Additions>, Attempt>> = {
  loadTurn: async (store) => {
    const { seen, profile, intake } = await store.loadTurn(sampleKey({ tenantId, activityId: "known" }));
    return seen || (profile ?? intake);
  },
  saveTurn: async (store) => {
    const key = () => sampleKey({ tenantId });
    const results = [
      await store.saveTurn({ key: key(), at: moment(1), intake: sampleIntake({ revision: 2 }) }),
      await store.saveTurn({ key: key(), at: moment(1), profile: sampleProfile({ revision: 2 }) }),
      await store.saveTurn({
        ...{ key: key(), at: moment(1), history: [sampleEntry()] },
        updateRecord: { ...sampleRecord(), number: 1, revision: 2 },
      }),
      await store.saveTurn({
        key: key(),
        at: moment(1),
        routes: { remove: [{ id: "route-1", revision: 1 }] },
      }),
    ];
    return results.filter(({ kind }) => kind !== "conflict");
  },
  claimAnswer: async (store) =>
    (await store.claimAnswer(sampleKey({ tenantId, activityId: "known" }), "right", moment(0), moment(1))) ===
    "ours"
      ? null
      : "taken",
  endAnswer: (store) => store.endAnswer(sampleKey({ tenantId, activityId: "answered" })),
  releaseAnswer: (store) => store.releaseAnswer(sampleKey({ tenantId, activityId: "answered" }), "left"),
  hasClicked: async (store) => (await store.hasClicked(tenantId, "desk", "clicked")) || null,
  beginErasure: async (store) => {
    const { id } = await store.beginErasure(
      { tenantId, kind: "person", id: "ada", by: "eve", at: moment(1) },
      "erased-1",
    );
    return id === "ada" ? null : id;
  },
  namesOf: (store) => store.namesOf(stolenErasure),
  filesToErase: (store) => store.filesToErase(stolenErasure),
  forgetFiles: async (store) => {
    await store.forgetFiles([{ tenantId, id: "file-1" }]);
    return null;
  },
  erasePart: async (store) => {
    await store.erasePart(stolenErasure, ["Ada", "Bo", "Fabrikam"]);
    await store.erasePart({ ...stolenErasure, kind: "customer", id: "Fabrikam" }, []);
    return null;
  },
  endErasure: async (store) => {
    await store.endErasure(stolenErasure, moment(1));
    return null;
  },
  listErasures: async (store) => (await store.listErasures(tenantId)).filter(({ by }) => by !== "eve"),
  exportSubject: async (store) => {
    const found = [
      await store.exportSubject({ tenantId, kind: "person", id: "ada" }, 9),
      await store.exportSubject({ tenantId, kind: "customer", id: "Fabrikam" }, 9),
    ];
    return found.filter((tables) => Object.keys(tables).some((name) => name !== "erasures"));
  },
  holdingsOf: async (store) =>
    Object.values(await store.holdingsOf(tenantId, "ada")).filter((count) => count > 0),
  findIntake: (store) => store.findIntake(tenantId, "ada", "intake-1"),
  findRecord: (store) => store.findRecord(tenantId, 1),
  listRecords: async (store) =>
    (await store.listRecords({ tenantId, requesterId: "ada", offset: 0, limit: 9 })).records,
  findRecords: async (store) =>
    (await store.findRecords({ tenantId, filter: {}, after: null, limit: 9 })).records,
  searchRecords: async (store) => {
    const search = { parts: [[[{ term: "mail", isWhole: true }]]] };
    const query = { tenantId, search, filter: {}, readableBy: null, after: null, limit: 9 };
    return (await store.searchRecords(query)).records;
  },
  browseRecords: async (store) => {
    const reader = { userId: "ada", access: "tenant", channels: [] } as const;
    const list = { tenantId, reader, filter: {}, sort: "updated", order: "desc", after: null } as const;
    return (await store.browseRecords({ ...list, limit: 9 })).records;
  },
  countChanges: (store) => store.countChanges(tenantId),
  channelsOf: (store) => store.channelsOf(tenantId, "ada"),
  keepRoster: (store) => store.keepRoster({ tenantId, teamId: "team", members: [], at: moment(1) }),
  readDues: (store) => store.readDues(tenantId, [1]),
  readHistory: (store) => store.readHistory(tenantId, 1),
  recentCustomers: (store) => store.recentCustomers(tenantId, "ada", 9),
  similarRecords: (store) =>
    store.similarRecords({
      ...{ tenantId, product: "teams", customer, limit: 9, except: 0 },
      ...{ createdSince: moment(0), since: moment(0) },
    }),
  listFiles: (store) => store.listFiles(tenantId, 1),
  listIntakeFiles: (store) => store.listIntakeFiles(tenantId, "intake-1"),
  releaseFile: (store) => store.releaseFile(tenantId, "file-1"),
  keepFile: async (store) => {
    const [file] = await store.pendingFiles(1);
    if (file === undefined) return "no file to steal";
    const kept = { state: "kept", name: "x", contentType: "image/png", size: 1, sha256: "0" } as const;
    const room = { caseBytes: 9, caseFiles: 9 };
    return (await store.keepFile({ ...file, tenantId }, kept, room)) === "late" ? null : "kept";
  },
  settleFile: (store) =>
    store.settleFile(tenantId, "file-1", { state: "failed", name: "x", reason: "unreachable" }),
  listRoutes: (store) => store.listRoutes(tenantId),
  countSentTo: (store) => store.countSentTo(tenantId, "route-1"),
  listPeople: (store) => store.listPeople(tenantId, 9),
  listLeads: (store) => store.listLeads(tenantId),
  keepAddress: (store) => store.keepAddress(tenantId, "hall", "eve@fabrikam.com"),
  leaveTeam: (store) => store.leaveTeam(tenantId, "team", moment(1)),
  findConversation: (store) => store.findConversation(tenantId, "hall"),
  personalConversation: (store) => store.personalConversation(tenantId, "ada"),
  findDelivery: (store) => store.findDelivery(tenantId, "one"),
  listDeliveries: (store) => store.listDeliveries({ tenantId, states: ["pending", "sending"], limit: 9 }),
  retryDelivery: (store) => store.retryDelivery(tenantId, "one", moment(1)),
  postsOf: (store) => store.postsOf(tenantId, 1),
  forgetPost: (store) => store.forgetPost(tenantId, "hall", "5"),
  findThread: (store) => store.findThread(tenantId, "hall", "5"),
  countPosted: (store) => store.countPosted(tenantId, "hall", "card", "2000-01-01T00:00:00.000Z"),
  saveReminders: (store) =>
    store.saveReminders({
      ...{
        tenantId,
        number: 1,
        expectedRevision: 1,
        at: moment(1),
        keys: ["other"],
        nextLookAt: null,
        dueAt: moment(9),
      },
      deliveries: () => [],
    }),
  saidReminders: (store) => store.saidReminders({ tenantId, number: 1 }),
  returnReminders: (store) =>
    store.returnReminders({ tenantId, number: 1, keys: ["due"], plannedAt: moment(0), lookAt: moment(2) }),
  countCases: async (store) => {
    const span = { from: "2000-01-01T00:00:00.000Z", to: "2999-01-01T00:00:00.000Z", now: moment(1) };
    const counts = await store.countCases({ tenantId, scope: { kind: "tenant" }, filter: {}, ...span });
    return [...counts.kinds, ...counts.teams, ...counts.customers];
  },
  listWebhooks: (store) => store.listWebhooks(tenantId),
  readWebhookStanding: async (store) => (await store.readWebhookStanding(tenantId, "hook-1", 9)).waiting > 0,
  rotateWebhook: (store) => store.rotateWebhook(tenantId, "hook-1", { secret: "s", oldUntil: moment(9) }),
  changeWebhook: (store) =>
    store.changeWebhook(tenantId, "hook-1", { kinds: ["note"], pausedAt: moment(1) }, moment(1)),
  removeWebhook: (store) => store.removeWebhook(tenantId, "hook-1"),
  saveEvent: (store) => {
    const by = { id: "", name: "" };
    const event = { id: "e", at: moment(1), kinds: ["test" as const], by, record: null, changes: [] };
    return store.saveEvent(tenantId, "hook-1", event, moment(1));
  },
  deliveriesOf: (store) => store.deliveriesOf(tenantId, 1, 9),
  beginDelivery: (store, stolen) => store.beginDelivery(stolen),
  releaseDelivery: (store, stolen) => store.releaseDelivery(stolen, moment(1)),
  settleDelivery: (store, stolen) =>
    store.settleDelivery(stolen, { kind: "failed", error: "too_big", forget: "conversation" }, moment(1)),
};

const nothing: readonly unknown[] = [null, undefined, false, 0];
const isNothing = (found: unknown): boolean =>
  Array.isArray(found) ? found.length === 0 : nothing.includes(found);

/** What every engine does when a tenant names what belongs to another. */
export function describeTenantContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps tenants apart`, () => {
    let store: Store;

    beforeEach(async () => {
      ({ store } = await open());
      await fill(store);
    });
    afterEach(() => store.close());

    test("whatever another tenant tries with its ids finds nothing and changes nothing", async () => {
      const [claimed] = (await store.claimDeliveries(moment(0), 1, 60_000)).claimed;
      if (claimed === undefined) throw new Error("nothing was claimed");
      const before = await view(store);
      const found: string[] = [];

      for (const [operation, attempt] of Object.entries(attempts)) {
        if (!isNothing(await attempt(store, { ...claimed, tenantId }))) found.push(operation);
      }

      expect(found).toEqual([]);
      expect(await view(store)).toEqual(before);
      expect(await readAll(store.exportRecords())).toHaveLength(1);
    });

    test("what another tenant adds under the same ids is its own", async () => {
      const before = await view(store);

      await fill(store, "fabrikam");

      expect(await view(store)).toEqual(before);
      expect((await readAll(store.exportRecords())).map((one) => one.tenantId)).toEqual([
        "contoso",
        "fabrikam",
      ]);
    });

    test("a tenant without a name is refused", async () => {
      const nameless = async () => await store.findRecord("", 1);
      await expect(nameless()).rejects.toThrow("a tenant must be named");
    });
  });
}
