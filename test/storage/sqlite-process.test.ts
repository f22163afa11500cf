import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { StorageError } from "../../src/errors";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { createRecord, readAll, sampleEntry } from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Starts a process that saves records into the file without end; `lines` is what it printed so far. */
function startSaving(file: string) {
  const programs = ["../support/run-typescript.mjs", "save-loop.ts"].map((name) => join(__dirname, name));
  const child = spawn(process.execPath, [...programs, file], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines: string[] = [];
  const printed = createInterface({ input: child.stdout });
  printed.on("line", (line) => lines.push(line));
  return { child, lines, printed, ended: once(printed, "close") };
}

test("a killed process has lost nothing it acknowledged, and leaves no lock behind", async () => {
  const file = join(makeDirectory(), "records.db");
  const { child, lines, printed, ended } = startSaving(file);
  while (lines.length < 500) await once(printed, "line");

  await expect(openSqliteStore({ file })).rejects.toThrow(StorageError);
  child.kill("SIGKILL");
  await ended;

  const store = await openSqliteStore({ file });
  const stored = await readAll(store.exportRecords());
  const numbers = stored.map(({ record }) => record.number);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, place) => place + 1));
  const acknowledged = lines.map(Number);
  expect(acknowledged.filter((number) => !(number >= 1 && number <= numbers.length))).toEqual([]);
  expect(stored.filter(({ history }) => history.length !== 1)).toEqual([]);
  expect(stored[0]?.history).toEqual([sampleEntry({ revision: 1 })]);
  const next = await createRecord(store, { key: { activityId: "after the kill" } });
  expect(next.number).toBe(numbers.length + 1);
  await store.close();
});

test("a second process is told that the data file is open, and where", async () => {
  const file = join(makeDirectory(), "records.db");
  const store = await openSqliteStore({ file });

  const { child, lines, ended } = startSaving(file);
  await ended;
  if (child.exitCode === null) await once(child, "exit");

  expect(child.exitCode).toBe(1);
  expect(lines).toEqual([expect.stringContaining(`StorageError: the data file ${file} is already open`)]);
  expect((await createRecord(store)).number).toBe(1);
  await store.close();
});
