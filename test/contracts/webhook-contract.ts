import type { Webhook } from "../../src/escalation/webhook";
import type { OpenedStore } from "./store-contract";
import { createRecord, moment, sampleEntry, sampleKey } from "./store-samples";

function sampleWebhook(changes: Partial<Webhook> = {}): Webhook {
  return {
    id: "hook-1",
    url: "https://hooks.example/1",
    kinds: [],
    secret: "s1",
    oldSecret: null,
    oldUntil: null,
    pausedAt: null,
    createdBy: { id: "ada", name: "Ada" },
    createdAt: moment(0),
    ...changes,
  };
}

/** What every engine must do with the programs that are told of changes. */
export function describeWebhookContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps webhooks`, () => {
    let opened: OpenedStore;

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.store.close());

    const waiting = async (tenantId = "contoso") =>
      (await opened.store.listDeliveries({ states: ["pending"], tenantId, limit: 50 })).map(({ key }) => key);

    test("a change is told to those there are, in the same transaction, and to nobody of another tenant", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook());
      await store.addWebhook(
        "contoso",
        sampleWebhook({ id: "hook-2", url: "https://hooks.example/2", kinds: ["owner"] }),
      );
      await store.addWebhook("fabrikam", sampleWebhook({ id: "hook-3" }));

      const record = await createRecord(store);
      const stale = { ...record, revision: 9 };
      const lost = await store.saveTurn({
        key: sampleKey(),
        at: moment(1),
        updateRecord: stale,
        history: [sampleEntry()],
      });

      expect(lost.kind).toBe("conflict");
      expect(await waiting()).toEqual(["event:hook-1:PS-000001.1"]);
      expect(await waiting("fabrikam")).toEqual([]);
      const { claimed } = await store.claimDeliveries(moment(5), 10, 1000);
      expect(claimed).toMatchObject([
        { kind: "event", webhook: { id: "hook-1", secret: "s1" }, conversation: null },
      ]);
    });

    test("an event whose sender was lost is sent again, because it may come twice", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook());
      await createRecord(store);
      const [first] = (await store.claimDeliveries(moment(5), 10, 1000)).claimed;
      if (first === undefined) throw new Error("nothing was claimed");
      await store.beginDelivery(first);

      const again = await store.claimDeliveries(moment(6), 10, 1000);

      expect(again.claimed.map(({ key }) => key)).toEqual([first.key]);
    });

    test("an address is taken once in a tenant, and a secret is changed with the one before kept", async () => {
      const { store } = opened;

      expect(await store.addWebhook("contoso", sampleWebhook())).toBe(true);
      expect(await store.addWebhook("contoso", sampleWebhook({ id: "hook-2" }))).toBe(false);
      expect(await store.rotateWebhook("contoso", "hook-1", { secret: "s2", oldUntil: moment(9) })).toBe(
        true,
      );
      expect(await store.rotateWebhook("fabrikam", "hook-1", { secret: "s3", oldUntil: moment(9) })).toBe(
        false,
      );
      expect(await store.listWebhooks("contoso")).toEqual([
        sampleWebhook({ secret: "s2", oldSecret: "s1", oldUntil: moment(9) }),
      ]);
    });

    test("how it stands with a program is told by its newest events, and to nobody of another tenant", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook());
      const standing = (tenantId = "contoso") => store.readWebhookStanding(tenantId, "hook-1", 9);
      expect(await standing()).toEqual({ arrivedAt: null, waiting: 0, error: null });

      await createRecord(store);
      expect(await standing()).toEqual({ arrivedAt: null, waiting: 1, error: null });
      expect(await standing("fabrikam")).toEqual({ arrivedAt: null, waiting: 0, error: null });
      await store.removeWebhook("contoso", "hook-1");

      expect(await standing()).toEqual({ arrivedAt: null, waiting: 0, error: "webhook_gone" });
    });

    test("what it is told of is chosen anew, and nothing else changes with it", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook());

      expect(await store.changeWebhook("fabrikam", "hook-1", { kinds: ["note"] }, moment(1))).toBe(null);
      expect(await store.changeWebhook("contoso", "hook-1", { kinds: ["note", "owner"] }, moment(1))).toBe(
        "changed",
      );
      await createRecord(store);

      expect(await store.listWebhooks("contoso")).toEqual([sampleWebhook({ kinds: ["owner", "note"] })]);
      expect(await waiting()).toEqual([]);
    });

    test("of two who saw the same choice the later one changes nothing, and chooses anew once it has seen the other", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook({ kinds: ["owner", "state"] }));
      const seenKinds = ["state", "owner"] as const;
      const choose = (kinds: Webhook["kinds"], seen: Webhook["kinds"] = seenKinds) =>
        store.changeWebhook("contoso", "hook-1", { kinds, seenKinds: seen }, moment(1));

      const both = await Promise.all([choose(["note"]), choose(["created"])]);
      expect(both).toEqual(["changed", "overtaken"]);
      expect(await store.listWebhooks("contoso")).toEqual([sampleWebhook({ kinds: ["note"] })]);
      const change = { kinds: [], seenKinds, pausedAt: moment(1) };
      expect(await store.changeWebhook("contoso", "hook-1", change, moment(1))).toBe("overtaken");
      expect(await store.listWebhooks("contoso")).toEqual([sampleWebhook({ kinds: ["note"] })]);

      expect(await choose(["created"], ["note"])).toBe("changed");
      expect(await store.listWebhooks("contoso")).toEqual([sampleWebhook({ kinds: ["created"] })]);
    });

    test("what waits for a paused one is due, as if it were new, when that goes on", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook());
      await store.changeWebhook("contoso", "hook-1", { pausedAt: moment(1) }, moment(1));
      await createRecord(store);
      const [first] = (await store.claimDeliveries(moment(5), 10, 1000)).claimed;
      if (first === undefined) throw new Error("nothing was claimed");
      await store.releaseDelivery(first, moment(50));
      const due = async (at: string) => (await store.claimDeliveries(at, 10, 1000)).claimed;

      expect(first.webhook).toMatchObject({ pausedAt: moment(1) });
      expect(await due(moment(6))).toEqual([]);
      await store.changeWebhook("contoso", "hook-1", { pausedAt: null }, moment(6));

      expect(await due(moment(6))).toMatchObject([
        { key: first.key, since: moment(6), attempts: 0, webhook: { pausedAt: null, kinds: [] } },
      ]);
    });

    test("what waits for a removed one is not sent", async () => {
      const { store } = opened;
      await store.addWebhook("contoso", sampleWebhook());
      await createRecord(store);

      expect(await store.removeWebhook("fabrikam", "hook-1")).toBe(false);
      expect(await store.removeWebhook("contoso", "hook-1")).toBe(true);

      expect(await waiting()).toEqual([]);
      expect(await store.findDelivery("contoso", "event:hook-1:PS-000001.1")).toMatchObject({
        state: "failed",
        error: "webhook_gone",
      });
      expect(
        await store.saveEvent(
          "contoso",
          "hook-1",
          { id: "e", at: moment(0), kinds: ["test"], by: { id: "", name: "" }, record: null, changes: [] },
          moment(0),
        ),
      ).toBe(false);
    });
  });
}
