import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCsvDirectory } from "../../src/directory/csv-directory";
import { findCustomer } from "../../src/directory/find-customer";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partner-support-customers-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(text: string): string {
  const file = join(folder, "customers.csv");
  writeFileSync(file, text);
  return file;
}

const header = "name,domain,tenantId,cloud,relation\n";

test("customers are read from CSV, quoted names and empty cells included", async () => {
  const file = write(
    `\uFEFF${header}"Proseware, Inc.",proseware.com,,us_gov,none\n東方科技,dongfang.example,,,\n`,
  );
  expect(await readCsvDirectory(file).list("any")).toEqual([
    { name: "Proseware, Inc.", domain: "proseware.com", cloud: "us_gov", relation: "none" },
    { name: "東方科技", domain: "dongfang.example" },
  ]);
});

test("the demo customers can be read", async () => {
  const file = join(__dirname, "../../src/directory/demo-customers.csv");
  expect((await readCsvDirectory(file).list("any")).length).toBeGreaterThan(20);
});

test.each([
  ["a wrong domain", `${header}Contoso,not a domain,,,\n`, /line 2/],
  ["a wrong tenant id", `${header}Contoso,contoso.com,123,,\n`, /line 2/],
  ["an unknown cloud", `${header}Contoso,contoso.com,,moon,\n`, /line 2/],
  ["rows of different length", `${header}Contoso,contoso.com\n`, /not a CSV file/],
])("%s stops the start and names the place", (_name, text, message) => {
  expect(() => readCsvDirectory(write(text))).toThrow(message);
});

test("a file that is not there is named", () => {
  expect(() => readCsvDirectory(join(folder, "none.csv"))).toThrow(
    /none\.csv cannot be read; set CUSTOMERS_FILE/,
  );
});

const contoso = { name: "Contoso", domain: "contoso.com", tenantId: "0b6e0bd5-47b0-4a1a-9a3c-0a6f6d4f1b11" };
const lab = { name: "Contoso Demo Lab", domain: "lab.example" };
const known = [contoso, lab];

test.each([
  ["contoso", { kind: "known", customer: contoso }],
  ["CONTOSO.COM", { kind: "known", customer: contoso }],
  ["demo lab", { kind: "known", customer: lab }],
  ["conto", { kind: "several", customers: known }],
  ["Contoso Ltd, contoso.com", { kind: "known", customer: contoso }],
  ["Fabrikam（fabrikam.com）", { kind: "new", customer: { name: "Fabrikam", domain: "fabrikam.com" } }],
  ["Nobody", { kind: "incomplete" }],
  ["javascript:alert(1)", { kind: "incomplete" }],
  ["  ", { kind: "incomplete" }],
])("%j is %j", (text, expected) => {
  expect(findCustomer(text, known)).toEqual(expected);
});

test("a name that is too long to be kept ends in an ellipsis", () => {
  const found = findCustomer(`${"Contoso ".repeat(20)}contoso.example`, []);

  const name = `${"Contoso ".repeat(14)}Contoso…`;
  expect([name.length, found]).toEqual([120, { kind: "new", customer: { name, domain: "contoso.example" } }]);
});
