import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import { readRetention } from "../../src/privacy/retention";
import { personalData } from "../../src/storage/personal-data";
import { writePersonalDataPage } from "../../src/storage/personal-data-page";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { useTemporaryDirectories } from "../storage/temporary-directory";

const makeDirectory = useTemporaryDirectories();

const Column = z.object({ name: z.string(), column: z.string() });

test("every table and column of the database is described, and nothing else", async () => {
  const file = join(makeDirectory(), "data.sqlite");
  await (await openSqliteStore({ file })).close();
  const database = new Database(file, { readonly: true });
  const rows = z.array(Column).parse(
    database
      .prepare(
        `select tables.name, columns.name as column from sqlite_schema as tables, pragma_table_info(tables.name) as columns
         where tables.type = 'table' and tables.name not like 'kysely%' and tables.name not like 'sqlite%'`,
      )
      .all(),
  );
  database.close();

  // The index of the search is the engine's own; it is made anew for every case that is erased.
  const isIndex = (name: string) => /^(record_terms(_\w+)?|record_places|tenant_places)$/.test(name);
  const stored = rows.filter(({ name }) => !isIndex(name)).map(({ name, column }) => `${name}.${column}`);
  const described = Object.entries(personalData).flatMap(([name, { columns }]) =>
    Object.keys(columns).map((column) => `${name}.${column}`),
  );
  expect(described.sort()).toEqual(stored.sort());
});

test("whatever names a person or a customer goes or gets the pseudonym, or is kept for a short time only", () => {
  const shortLived = ["turns", "answers"];
  for (const [name, { columns, person, customer }] of Object.entries(personalData)) {
    const holds = Object.values(columns);
    const isAboutPeople = holds.some((one) => one === "person" || one === "name" || one === "place");
    if (isAboutPeople && !shortLived.includes(name)) expect([name, person]).not.toEqual([name, "stays"]);
    if (holds.includes("customer")) expect([name, customer]).not.toEqual([name, "stays"]);
  }
});

test("the page is what `npm run -s personal-data` writes", () => {
  expect(readFileSync(join(__dirname, "../../docs/personal-data.md"), "utf8")).toBe(writePersonalDataPage());
});

test.each([
  ["turns=1", { turns: 1, sent: 30, intakes: 90, people: 365, cases: 730 }],
  ["cases=365, sent=10", { turns: 7, sent: 10, intakes: 90, people: 365, cases: 365 }],
  ["turns=0", null],
  ["cases=29", null],
  ["all=3", null],
  ["turns", null],
])("retention %s is read", (text, retention) => {
  expect(readRetention(text)).toEqual(retention);
});
