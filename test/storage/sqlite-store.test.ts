import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { StorageError } from "../../src/errors";
import { openConnection } from "../../src/storage/sqlite-connection";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { describeBrowseContract } from "../contracts/browse-contract";
import { describeDeliveryContract } from "../contracts/delivery-contract";
import { describeRouteContract } from "../contracts/route-contract";
import { describeReminderContract } from "../contracts/reminder-contract";
import { describeReportContract } from "../contracts/report-contract";
import { describeWebhookContract } from "../contracts/webhook-contract";
import { describeStoreContract, type OpenedStore } from "../contracts/store-contract";
import { describeTenantContract } from "../contracts/tenant-contract";
import {
  createRecord,
  moment,
  readAll,
  sampleEntry,
  sampleIntake,
  sampleKey,
} from "../contracts/store-samples";
import { useTemporaryDirectories } from "./temporary-directory";

const makeDirectory = useTemporaryDirectories();
const makeFile = () => join(makeDirectory(), "data", "records.db");

const openInMemory = async (): Promise<OpenedStore> => ({
  store: await openSqliteStore({ file: ":memory:" }),
});

async function openInFile(): Promise<OpenedStore> {
  const file = makeFile();
  const store = await openSqliteStore({ file });
  const reopen = async () => {
    await store.close();
    return openSqliteStore({ file });
  };
  return { store, reopen };
}

describeStoreContract("the SQLite store in memory", openInMemory);
describeStoreContract("the SQLite store in a file", openInFile);
describeBrowseContract("the SQLite store in memory", openInMemory);
describeDeliveryContract("the SQLite store in memory", openInMemory);
describeDeliveryContract("the SQLite store in a file", openInFile);
describeRouteContract("the SQLite store in memory", openInMemory);
describeRouteContract("the SQLite store in a file", openInFile);
describeReminderContract("the SQLite store in memory", openInMemory);
describeReminderContract("the SQLite store in a file", openInFile);
describeReportContract("the SQLite store in memory", openInMemory);
describeReportContract("the SQLite store in a file", openInFile);
describeWebhookContract("the SQLite store in memory", openInMemory);

test("cases saved before they were measured are measured afterwards, once", async () => {
  const file = makeFile();
  const first = await openSqliteStore({ file });
  await createRecord(first);
  await createRecord(first, { key: { tenantId: "fabrikam" } });
  await first.close();
  withDatabase(file, (database) => {
    database.exec("insert into unmeasured select tenant_id, number from records; delete from case_facts");
  });
  const store = await openSqliteStore({ file });
  const query = {
    scope: { kind: "tenant" },
    filter: {},
    from: moment(0),
    to: moment(1),
    now: moment(1),
  } as const;
  const count = async (tenantId: string) => (await store.countCases({ ...query, tenantId })).kinds;

  expect(await count("contoso")).toEqual([]);
  expect([await store.measureOldCases(1), await store.measureOldCases(5)]).toEqual([1, 1]);
  expect(await store.measureOldCases(5)).toBe(0);
  expect(await count("contoso")).toMatchObject([{ cases: 1 }]);
  expect(await count("fabrikam")).toMatchObject([{ cases: 1 }]);
  await store.close();
});
describeTenantContract("the SQLite store in memory", openInMemory);

/** The message of the StorageError an opening ends in. */
async function refusal(file: string): Promise<string> {
  const error: unknown = await openSqliteStore({ file }).then(
    (store) => store.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof StorageError)) throw new Error("opened, or another error", { cause: error });
  return error.message;
}

/** Does something to a data file as another program would. */
function withDatabase(file: string, work: (database: Database.Database) => void): void {
  const database = new Database(file);
  try {
    database.pragma("foreign_keys = ON");
    work(database);
  } finally {
    database.close();
  }
}

/** A closed data file with one record that has two lines of history. */
async function makeFilled(): Promise<string> {
  const file = makeFile();
  const store = await openSqliteStore({ file });
  const record = await createRecord(store);
  await store.saveTurn({
    key: sampleKey(),
    at: moment(1),
    intake: sampleIntake(),
    updateRecord: { ...record, revision: 2 },
    history: [sampleEntry({ new: "resolved" })],
  });
  await store.close();
  return file;
}

describe("durability", () => {
  test("every commit waits for the disk, and references are checked", async () => {
    const connection = openConnection(await makeFilled());
    connection.database.prepare("select 1 from records").get();
    const settings = ["journal_mode", "synchronous", "foreign_keys"].map((name) =>
      connection.database.pragma(name, { simple: true }),
    );
    connection.close();

    expect(settings).toEqual(["wal", 2, 1]);
  });
});

describe("the history at the level of SQL", () => {
  test.each([
    ["update", "update history set new = 'closed' where seq = 1"],
    ["delete", "delete from history"],
    ["replace", "insert or replace into history select * from history where seq = 1"],
    [
      "gap",
      "insert into history select tenant_id, number, 9, at, by_id, by_name, field, old, new, why, 1 from history",
    ],
  ])("refuses: %s", async (_, statement) => {
    const file = await makeFilled();

    withDatabase(file, (database) => {
      expect(() => database.exec(statement)).toThrow("history is only ever appended to");
    });

    const store = await openSqliteStore({ file });
    expect((await store.readHistory("contoso", 1)).map((entry) => entry.new)).toEqual(["open", "resolved"]);
    await store.close();
  });

  test("a record that has a history cannot be deleted", async () => {
    const file = await makeFilled();

    withDatabase(file, (database) => {
      expect(() => database.exec("delete from records")).toThrow("FOREIGN KEY");
    });
  });
});

