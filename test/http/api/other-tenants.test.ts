import { join } from "node:path";
import { z } from "zod";
import { operations } from "../../../src/http/api/operations";
import { sampleFile, sampleKey } from "../../contracts/store-samples";
import { type ReadRows, readSqliteRows } from "../../support/tenant-rows";
import { callApi, keepRecord } from "./api-client";
import { bodies } from "./sample-calls";
import { oid, startTeamsWorld, type TeamsWorld, tenants } from "./teams-world";

const Described = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});
const [theirs, own] = tenants;
const secret = "Only theirs to know";

/** The one where the other tenant has something, and one where the same ids are nobody's. */
let world: TeamsWorld;
let empty: TeamsWorld;
let rowsOf: ReadRows;
beforeAll(async () => {
  [world, empty] = await Promise.all([
    startTeamsWorld(undefined, { LEADS: oid }),
    startTeamsWorld(undefined, { LEADS: oid }),
  ]);
  const { app } = world;
  rowsOf = readSqliteRows(join(world.dataDir, "partner-support.sqlite"));
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
afterAll(() => Promise.all([world.stop(), empty.stop()]));

type Operation = (typeof operations)[number];

/** A lead of the own tenant asks for what is another's. */
async function ask(asked: TeamsWorld, { id, method, path }: Operation) {
  const iss = `https://login.microsoftonline.com/${own}/v2.0`;
  const token = asked.keys.sign(asked.claims({ tid: own, iss }));
  const target = path
    .replace("{number}", "PS-000001")
    .replace("{form}", "note")
    .replace("{file}", "file-1")
    .replace("{webhook}", "hook-1");
  return callApi(asked.origin, target, {
    method: method.toUpperCase(),
    headers: {
      ...{ authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": '"1"' },
    },
    // A customer of the other tenant's for erasing, too.
    ...(method === "post" ? { body: bodies[id === "eraseSubject" ? "exportSubject" : id] ?? "" } : {}),
  });
}

/** All of an answer but moments, chance and what follows from them. */
function whole({ status, headers, text }: Awaited<ReturnType<typeof ask>>): object {
  const named = Object.entries(Object.fromEntries(headers));
  return {
    status,
    headers: named.filter(([name]) => !["date", "etag", "content-length"].includes(name)),
    hasTag: headers.has("etag"),
    text: text
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "a moment")
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "an id")
      .replace(/erased-[0-9a-f]{12}/g, "a pseudonym")
      .replace(/"secret":"[^"]+"/g, '"secret":"of chance"'),
  };
}

// Of the list the server mounts: an operation that is added is tried, and needs a body it would take.
test.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s answers a lead of another tenant as if nobody had it, and changes nothing of theirs",
  async (_id, operation) => {
    const before = await rowsOf(theirs);
    expect(before.get("records")).toContain(secret);

    const answer = await ask(world, operation);

    expect(whole(answer)).toEqual(whole(await ask(empty, operation)));
    expect([200, 404]).toContain(answer.status);
    if (/\{(number|webhook)\}/.test(operation.path)) expect(answer.status).toBe(404);
    expect(answer.text).not.toContain(secret);
    expect(await rowsOf(theirs)).toEqual(before);
  },
);

test("the description names no operation that was not tried", async () => {
  const { paths } = Described.parse((await callApi(world.origin, "/api/openapi.json")).body);
  const described = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(described.sort()).toEqual(operations.map(({ id }) => id).sort());
});
