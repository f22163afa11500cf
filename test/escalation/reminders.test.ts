import { join } from "node:path";
import { readTargets } from "../../src/clocks/partner-targets";
import type { Route } from "../../src/escalation/route";
import type { CaseRecord, HistoryEntry } from "../../src/records/record";
import { caseOf, line, rules as plain, tuesday } from "../clocks/case-stories";
import { sampleKey } from "../contracts/store-samples";
import { useTemporaryDirectories } from "../storage/temporary-directory";
import {
  keysOf,
  lead,
  openReminderWorld,
  type ReminderWorld,
  type ReminderWorldOptions,
  tenantId,
  textOf,
} from "./reminder-world";

const makeDirectory = useTemporaryDirectories();
const minute = 60_000;
const hour = 60 * minute;
const kim = { id: "oid-kim", name: "Kim" };
const rules = { ...plain, targets: readTargets("A=1/4") ?? {} };
const route: Route = {
  schema: 1,
  id: "r",
  revision: 1,
  position: 0,
  conversationId: "hall",
  channelName: "Hall",
  match: { families: [], severities: [], outcomes: [], customers: [] },
  isCatchAll: true,
  sendsAtOnce: false,
  mentions: [{ person: kim, severities: [] }],
  language: "en",
  updatedAt: tuesday("08:00"),
};

let world: ReminderWorld;
afterEach(() => world.close());

async function open(options: Partial<ReminderWorldOptions> = {}): Promise<void> {
  const hours = { rules, listRoutes: () => Promise.resolve([route]), ...options.hours };
  world = await openReminderWorld({ start: tuesday("10:00"), ...options, hours });
  await world.hear("hall");
  await world.hear("chat", "oid-ann");
}

const said = () => world.calls.filter((call) => keysOf(call).length > 0);

/** A case made now, in the channel where that is wished. */
async function create(
  { isTeams = false, changes = {} }: { isTeams?: boolean; changes?: Partial<CaseRecord> } = {},
  answers: Parameters<typeof caseOf>[1] = {},
) {
  const at = world.clock.now.toISOString();
  const team = { conversationId: "hall", routeId: "r", sentAt: at };
  const history: readonly HistoryEntry[] = [
    line(at, "created", null, "x"),
    ...(isTeams ? [line(at, "sentToTeam", null, "Hall")] : []),
  ];
  const { record } = caseOf([], answers, { requester: { id: "oid-ann", name: "Ann" }, createdAt: at });
  return world.create({ ...record, ...(isTeams ? { team } : {}), ...changes }, history);
}

async function post(record: CaseRecord): Promise<void> {
  const name = `record:${record.number}`;
  const body = { what: "record", record: record.number } as const;
  const common = { record: record.number, causedBy: null, priority: "normal" } as const;
  await world.store.saveTurn({
    key: sampleKey({ tenantId }),
    at: world.clock.now.toISOString(),
    deliveries: [{ ...common, key: name, conversationId: "hall", kind: "post", post: name, body }],
  });
}

test("reminders that are due together are one answer in the case's thread, and its card is brought up to date", async () => {
  await open({ pollMs: 10 * minute });
  const record = await create({
    isTeams: true,
    changes: { title: "<b>Mail</b> & [x](https://evil.example)" },
  });
  await post(record);
  world.run();
  await world.pass(62 * minute);

  const together = said().filter((call) => keysOf(call).length > 1);
  expect(together).toHaveLength(1);
  const [call] = together;
  if (call === undefined) throw new Error("nothing was said");
  expect(keysOf(call).map((key) => key.split(" ")[1])).toEqual(["silence", "own_target_update"]);
  expect(call.request.threadId).toBe("activity 1");
  expect(textOf(call)).toMatch(/^<at>Ann<\/at> PS-000001 · &lt;b&gt;Mail&lt;\/b&gt; &amp; \[x\]/);
  const updates = world.calls.filter(({ delivery }) => delivery.kind === "update");
  expect(updates).toHaveLength(said().length);
  expect(updates.every(({ request }) => request.activityId === "activity 1")).toBe(true);
});

