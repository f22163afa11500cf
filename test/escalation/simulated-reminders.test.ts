import { urgencyOf } from "../../src/clocks/clock";
import { dueReminders } from "../../src/clocks/due-reminders";
import type { CaseRecord, HistoryEntry } from "../../src/records/record";
import { createChance } from "../clocks/calendars";
import { readTargets } from "../../src/clocks/partner-targets";
import { caseOf, line, rules as plain } from "../clocks/case-stories";
import { sampleKey } from "../contracts/store-samples";
import { type Call, keysOf, openReminderWorld, type ReminderWorld, tenantId } from "./reminder-world";

const minute = 60_000;
const hour = 60 * minute;
const cases = 5000;
const batches = 50;
const channels = 100;
/** A Friday noon; in the night to Sunday the clocks of Berlin go back. */
const start = "2026-10-23T10:00:00.000Z";
const quietHours = { from: "22:00", to: "07:00", zone: "Europe/Berlin" };
const rules = { ...plain, targets: readTargets("A=2/4") ?? {} };
const chance = createChance(11);

interface Known {
  record: CaseRecord;
  history: readonly HistoryEntry[];
}

const kinds = [
  caseOf([], { impact: "moderate" }),
  caseOf(),
  caseOf([], { impact: "minimal" }),
  caseOf([], { issueType: "billing_dispute" }),
];

const berlinHour = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Berlin",
  hour: "2-digit",
  hourCycle: "h23",
});
const isQuiet = (time: number): boolean => {
  const clock = Number(berlinHour.format(time));
  return clock >= 22 || clock < 7;
};

async function createCase(world: ReminderWorld, index: number): Promise<Known> {
  const at = world.clock.now.toISOString();
  const kind = kinds[index % 20 === 1 ? 1 : index % 4 === 1 ? 2 : index % 4] ?? caseOf();
  const isTeams = index % 4 === 0;
  const history = [
    line(at, "created", null, "x"),
    ...(isTeams ? [line(at, "sentToTeam", null, "team")] : []),
  ];
  const team = { conversationId: `channel-${index % channels}`, routeId: "r", sentAt: at };
  const base = { ...kind.record, requester: { id: `oid-${index % channels}`, name: "Ann" }, createdAt: at };
  const record = await world.create(isTeams ? { ...base, team, state: "escalated" } : base, history);
  if (isTeams && index % 8 === 0) await post(world, record);
  return { record, history };
}

/** The case's card in its channel. */
async function post({ store, clock }: ReminderWorld, { number, team }: CaseRecord): Promise<void> {
  const name = `record:${number}`;
  await store.saveTurn({
    key: sampleKey({ tenantId }),
    at: clock.now.toISOString(),
    deliveries: [
      {
        key: name,
        conversationId: team?.conversationId ?? "",
        kind: "post",
        post: name,
        body: { what: "record", record: number },
        record: number,
        causedBy: null,
        priority: "normal",
      },
    ],
  });
}

/** Somebody takes it, writes, or ends it. */
async function happen(world: ReminderWorld, known: Known): Promise<void> {
  const { record, history } = known;
  if (record.state === "resolved") return;
  const at = world.clock.now.toISOString();
  const kind = Math.floor(chance() * 3);
  const ben = { id: "oid-ben", name: "Ben" };
  const lines =
    kind === 0
      ? [line(at, "owner", null, "Ben")]
      : kind === 1
        ? [line(at, "note", null, "on it")]
        : [line(at, "state", record.state, "resolved")];
  const changes = kind === 0 ? { owner: ben } : kind === 1 ? {} : { state: "resolved" as const };
  known.record = await world.change(record, changes, lines);
  known.history = [...history, ...lines];
}

