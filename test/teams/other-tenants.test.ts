import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../src/app";
import type { Input } from "../../src/input";
import { commandIds } from "../../src/intake/read-command";
import { createLog } from "../../src/log";
import { readSettings } from "../../src/settings";
import { InboundActivity, isPersonal } from "../../src/teams/activity";
import { readNews } from "../../src/teams/conversation-news";
import { readInput } from "../../src/teams/read-input";
import type { Store } from "../../src/storage/store";
import {
  createRecord,
  moment,
  sampleFile,
  sampleIntake,
  sampleKey,
  sampleProfile,
  sampleRoute,
} from "../contracts/store-samples";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { type ReadRows, readPostgresRows, readSqliteRows } from "../support/tenant-rows";
import { waitUntil } from "../support/wait-until";
import { clicks, commands, events, everyKind, invokes } from "./walk/attempts";
import { type Names, nobodys, ours, theirs, withoutNames } from "./walk/names";

const secret = "Known to them alone";
const mostPeople = 800;
/** Everybody who tries is a lead of their own tenant, and new to the bot: nothing else tells two askings apart. */
const guidOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

let channel: ChannelServer;
beforeAll(async () => {
  channel = await startChannel();
});
afterAll(() => channel.stop());

interface World {
  readonly app: App;
  readonly readRows: ReadRows;
  readonly dataDir: string;
}

async function startWorld(url?: string): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "partner-support-"));
  const leads = Array.from({ length: mostPeople }, (_, index) => guidOf(index)).join();
  const app = await startApp({
    settings: readSettings({
      ...{ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent", CASE_ACCESS: "tenant", LEADS: leads },
      ...(url === undefined ? {} : { DATABASE_URL: url }),
    }),
    log: createLog("silent"),
    root: join(__dirname, "../.."),
    now: () => new Date(moment(5)),
    // What the program does of itself changes rows as well.
    reminding: { pollMs: 600_000 },
  });
  const file = join(dataDir, "partner-support.sqlite");
  return { app, dataDir, readRows: url === undefined ? readSqliteRows(file) : readPostgresRows(url) };
}

/** All a tenant can have, under the ids that are tried; a tenant of the people who try has a case of their own. */
async function fill(store: Store, names: Names, secret: string): Promise<void> {
  const { tenant: tenantId, person: userId, channel: conversationId, team } = names;
  const key = () => sampleKey({ tenantId, userId, conversationId: `a:${userId}` });
  const by = { id: userId, name: "Whoever They Are" };
  const customer = { name: secret, domain: names.customer };
  for (let count = 0; count < names.record; count += 1) {
    const record = { title: secret, customer, product: "teams" as const, requester: by };
    await createRecord(store, { key: key(), record });
  }
  await store.saveTurn({
    ...{ key: key(), at: moment(0), click: "clicked" },
    intake: sampleIntake({ id: names.intakeId, title: secret }),
    profile: sampleProfile(),
    files: [
      sampleFile({ id: names.fileId, intakeId: names.intakeId, number: names.record, name: secret, by }),
    ],
    routes: { save: [sampleRoute({ id: names.routeId, conversationId, channelName: secret })] },
    people: [{ place: team, person: by, leads: true }],
    deliveries: [
      {
        ...{ key: names.delivery, conversationId, kind: "post", post: "card", priority: "normal" },
        ...{ body: { what: "record", record: names.record }, record: names.record, causedBy: userId },
      },
    ],
  });
  await store.settleFile(tenantId, names.fileId, { state: "failed", name: secret, reason: "unreachable" });
  await store.keepConversation(
    {
      ...{ tenantId, conversationId, kind: "channel", serviceUrl: channel.serviceUrl, userId: null },
      ...{ teamId: team, name: secret, locale: null, timeZone: null, state: "active" },
    },
    moment(0),
  );
  await store.keepPost(tenantId, {
    ...{ conversationId, name: "card", record: names.record },
    ...{ activityId: names.thread, threadId: names.thread },
  });
  await store.keepRoster({ tenantId, teamId: team, members: [userId], at: moment(5) });
  await store.addWebhook(tenantId, {
    ...{ id: "hook-1", url: "https://hooks.example/1", kinds: ["state"], secret },
    ...{ oldSecret: null, oldUntil: null, pausedAt: null, createdBy: by, createdAt: moment(0) },
  });
}

/** One thing a person does: as itself, or with ids of others. */
interface Attempt {
  readonly what: string;
  readonly activity: object;
}

/** Everything that can be said, clicked and happen with these ids, always in the same order. */
function listAttempts(names: Names): readonly Attempt[] {
  const elsewhere = { id: `${names.channel};messageid=`, conversationType: "channel", isGroup: true };
  const invoke = (name: string, value: object) => ({ type: "invoke", name, value });
  const clicked = Object.entries(clicks).flatMap(([verb, data]) =>
    data(names).flatMap((values): readonly Attempt[] => {
      const execute = invoke("adaptiveCard/action", { action: { verb, data: values } });
      const inDialog = { commandId: "checkSupportRules", data: { verb, ...values } };
      return [
        { what: verb, activity: execute },
        { what: `${verb} in a channel`, activity: { ...execute, conversation: elsewhere } },
        { what: `${verb} as Submit`, activity: { type: "message", value: { verb, ...values } } },
        { what: `${verb} in a dialog`, activity: invoke("composeExtension/submitAction", inDialog) },
      ];
    }),
  );
  const said = commands(commandIds, names).flatMap((text): readonly Attempt[] => [
    { what: text, activity: { type: "message", text } },
    { what: `${text} in a channel`, activity: { type: "message", text, conversation: elsewhere } },
  ]);
  const thread = { ...elsewhere, id: `${names.channel};messageid=${names.thread}` };
  const asked = Object.entries(invokes).flatMap(([name, values]) =>
    values(names).map((value): Attempt => ({ what: name, activity: invoke(name, value) })),
  );
  const happened = Object.entries(events).flatMap(([what, list]) =>
    list(names).map((activity): Attempt => ({ what, activity })),
  );
  return [
    ...clicked,
    ...said,
    { what: "a note in a thread", activity: { type: "message", text: "a note", conversation: thread } },
    ...asked,
    ...happened,
    { what: "no verb of ours", activity: invoke("adaptiveCard/action", { action: { verb: "record/all" } }) },
  ];
}