test("whoever the route mentions is asked to take it, and then the leads; nobody once it is taken", async () => {
  await open();
  await create({ isTeams: true });
  const other = await create({ isTeams: true });
  world.run();
  await world.pass(9 * minute);
  await world.change(other, { owner: kim }, [line(world.clock.now.toISOString(), "owner", null, "Kim")]);
  await world.pass(14 * minute);

  expect(said().map(({ delivery }) => delivery.record)).toEqual([1, 1]);
  const [first, second] = said();
  expect(first && textOf(first)).toMatch(/^<at>Kim<\/at> PS-000001/);
  const name = "&lt;at&gt;Lead&lt;/at&gt;";
  expect(second && textOf(second)).toContain(`<at>Kim</at> <at>Lee ${name}</at> PS-000001`);
  expect(second?.request.activity).toMatchObject({ entities: [{ mentioned: kim }, { mentioned: lead }] });
});

test("a case no team has is spoken of in the requester's own chat, without calling them", async () => {
  await open();
  await create();
  world.run();
  await world.pass(61 * minute);

  expect(said().length).toBeGreaterThan(0);
  for (const call of said()) {
    expect(call.delivery.conversationId).toBe("chat");
    expect(call.request.activity).toMatchObject({ textFormat: "plain" });
    expect(textOf(call)).toMatch(/^PS-000001 · /);
  }
});

test("a settled and a joined case are left in peace, and a chat that does not exist harms nothing", async () => {
  await open();
  await create({ changes: { state: "resolved" } });
  await create({ changes: { parent: 1 } });
  await create({ changes: { requester: { id: "oid-nobody", name: "No" } } });
  world.run();
  await world.pass(8 * hour);

  expect(world.calls).toEqual([]);
  expect(world.reports).toEqual([]);
});

test("what is saved is sent after a crash, once, and not when the case was settled meanwhile", async () => {
  const file = join(makeDirectory(), "records.db");
  await open({ file });
  await create();
  const settled = await create();
  world.run(["worker"]);
  await world.pass(46 * minute);
  // Both reminders are saved; the sender never ran.
  expect(world.calls).toEqual([]);
  const waiting = await world.store.listDeliveries({ states: ["pending"], limit: 10 });
  expect(waiting.map(({ record }) => record)).toEqual([1, 2]);
  await world.close();

  const start = new Date(world.clock.now.getTime() + minute).toISOString();
  await open({ file, start });
  const lines = [line(start, "state", "open", "resolved")];
  await world.change(settled, { state: "resolved" }, lines);
  world.run();
  await world.pass(5 * minute);

  expect(said().map(({ delivery }) => delivery.record)).toEqual([1]);
});

test("what waited on its way until the quiet hours began is said when they are over", async () => {
  const quietHours = { from: "12:00", to: "12:20", zone: "Europe/Berlin" };
  await open({ hours: { quietHours } });
  await create({ isTeams: true }, { impact: "moderate" });
  world.run(["worker"]);
  await world.pass(31 * minute);
  await world.stop();
  world.clock.now = new Date(tuesday("12:05"));
  world.run();
  await world.pass(14 * minute);
  expect(world.calls).toEqual([]);
  await world.pass(10 * minute);

  expect(said().map(keysOf)).toEqual([[`1 untaken ${tuesday("10:30")} ask`]]);
  const held = await world.store.saidReminders({ tenantId, number: 1 });
  expect(held.map(({ key }) => key)).toEqual([`1 untaken ${tuesday("10:30")} ask`]);
});

test("the route's quiet hours and country come before those of the settings", async () => {
  const quietHours = { from: "10:00", to: "12:00", zone: "Europe/Berlin" };
  const own = { ...route, country: "TW", quietHours };
  await open({ hours: { quietHours: null, listRoutes: () => Promise.resolve([own]) } });
  await create({ isTeams: true }, { impact: "moderate" });
  world.run();
  await world.pass(119 * minute);
  expect(world.calls).toEqual([]);
  await world.pass(2 * minute);
  expect(said()).toHaveLength(1);
  expect(world.reports).toEqual([]);
});