/** The most calls within any stretch of this length. */
function densest(times: readonly number[], ms: number): number {
  let [most, from] = [0, 0];
  times.forEach((time, index) => {
    while ((times[from] ?? 0) <= time - ms) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

function faultsOf(call: Call, all: ReadonlyMap<number, Known>, settled: ReadonlyMap<number, number>) {
  const { body } = call.delivery;
  if (body.what !== "reminder") return [];
  const record = all.get(body.record)?.record;
  const isWaking = record !== undefined && urgencyOf(record) !== "A";
  // A second is what a call that is drawn may wait for its turn.
  const wasSettled = (settled.get(body.record) ?? Number.POSITIVE_INFINITY) < call.at - 1000;
  return [
    ...(isWaking && isQuiet(call.at) && isQuiet(call.at - 1000) ? [`${body.record} in quiet hours`] : []),
    ...(wasSettled ? [`${body.record} although it is settled`] : []),
  ];
}

test("5,000 open cases from Friday to Monday, with a change of clocks and a day in which nothing ran", async () => {
  const world = await openReminderWorld({ start, hours: { rules, quietHours }, pollMs: 5 * minute });
  const known: Known[] = [];
  const settled = new Map<number, number>();
  try {
    for (let place = 0; place < channels; place += 1) {
      await world.hear(`channel-${place}`);
      await world.hear(`chat-${place}`, `oid-${place}`);
    }
    world.run();
    const live = async (hours: number): Promise<void> => {
      for (let passed = 0; passed < hours; passed += 1) {
        const lucky = known.filter(() => chance() < 0.02);
        await Promise.all(lucky.map((one) => happen(world, one)));
        for (const { record } of lucky)
          if (record.state === "resolved") settled.set(record.number, world.clock.now.getTime());
        await world.pass(hour);
      }
    };
    for (let batch = 0; batch < batches; batch += 1) {
      const added = Array.from({ length: cases / batches }, (_none, index) =>
        createCase(world, (batch * cases) / batches + index),
      );
      known.push(...(await Promise.all(added)));
      await world.pass(6 * minute);
    }
    await live(9);
    await world.stop();
    const before = world.calls.length;
    world.clock.now = new Date(world.clock.now.getTime() + 24 * hour);
    world.run();
    await live(34);
    await world.pass(27 * minute);

    const all = new Map(known.map((one) => [one.record.number, one]));
    const said = world.calls.flatMap(keysOf);
    const times = world.calls.map(({ at }) => at);
    const byPlace = Map.groupBy(world.calls, ({ delivery }) => delivery.conversationId);
    process.stdout.write(
      `${world.calls.length} messages, ${said.length} reminders in ${world.calls.filter((call) => keysOf(call).length > 0).length}, ${before} messages before the outage\n`,
    );
    expect(known).toHaveLength(cases);
    expect(said.length).toBeGreaterThan(cases / 2);
    expect(new Set(said).size).toBe(said.length);
    expect(world.calls.flatMap((call) => faultsOf(call, all, settled))).toEqual([]);
    expect(world.reports).toEqual([]);
    expect(densest(times, 1000)).toBeLessThanOrEqual(30);
    for (const calls of byPlace.values()) {
      const moments = calls.map(({ at }) => at);
      expect(densest(moments, 1000)).toBeLessThanOrEqual(7);
      expect(densest(moments, 30_000)).toBeLessThanOrEqual(60);
      expect(densest(moments, hour)).toBeLessThanOrEqual(1800);
    }
    // Whatever is due by now has been said, to somebody.
    const now = world.clock.now.toISOString();
    const sentKeys = new Set(said);
    const missed = known.flatMap((one) => dueReminders({ ...one, sentKeys, now, quietHours, rules }));
    expect(missed.map(({ key }) => key)).toEqual([]);
    // What was planned and never said belongs to a case that moved on before its turn came.
    for (const { record } of known) {
      const planned = await world.store.saidReminders({ tenantId, number: record.number });
      const unsaid = planned.filter(({ key }) => !sentKeys.has(key));
      if (record.revision === 1) expect(unsaid).toEqual([]);
    }
  } finally {
    await world.close();
  }
}, 120_000);
