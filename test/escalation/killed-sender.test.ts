import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectorFaults } from "../../src/local-chat/faults";
import { openSqliteReader } from "../../src/storage/sqlite-reader";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { readAll } from "../contracts/store-samples";
import { useTemporaryDirectories } from "../storage/temporary-directory";
import { type ConnectorServer, startConnector } from "./connector-server";

const makeDirectory = useTemporaryDirectories();
const channels = 100;
const cases = 1000;
/** Milliseconds a sender lives after its first message arrived. */
const life = 2500;
const mostLives = 60;

interface Arrival {
  readonly key: string;
  readonly conversationId: string;
}

let server: ConnectorServer;
let child: ChildProcess | undefined;

beforeEach(async () => {
  server = await startConnector(() => new Date(), channels);
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await server.close();
});

/** All that ever arrives, in its order; the chat itself keeps the newest only. */
function watchArrivals(): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  let newest = "";
  server.connector.subscribe(({ state }) => {
    const message = state.messages.at(-1);
    if (message === undefined || message.id === newest) return;
    newest = message.id;
    arrivals.push({ key: message.text ?? "", conversationId: message.conversationId });
  });
  return arrivals;
}

function start(file: string): ChildProcess {
  const programs = [join(__dirname, "../support/run-typescript.mjs"), join(__dirname, "escalate-loop.ts")];
  const wishes = [file, server.serviceUrl, String(channels), String(cases)];
  child = spawn(process.execPath, [...programs, ...wishes], { stdio: ["ignore", "ignore", "inherit"] });
  return child;
}

/** Whether every delivery has its end, read beside whoever has the file open. */
async function isDone(file: string): Promise<boolean> {
  const reader = openSqliteReader({ file });
  try {
    const open = await reader.listDeliveries({ states: ["pending", "sending"], limit: 1 });
    const settled = await reader.listDeliveries({ states: ["sent", "unknown"], limit: cases });
    return open.length === 0 && settled.length === cases;
  } finally {
    await reader.close();
  }
}

/** Starts a sender and kills it in the middle of its work; answers whether there is nothing left to do. */
async function liveOnce(file: string, arrivals: readonly Arrival[]): Promise<boolean> {
  const before = arrivals.length;
  const running = start(file);
  for (let tries = 0; tries < 1500 && arrivals.length === before; tries += 1) {
    await wait(20);
    // On a busy machine the program has not prepared the file by then, which cannot be read yet.
    if (tries % 100 === 99 && (await isDone(file).catch(() => false))) break;
  }
  await wait(life);
  running.kill("SIGKILL");
  await once(running, "exit");
  return isDone(file);
}

test("1,000 escalations whose sender is killed every few seconds: none lost, in order, and doubt about few", async () => {
  const file = join(makeDirectory(), "records.db");
  // Slow enough that a kill finds calls under way, on both sides of their effect.
  server.connector.setFaults({
    random: { seed: 5, share: 0.7, faults: [connectorFaults.slow(30), connectorFaults.slow(3)] },
  });
  const arrivals = watchArrivals();
  let kills = 0;
  for (let isEnded = false; !isEnded && kills < mostLives; kills += 1)
    isEnded = await liveOnce(file, arrivals);

  const store = await openSqliteStore({ file });
  const all = await store.listDeliveries({
    states: ["sent", "unknown", "failed", "pending"],
    limit: 2 * cases,
  });
  const records = await readAll(store.exportRecords());
  await store.close();
  const counts = new Map<string, number>();
  for (const { key } of arrivals) counts.set(key, (counts.get(key) ?? 0) + 1);
  const count = (key: string): number => counts.get(key) ?? 0;
  const keysOf = (wanted: string) => all.filter(({ state }) => state === wanted).map(({ key }) => key);
  const [sent, unknown] = [keysOf("sent"), keysOf("unknown")];
  process.stdout.write(`${kills} kills, ${sent.length} sent, ${unknown.length} of unknown outcome\n`);

  // Every case has its number, and its card arrived once, or a person is told to look.
  expect(kills).toBeGreaterThan(3);
  expect(records.map(({ record }) => record.number)).toEqual(Array.from({ length: cases }, (_, i) => i + 1));
  expect(sent.length + unknown.length).toBe(cases);
  expect(sent.filter((key) => count(key) !== 1)).toEqual([]);
  expect(unknown.filter((key) => count(key) > 1)).toEqual([]);
  // No more than what the kills can find under way.
  expect(unknown.length).toBeLessThanOrEqual(kills * 16);
  const inChannels = Map.groupBy(arrivals, ({ conversationId }) => conversationId);
  for (const inChannel of inChannels.values()) {
    const keys = inChannel.map(({ key }) => key);
    expect(keys).toEqual(keys.toSorted());
  }
}, 240_000);