describe("a data file that is already open", () => {
  test("is refused in the same process, under any name, until it is closed", async () => {
    const file = makeFile();
    const store = await openSqliteStore({ file });
    const link = join(makeDirectory(), "link.db");
    symlinkSync(file, link);

    for (const name of [file, link, join(dirname(file), "..", "data", "records.db")]) {
      expect(await refusal(name)).toBe(
        `the data file ${file} is already open in a running program: stop that one first, or give this one a ` +
          "data file of its own",
      );
    }
    await createRecord(store);
    await store.close();

    const again = await openSqliteStore({ file: link });
    expect(await again.findRecord("contoso", 1)).not.toBeNull();
    await again.close();
  });

  test("can still be read by a backup tool", async () => {
    const file = makeFile();
    const store = await openSqliteStore({ file });
    await createRecord(store);

    withDatabase(file, (database) => {
      expect(database.prepare("select count(*) from records").pluck().get()).toBe(1);
    });
    await store.close();
  });

  test("is free again after an opening that failed", async () => {
    const file = makeFile();
    mkdirSync(dirname(file));
    writeFileSync(file, "no database".repeat(100));
    await refusal(file);
    writeFileSync(file, "");

    await (await openSqliteStore({ file })).close();
  });
});

describe("a data file that cannot be used", () => {
  test("that is not a database is refused by name and left as it was", async () => {
    const file = join(makeDirectory(), "notes.txt");
    const notes = "These are notes, not records.\n".repeat(50);
    writeFileSync(file, notes);

    expect(await refusal(file)).toBe(
      `the data file ${file} cannot be opened (SQLITE_NOTADB): it is not a database of this program; ` +
        "name another data file or move this one away",
    );
    expect(readFileSync(file, "utf8")).toBe(notes);
  });

  test("that another program made is refused and left as it was", async () => {
    const file = join(makeDirectory(), "other.db");
    withDatabase(file, (database) => {
      database.exec("create table songs (title text)");
    });
    const before = readFileSync(file);

    expect(await refusal(file)).toBe(
      `the data file ${file} holds the tables of another program: name another data file`,
    );
    expect(readFileSync(file)).toEqual(before);
  });

  test("that a newer version made is refused before anything is changed", async () => {
    const file = await makeFilled();
    withDatabase(file, (database) => {
      database.exec("insert into kysely_migration values ('0099-later', '2030-01-01T00:00:00.000Z')");
    });
    const before = readFileSync(file);

    expect(await refusal(file)).toBe(
      `the data file ${file} was written by a newer version of this program (schema step 0099-later is unknown ` +
        "here): start that version or a later one, or put back a backup made by this version",
    );
    expect(readFileSync(file)).toEqual(before);
  });

  test("under a path that leads through a file is refused by name", async () => {
    const file = join(makeDirectory(), "file");
    writeFileSync(file, "");

    const inside = join(file, "records.db");
    expect(await refusal(inside)).toContain(
      `the data file ${inside} cannot be opened, because its directory`,
    );
  });

  test("that is a directory is refused by name", async () => {
    const directory = makeDirectory();

    expect(await refusal(directory)).toContain(`${directory} cannot be opened: it is a directory`);
    expect(existsSync(`${directory}.lock`)).toBe(false);
  });

  test("in a directory without the right to write is refused by name", async () => {
    const directory = makeDirectory();
    const file = join(directory, "records.db");
    chmodSync(directory, 0o555);

    expect(await withoutPrivileges(() => refusal(file))).toContain(
      `the data file ${file} cannot be opened, because`,
    );
  });

  test.each([
    ["it", 0o444, 0o666, "(SQLITE_READONLY): give this program the right to write"],
    ["its lock file", 0o666, 0o444, "because"],
  ])("without the right to write %s is refused by name", async (_, rights, lockRights, message) => {
    const file = await makeFilled();
    chmodSync(file, rights);
    chmodSync(`${file}.lock`, lockRights);
    for (const directory of [dirname(file), dirname(dirname(file))]) chmodSync(directory, 0o777);

    const text = await withoutPrivileges(() => refusal(file));

    expect(text.replace(",", "")).toContain(`the data file ${file} cannot be opened ${message}`);
  });
});

/** To the superuser every file is open; as such, act as a user without rights for a while. */
async function withoutPrivileges<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe("a stored document that cannot be read", () => {
  test.each([
    ["is no JSON", "{"],
    ["has an unknown state", '{"schema":1}'],
    ["is of a later schema", '{"schema":2}'],
  ])("is told by the name of its row when it %s, and harms nothing else", async (_, document) => {
    const file = await makeFilled();
    withDatabase(file, (database) => {
      database.prepare("update records set document = ?").run(document);
      database.prepare("update intakes set document = ?").run(document);
    });
    const store = await openSqliteStore({ file });

    const record = "record 1 of tenant contoso cannot be read";
    const ada = { tenantId: "contoso", requesterId: "ada" };
    await expect(store.findRecord("contoso", 1)).rejects.toThrow(record);
    await expect(store.listRecords({ ...ada, offset: 0, limit: 1 })).rejects.toThrow(record);
    await expect(readAll(store.exportRecords())).rejects.toThrow(StorageError);
    const intake = `the intake of user ada in conversation ${sampleKey().conversationId} of tenant contoso cannot be read`;
    await expect(store.loadTurn(sampleKey())).rejects.toThrow(intake);
    await expect(store.findIntake("contoso", "ada", "intake-1")).rejects.toThrow(StorageError);
    expect((await createRecord(store)).number).toBe(2);
    await store.close();
  });
});
