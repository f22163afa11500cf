import { randomUUID } from "node:crypto";
import { eraseSubject, resumeErasures } from "../../src/privacy/erase-subject";
import type { OrphanedFile } from "../../src/privacy/privacy-store";
import type { Store } from "../../src/storage/store";
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
  sampleRoute,
} from "./store-samples";

const ada = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01", name: "Ada Lovelace" };
const bo = { id: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a02", name: "Bo" };
const customer = { name: "Fabrikam", domain: "fabrikam.example.com" };
const tenantId = "contoso";

/** What every engine does to protect people's data. */
export function describePrivacyContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} protects people's data`, () => {
    let store: Store;
    let removed: OrphanedFile[];

    beforeEach(async () => {
      ({ store } = await open());
      removed = [];
    });
    afterEach(() => store.close());

    const tools = () => ({
      store,
      removeFile: (file: OrphanedFile) => {
        removed.push(file);
        return Promise.resolve();
      },
      now: () => moment(9),
      newId: randomUUID,
    });
    const eraseAda = (by = ada.id) => eraseSubject({ tenantId, kind: "person", id: ada.id, by }, tools());
    const eraseFabrikam = () =>
      eraseSubject({ tenantId, kind: "customer", id: "Fabrikam", by: bo.id }, tools());

    /** A case of Ada for Fabrikam with all that hangs on it, and her own things. */
    async function fill(inTenant = tenantId): Promise<void> {
      const key = { tenantId: inTenant, userId: ada.id, conversationId: "chat" };
      await createRecord(store, {
        key,
        record: {
          requester: ada,
          owner: ada,
          customer,
          title: "Ada Lovelace of Fabrikam called",
          details: { contactName: "Ada Lovelace" },
        },
      });
      await store.saveTurn({
        key: sampleKey(key),
        at: moment(1),
        intake: sampleIntake({ customer }),
        profile: sampleProfile(),
        files: [
          sampleFile({ by: ada }),
          sampleFile({ id: "file-2", number: 1, by: ada, name: "Ada Lovelace.png" }),
        ],
        people: [{ place: "team", person: ada, leads: false }],
        routes: {
          save: [
            sampleRoute({
              mentions: [
                { person: ada, severities: [] },
                { person: bo, severities: [] },
              ],
            }),
          ],
        },
        deliveries: [
          {
            ...{ key: "told", conversationId: "hall", kind: "post", record: 1, causedBy: ada.id },
            priority: "normal",
            body: {
              what: "message",
              notice: "team_call",
              values: { name: "Ada Lovelace" },
              mention: [ada, bo],
            },
          },
        ],
      });
      const { record } = { record: await store.findRecord(inTenant, 1) };
      if (record === null) throw new Error("no record");
      await store.saveTurn({
        key: sampleKey(key),
        at: moment(2),
        updateRecord: { ...record, revision: 2, updatedAt: moment(2) },
        history: [
          sampleEntry({
            by: ada,
            field: "note",
            new: "Ada Lovelace will call Fabrikam",
            why: "asked by Ada Lovelace",
          }),
          sampleEntry({ by: bo, field: "state", old: "open", new: "in_progress" }),
        ],
      });
      await store.keepConversation(
        {
          ...{ tenantId: inTenant, conversationId: "chat", kind: "personal", serviceUrl: "https://a/" },
          ...{ userId: ada.id, teamId: null, name: null, locale: null, timeZone: null, state: "active" },
        },
        moment(1),
      );
      await store.keepPost(inTenant, {
        ...{ conversationId: "chat", name: "record:1", record: 1, activityId: "5", threadId: "5" },
      });
    }

    /** Everything of a tenant that can be read, as one text. */
    async function everything(inTenant = tenantId): Promise<string> {
      return JSON.stringify([
        (await readAll(store.exportRecords())).filter((one) => one.tenantId === inTenant),
        await store.listRoutes(inTenant),
        await store.listPeople(inTenant, 9),
        await store.listDeliveries({
          states: ["pending", "sent", "failed", "unknown"],
          tenantId: inTenant,
          limit: 9,
        }),
        await store.listIntakeFiles(inTenant, "intake-1"),
        await store.findIntake(inTenant, ada.id, "intake-1"),
        await store.loadTurn(sampleKey({ tenantId: inTenant, userId: ada.id, conversationId: "chat" })),
        await store.personalConversation(inTenant, ada.id),
        await store.postsOf(inTenant, 1),
      ]);
    }

    test("a person who is erased is named nowhere any more, and one pseudonym stands for them everywhere", async () => {
      await fill();
      expect(await everything()).toContain(ada.id);
      const history = await store.readHistory(tenantId, 1);

      const { pseudonym } = await eraseAda();

      const left = await everything();
      expect(left).not.toContain(ada.id);
      expect(left).not.toContain("Lovelace");
      const record = await store.findRecord(tenantId, 1);
      expect(record?.requester.id).toBe(pseudonym);
      expect(record?.owner?.id).toBe(pseudonym);
      const after = await store.readHistory(tenantId, 1);
      expect(after.map(({ at, field }) => [at, field])).toEqual(history.map(({ at, field }) => [at, field]));
      expect(after.map(({ by }) => by.id)).toEqual([
        ...history.slice(0, -1).map(({ by }) => (by.id === ada.id ? pseudonym : by.id)),
        bo.id,
      ]);
      expect((await store.listRecords({ tenantId, requesterId: pseudonym, offset: 0, limit: 9 })).total).toBe(
        1,
      );
    });

    test("all that is about a person or a customer can be taken out, and nothing of others or that opens anything", async () => {
      await fill();
      await createRecord(store, {
        key: { tenantId },
        record: { requester: bo, customer: { name: "Other" } },
      });
      await store.addWebhook(tenantId, {
        ...{ id: "hook", url: "https://hooks.example/", kinds: [], secret: "the-secret", oldSecret: null },
        ...{ oldUntil: null, pausedAt: null, createdBy: ada, createdAt: moment(0) },
      });

      const ofAda = await store.exportSubject({ tenantId, kind: "person", id: ada.id }, 100);
      const ofFabrikam = await store.exportSubject({ tenantId, kind: "customer", id: "Fabrikam" }, 100);

      expect(Object.keys(ofAda).toSorted()).toEqual(
        [
          ...["case_facts", "conversations", "deliveries", "files", "history", "intakes", "people"],
          ...["profiles", "records", "webhooks"],
        ].toSorted(),
      );
      expect(ofAda["records"]?.map(({ number }) => number)).toEqual([1]);
      expect(ofAda["records"]?.[0]?.["document"]).toMatchObject({ requester: ada });
      expect(JSON.stringify(ofAda)).not.toMatch(/the-secret|files\.example/);
      expect(Object.keys(ofFabrikam).toSorted()).toEqual(
        ["case_facts", "deliveries", "files", "history", "intakes", "records"].toSorted(),
      );
      expect(JSON.stringify([ofAda, ofFabrikam])).not.toContain("Other");
      expect(await store.exportSubject({ tenantId, kind: "person", id: "nobody" }, 100)).toEqual({});
      expect((await store.exportSubject({ tenantId, kind: "person", id: ada.id }, 1))["files"]).toHaveLength(
        1,
      );
    });

    test("their own things go; the case, the customer and colleagues stay", async () => {
      await fill();
      await eraseAda();

      const { profile, intake } = await store.loadTurn(sampleKey({ userId: ada.id, conversationId: "chat" }));
      expect([profile, intake]).toEqual([null, null]);
      expect(await store.personalConversation(tenantId, ada.id)).toBeNull();
      expect((await store.findRecord(tenantId, 1))?.customer).toEqual(customer);
      expect((await store.listRoutes(tenantId))[0]?.mentions.map(({ person }) => person)).toEqual([bo]);
      expect(await store.findDelivery(tenantId, "told")).toMatchObject({ body: { mention: [bo] } });
      expect(removed).toEqual([{ tenantId, id: "file-1" }]);
      expect((await store.listFiles(tenantId, 1)).map(({ id }) => id)).toEqual(["file-2"]);
    });

    test("a change that was decided before is not saved over it", async () => {
      await fill();
      const before = await store.findRecord(tenantId, 1);
      if (before === null) throw new Error("no record");
      await eraseAda();

      const late = await store.saveTurn({
        key: sampleKey(),
        at: moment(3),
        updateRecord: { ...before, revision: before.revision + 1 },
      });

      expect(late.kind).toBe("conflict");
      expect(await everything()).not.toContain(ada.id);
    });

    test("another tenant's rows of the same person stay as they are", async () => {
      await fill();
      await fill("fabrikam");
      const before = await everything("fabrikam");

      await eraseAda();

      expect(await everything("fabrikam")).toBe(before);
    });

    test("a customer who is erased leaves the decision and the course of the case", async () => {
      await fill();
      const before = await store.findRecord(tenantId, 1);

      const { pseudonym } = await eraseFabrikam();

      const left = await everything();
      expect(left.toLowerCase()).not.toContain("fabrikam");
      const record = await store.findRecord(tenantId, 1);
      expect(record).toMatchObject({ customer: { name: pseudonym }, title: "", details: {} });
      expect([record?.verdict, record?.answers, record?.state]).toEqual([
        before?.verdict,
        before?.answers,
        before?.state,
      ]);
      expect((await store.readHistory(tenantId, 1)).map(({ field, new: value }) => [field, value])).toEqual([
        ["state", "open"],
        ["note", null],
        ["state", "in_progress"],
      ]);
      expect(removed).toEqual([{ tenantId, id: "file-2" }]);
      expect(await store.findDelivery(tenantId, "told")).toBeNull();
    });

    test("who was erased, when, and who asked stays as proof, without the id", async () => {
      await fill();
      const { pseudonym } = await eraseAda(bo.id);
      expect(await store.listErasures(tenantId)).toEqual([
        { pseudonym, kind: "person", by: bo.id, at: moment(9), finishedAt: moment(9) },
      ]);
      expect(JSON.stringify(await store.openErasures())).toBe("[]");

      // Who asked may go as well.
      const { pseudonym: second } = await eraseSubject(
        { tenantId, kind: "person", id: bo.id, by: bo.id },
        tools(),
      );
      expect((await store.listErasures(tenantId)).map(({ by }) => by)).toEqual([second, second]);
    });

    test("what was interrupted goes on under the same pseudonym", async () => {
      await fill();
      const wish = { tenantId, kind: "person", id: ada.id, by: ada.id } as const;
      await store.beginErasure({ ...wish, at: moment(8) }, "erased-first");
      expect(await store.openErasures()).toEqual([
        { tenantId, kind: "person", id: ada.id, pseudonym: "erased-first" },
      ]);

      await resumeErasures(tools());

      expect((await store.findRecord(tenantId, 1))?.requester.id).toBe("erased-first");
      expect(await store.openErasures()).toEqual([]);
    });

    test("an erasing begins with the turn that asks for it, or not at all", async () => {
      await fill();
      const erasure = { kind: "person", id: ada.id, by: bo.id, pseudonym: "erased-first" } as const;
      const key = sampleKey({ tenantId });
      const late = { key, at: moment(8), erasure, intake: sampleIntake({ revision: 7 }) };
      expect((await store.saveTurn(late)).kind).toBe("conflict");
      expect(await store.openErasures()).toEqual([]);

      expect((await store.saveTurn({ key, at: moment(8), erasure })).kind).toBe("saved");
      await resumeErasures(tools());
      expect((await store.findRecord(tenantId, 1))?.requester.id).toBe("erased-first");
      expect((await store.saveTurn({ key, at: moment(9), erasure })).kind).toBe("repeated");
      expect(await store.openErasures()).toEqual([]);
    });

    test("what is held about a person is counted", async () => {
      await fill();
      expect(await store.holdingsOf(tenantId, ada.id)).toEqual({
        ...{ profile: 1, dialogs: 1, chats: 1, cases: 1, files: 2 },
      });
      expect(await store.holdingsOf("fabrikam", ada.id)).toEqual({
        ...{ profile: 0, dialogs: 0, chats: 0, cases: 0, files: 0 },
      });
    });

    describe("what is old", () => {
      const purge = (what: Parameters<Store["purge"]>[0], before: number, limit = 100) =>
        store.purge(what, moment(before), limit);

      test("keys of turns go by their age, at most so many at once", async () => {
        const keys = [0, 1, 2].map(() => sampleKey());
        for (const [minute, key] of keys.entries()) await store.saveTurn({ key, at: moment(minute) });
        expect(await purge("turns", 2, 1)).toBe(1);
        expect(await purge("turns", 2)).toBe(1);
        expect(await purge("turns", 2)).toBe(0);
        expect(await Promise.all(keys.map(async (key) => (await store.loadTurn(key)).seen))).toEqual([
          false,
          false,
          true,
        ]);
      });

      test("a message goes when it has arrived, not while it waits", async () => {
        await fill();
        await purge("sent", 60);
        expect(await store.findDelivery(tenantId, "told")).not.toBeNull();
        const [claimed] = (await store.claimDeliveries(moment(2), 9, 60_000)).claimed;
        if (claimed === undefined) throw new Error("nothing is due");
        await store.settleDelivery(claimed, { kind: "sent", activityId: "7" }, moment(2));
        await purge("sent", 60);
        expect(await store.findDelivery(tenantId, "told")).toBeNull();
      });

      test("dialogs and the files that came to no case go, a file that is still to be fetched stays", async () => {
        await fill();
        expect(await store.filesToPurge("intakes", moment(60), 9)).toEqual([]);
        await store.settleFile(tenantId, "file-1", { state: "refused", name: "x", reason: "type" });
        expect(await store.filesToPurge("intakes", moment(60), 9)).toEqual([{ tenantId, id: "file-1" }]);
        await purge("intakes", 60);
        expect((await store.listIntakeFiles(tenantId, "intake-1")).map(({ id }) => id)).toEqual([
          "file-1",
          "file-2",
        ]);
        await store.forgetFiles([{ tenantId, id: "file-1" }]);
        expect(await store.findIntake(tenantId, ada.id, "intake-1")).toBeNull();
        expect((await store.listIntakeFiles(tenantId, "intake-1")).map(({ id }) => id)).toEqual(["file-2"]);
        expect((await store.listFiles(tenantId, 1)).map(({ id }) => id)).toEqual(["file-2"]);
      });

      test("people and chats that are gone go, a lead and an active chat stay", async () => {
        await fill();
        await store.saveTurn({
          key: sampleKey(),
          at: moment(1),
          people: [{ place: "team", person: bo, leads: true }],
        });
        await purge("people", 60);
        expect(await store.listPeople(tenantId, 9)).toEqual([bo]);
        expect(await store.personalConversation(tenantId, ada.id)).not.toBeNull();
      });

      test("a settled case loses names, texts and files once; an open one keeps them", async () => {
        await fill();
        expect(await purge("cases", 60)).toBe(0);
        const record = await store.findRecord(tenantId, 1);
        if (record === null) throw new Error("no record");
        await store.saveTurn({
          key: sampleKey(),
          at: moment(5),
          updateRecord: { ...record, state: "closed", revision: record.revision + 1, updatedAt: moment(5) },
        });
        expect(await purge("cases", 5)).toBe(0);
        expect(await store.filesToPurge("cases", moment(60), 9)).toEqual([{ tenantId, id: "file-2" }]);

        // Somebody else may have listed what this one purges: no case goes before its files.
        expect(await purge("cases", 60)).toBe(0);
        expect((await store.findRecord(tenantId, 1))?.title).not.toBe("");
        await store.forgetFiles([{ tenantId, id: "file-2" }]);
        expect(await purge("cases", 60)).toBe(1);

        expect(await purge("cases", 60)).toBe(0);
        const left = await store.findRecord(tenantId, 1);
        expect(left).toMatchObject({ title: "", details: {}, requester: { id: ada.id, name: "" }, customer });
        expect(JSON.stringify(await store.readHistory(tenantId, 1))).not.toContain("Lovelace");
        expect(await store.listFiles(tenantId, 1)).toEqual([]);
      });
    });
  });
}
