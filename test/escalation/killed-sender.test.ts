import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { connectorFaults } from "../../src/local-chat/faults";
import { openSqliteReader } from "../../src/storage/sqlite-reader";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { useTemporaryDirectories } from "../storage/temporary-directory";
import { type ConnectorServer, startConnector } from "./connector-server";

const makeDirectory = useTemporaryDirectories();
const channels = 30;
const each = 5;
const total = channels * each;

let server: ConnectorServer;
let child: ChildProcess | undefined;

beforeEach(async () => {
  server = await startConnector(() => new Date(), channels);
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await server.close();
});

function start(file: string): ChildProcess {
  const programs = [join(__dirname, "../storage/run-typescript.mjs"), join(__dirname, "deliver-loop.ts")];
  const wishes = [file, server.serviceUrl, String(channels), String(each)];
  child = spawn(process.execPath, [...programs, ...wishes], { stdio: ["ignore", "ignore", "inherit"] });
  return child;
}

const arrived = (): readonly string[] =>
  server.connector.snapshot().state.messages.map(({ text }) => text ?? "");

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000 && !(await condition()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await condition()).toBe(true);
}

/** The keys in these states, read beside whoever has the file open. */
async function keysIn(file: string, ...states: readonly ("pending" | "sending" | "sent" | "unknown")[]) {
  const reader = openSqliteReader({ file });
  try {
    return (await reader.listDeliveries({ states, limit: 1000 })).map(({ key }) => key);
  } finally {
    await reader.close();
  }
}

test("a sender that is killed three times loses nothing, keeps the order, and doubts only what was on its way", async () => {
  const file = join(makeDirectory(), "records.db");
  // Slow enough that a kill finds calls under way, on both sides of their effect.
  server.connector.setFaults({
    random: { seed: 5, share: 0.7, faults: [connectorFaults.slow(30), connectorFaults.slow(3)] },
  });
  for (const enough of [30, 70, 110]) {
    const running = start(file);
    await until(() => arrived().length >= enough);
    running.kill("SIGKILL");
    await once(running, "exit");
  }
  const last = start(file);
  await until(async () => (await keysIn(file, "pending", "sending")).length === 0);
  last.kill("SIGKILL");
  await once(last, "exit");

  const store = await openSqliteStore({ file });
  const all = await store.listDeliveries({ states: ["sent", "unknown", "failed", "pending"], limit: 1000 });
  await store.close();
  const count = (key: string): number => arrived().filter((one) => one === key).length;
  const sent = all.filter(({ state }) => state === "sent").map(({ key }) => key);
  const unknown = all.filter(({ state }) => state === "unknown").map(({ key }) => key);
  // Every delivery is accounted for: it arrived once, or a person is told to look.
  expect(sent.length + unknown.length).toBe(total);
  expect(sent.filter((key) => count(key) !== 1)).toEqual([]);
  expect(unknown.filter((key) => count(key) > 1)).toEqual([]);
  // No more than what three kills can find under way.
  expect(unknown.length).toBeLessThanOrEqual(3 * 16);
  for (let channel = 1; channel <= channels; channel += 1) {
    const inChannel = arrived().filter((key) => key.startsWith(`${channel}:`));
    expect(inChannel).toEqual(inChannel.toSorted());
  }
}, 90_000);
