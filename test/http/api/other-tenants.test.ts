import { operations } from "../../../src/http/api/operations";
import { sampleFile, sampleKey } from "../../contracts/store-samples";
import { callApi, keepRecord } from "./api-client";
import { bodies } from "./sample-calls";
import { oid, startTeamsWorld, type TeamsWorld, tenants } from "./teams-world";

const [theirs, own] = tenants;
const secret = "Only theirs to know";

let world: TeamsWorld;
beforeAll(async () => {
  world = await startTeamsWorld(undefined, { LEADS: oid });
  const { app } = world;
  await keepRecord({ app }, { title: secret, customer: { name: secret, domain: "contoso.com" } }, theirs);
  await app.store.saveTurn({
    key: sampleKey({ tenantId: theirs }),
    at: "2026-11-20T08:00:00.000Z",
    files: [sampleFile({ id: "file-1", number: 1, name: secret })],
  });
  await app.store.addWebhook(theirs, {
    ...{
      id: "hook-1",
      url: "https://hooks.example/theirs",
      kinds: [],
      secret,
      oldSecret: null,
      oldUntil: null,
      pausedAt: null,
    },
    ...{ createdBy: { id: "ada", name: secret }, createdAt: "2026-11-20T08:00:00.000Z" },
  });
});
afterAll(() => world.stop());

const everything = async (): Promise<string> => {
  const { store } = world.app;
  const read = [store.findRecord(theirs, 1), store.readHistory(theirs, 1), store.listFiles(theirs, 1)];
  return JSON.stringify([await Promise.all(read), await store.listWebhooks(theirs)]);
};

// Of the list the server mounts: an operation that is added is tried, and needs a body it would take.
test.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s gives a lead of another tenant nothing and changes nothing",
  async (id, { method, path }) => {
    const before = await everything();
    const token = world.keys.sign(
      world.claims({ tid: own, iss: `https://login.microsoftonline.com/${own}/v2.0` }),
    );
    const target = path
      .replace("{number}", "PS-000001")
      .replace("{form}", "note")
      .replace("{file}", "file-1")
      .replace("{webhook}", "hook-1");
    const { status, text } = await callApi(world.origin, target, {
      method: method.toUpperCase(),
      headers: {
        ...{ authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": '"1"' },
      },
      // A customer of the other tenant's for erasing, too.
      ...(method === "post" ? { body: bodies[id === "eraseSubject" ? "exportSubject" : id] ?? "" } : {}),
    });

    expect([200, 404]).toContain(status);
    if (/\{(number|webhook)\}/.test(path)) expect(status).toBe(404);
    expect(text).not.toContain(secret);
    expect(await everything()).toBe(before);
  },
);
