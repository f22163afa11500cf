import { z } from "zod";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { walkToRecord } from "../support/patient-person";
import { createRawClient, type RawClient } from "../support/raw-client";
import { hasPostgres, dropDatabase, makeDatabase } from "../support/test-databases";
import { deskOf, keepDesk } from "../support/stored-desk";
import { startTestApp, type TestApp } from "../support/test-app";
import { waitUntil } from "../support/wait-until";

const engines = ["SQLite, one instance", "PostgreSQL, two instances"] as const;

/** Which state a card in the channel says. */
const states = { waiting_customer: "Waiting for the customer", waiting_microsoft: "Waiting for Microsoft" };
const Numbered = z.object({ revision: z.number() });

describe.each(engines)("an edit whose sender was slow until its lease had ended (%s)", (engine) => {
  const isPostgres = engine === "PostgreSQL, two instances";
  let url = "";
  let channel: ChannelServer;
  let instances: readonly TestApp[] = [];
  /** The states of the edits in the order in which the connector took them. */
  const taken: string[] = [];
  let letLateGo: (() => void) | null = null;

  beforeAll(async () => {
    if (isPostgres) url = await makeDatabase();
    let isFirst = true;
    channel = await startChannel({
      answer({ method, conversationId, body }, _response, take) {
        const go = (): void => {
          if (method === "PUT" && conversationId === deskOf("raw")) taken.push(stateOf(body));
          take();
        };
        if (!isFirst || method !== "PUT") {
          go();
          return;
        }
        isFirst = false;
        letLateGo = go;
      },
    });
    const settings: Readonly<Record<string, string>> = isPostgres ? { DATABASE_URL: url } : {};
    const start = () => startTestApp(settings, { sending: { pollMs: 50 } });
    instances = isPostgres ? await Promise.all([start(), start()]) : [await start()];
  }, 30_000);
  afterAll(async () => {
    for (const instance of instances) await instance.stop();
    await channel.stop();
    if (isPostgres) await dropDatabase(url);
  });

  (isPostgres && !hasPostgres() ? test.skip : test)(
    "never is what the channel shows in the end",
    async () => {
      const [first] = instances;
      if (first === undefined) throw new Error("nothing was started");
      const { store } = first.app;
      await keepDesk(store, channel.serviceUrl);
      const client = createRawClient(first.origin, "mei");
      await walkToRecord(client);
      await waitUntil(
        () => store.postsOf("raw", 1),
        (posts) => posts.some(({ conversationId }) => conversationId === deskOf("raw")),
      );
      const bringTo = async (newState: keyof typeof states): Promise<void> => {
        const { revision } = Numbered.parse(await store.findRecord("raw", 1));
        await changeState(client, revision, newState);
      };

      await bringTo("waiting_customer");
      await waitUntil(
        () => letLateGo,
        (go) => go !== null,
      );
      await bringTo("waiting_microsoft");
      for (const { clock } of instances) clock.now = new Date(clock.now.getTime() + 90_000);
      await waitUntil(
        () => store.listDeliveries({ states: ["pending", "sending"], limit: 10 }),
        (left) => left.length === 0,
      );
      expect(taken.at(-1)).toBe("waiting_microsoft");
      letLateGo?.();
      expect(taken.at(-1)).toBe("waiting_customer");

      await waitUntil(
        () => taken.at(-1),
        (state) => state === "waiting_microsoft",
      );
      expect(taken.filter((state) => state === "waiting_customer")).toHaveLength(1);
    },
    30_000,
  );
});

function changeState(client: RawClient, recordRevision: number, newState: string) {
  return client.execute("record/state", { record: 1, recordRevision, newState });
}

function stateOf(body: string): string {
  const said = Object.entries(states).find(([, words]) => body.includes(words));
  return said?.[0] ?? body;
}