function complete(activity: object, index: number): InboundActivity {
  const guid = guidOf(index);
  const full = {
    ...{ id: `one-${index}`, channelId: "msteams", serviceUrl: channel.serviceUrl, locale: "en-US" },
    from: { id: `29:${guid}`, name: "Somebody", aadObjectId: guid },
    recipient: { id: "28:bot", name: "Partner Support" },
    conversation: { id: `a:${guid}`, conversationType: "personal" },
    channelData: {},
    ...activity,
  };
  // A thread of its own for each who comes to a channel, but where it is the thread that is tried.
  const conversation = full.conversation.id.endsWith("messageid=")
    ? { ...full.conversation, id: `${full.conversation.id}${guid}` }
    : full.conversation;
  return InboundActivity.parse({
    ...full,
    conversation: { ...conversation, tenantId: ours.tenant },
    channelData: { ...full.channelData, tenant: { id: ours.tenant } },
  });
}

interface Heard {
  readonly what: string;
  readonly activity: InboundActivity;
  readonly answer: string;
}

async function ask({ app }: World, { what, activity }: Attempt, index: number): Promise<Heard> {
  const whole = complete(activity, index);
  if (isPersonal(whole)) await noteChat(app.store, whole);
  const response = await fetch(`${new URL(app.address).origin}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(whole),
  });
  const answer = `${response.status} ${await response.text()}`;
  // An app that is removed next would take back what was still to be said.
  const underWay = () =>
    app.store.listDeliveries({ tenantId: ours.tenant, states: ["pending", "sending"], limit: 9 });
  await waitUntil(underWay, (deliveries) => deliveries.length === 0);
  return { what, activity: whole, answer };
}

/** As it is noted beside every turn: whoever asks what is kept would be told of the chat or not, as the moment has it. */
async function noteChat(store: Store, activity: InboundActivity): Promise<void> {
  const { conversation } = readNews(activity, ours.tenant);
  if (conversation !== null) await store.keepConversation(conversation, moment(0));
}

/** Calls to the connector that belong to an earlier walk, whose conversations have the same names. */
let callsBefore = 0;

/** What was answered at once and what was posted or edited afterwards, without what tells two askings apart. */
function tell({ activity, answer }: Heard): string {
  const { id } = activity.conversation;
  const posted = channel.calls
    .slice(callsBefore)
    .filter(({ method, path }) => method !== "GET" && decodeURIComponent(path).includes(`/${id}/`))
    .map(({ body, method, path }) => `${method} ${decodeURIComponent(path)} ${body}`);
  return withoutNames([answer, ...posted].join("\n"), [String(activity.from.aadObjectId)]);
}

async function walk(world: World, isTaken: (attempt: Attempt) => boolean): Promise<void> {
  const { app, readRows, dataDir } = world;
  callsBefore = channel.calls.length;
  await fill(app.store, theirs, secret);
  await fill(app.store, ours, "Ours");
  const delivered = async () =>
    (await app.store.findDelivery(theirs.tenant, theirs.delivery))?.state === "sent";
  await waitUntil(delivered, (isSent) => isSent);
  const before = await readRows(theirs.tenant);
  expect([...before].filter(([, rows]) => rows.includes("theirs")).length).toBeGreaterThan(10);
  const kinds = new Set<Input["kind"]>();
  const misread: string[] = [];
  const heard: (readonly [Heard, Heard])[] = [];

  const others = listAttempts(nobodys).filter(isTaken);
  for (const [index, attempt] of listAttempts(theirs).filter(isTaken).entries()) {
    const nobody = others[index];
    if (nobody === undefined) throw new Error("the walks differ");
    const pair = [await ask(world, attempt, 2 * index), await ask(world, nobody, 2 * index + 1)] as const;
    heard.push(pair);
    const input = readInput(pair[0].activity, () => null);
    if (input === null) continue;
    kinds.add(input.kind);
    if (input.kind === "unknown") misread.push(attempt.what);
  }
  // What follows an answer has ended when the program has.
  await app.stop();

  const differing = heard.filter(([real, made]) => tell(real) !== tell(made));
  expect(differing.map(([{ what }]) => what)).toEqual([]);
  expect(heard.filter(([real]) => tell(real).includes(secret)).map(([{ what }]) => what)).toEqual([]);
  // A click whose data were not what it needs would have tried nothing.
  expect(misread).toEqual(["no verb of ours"]);
  expect([...kinds].sort()).toEqual(Object.keys(everyKind).sort());
  expect(await readRows(theirs.tenant)).toEqual(before);
  rmSync(dataDir, { recursive: true, force: true });
}

test("whatever is clicked, said or happens with another tenant's ids is as if nobody had them, on SQLite", async () => {
  await walk(await startWorld(), () => true);
}, 120_000);

const makeDatabase = useDatabases();

describePostgres("with PostgreSQL", () => {
  test("whatever is clicked, said or happens with another tenant's ids is as if nobody had them", async () => {
    // The ways a click can come end in the same turn.
    const isOnce = ({ what }: Attempt) => !/ as Submit$| in a dialog$/.test(what);
    await walk(await startWorld(await makeDatabase()), isOnce);
  }, 120_000);
});
