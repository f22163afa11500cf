import { join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "csv-stringify/sync";
import { SettingsError } from "../errors";
import { createLog } from "../log";
import { loadEnvironment } from "../load-environment";
import { severityOf } from "../records/severity";
import type { CaseFile } from "../records/case-file";
import { formatRecordNumber } from "../records/record";
import { readSettings } from "../settings";
import { openReader } from "../storage/open-store";
import type { ExportedRecord } from "../storage/store";
import { runCommand } from "./run-command";

const usage = "export --format json|csv   writes all records with their history to standard output";

/** Columns of the CSV: one line for each entry of the history, with the record's facts beside it. */
const columns = [
  "tenant",
  "number",
  "state",
  "title",
  "customer",
  "domain",
  "product",
  "outcome",
  "severity",
  "computedSeverity",
  "route",
  "row",
  "edition",
  "ruleIds",
  "requester",
  "microsoftCase",
  "filedAt",
  "createdAt",
  "files",
  "at",
  "by",
  "field",
  "old",
  "new",
  "why",
] as const;

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { format: { type: "string", default: "json" } } });
  if (values.format !== "json" && values.format !== "csv") {
    throw new SettingsError(`format is "${values.format}"; allowed are json, csv. ${usage}`);
  }
  loadEnvironment(join(__dirname, "../.."));
  const settings = readSettings(process.env);
  const store = await openReader(settings.database);
  const counts = new Map<string, number>();
  try {
    const records = countRecords(store.exportRecords(), counts);
    if (values.format === "json") await writeJson(records);
    else await writeCsv(records);
  } finally {
    await store.close();
    noteExport(settings.logLevel, counts);
  }
}

/** Also of what was begun and broken off: what was written has left the database. */
async function* countRecords(
  records: AsyncIterable<ExportedRecord>,
  counts: Map<string, number>,
): AsyncGenerator<ExportedRecord> {
  for await (const record of records) {
    counts.set(record.tenantId, (counts.get(record.tenantId) ?? 0) + 1);
    yield record;
  }
}

/** Who took how much of which tenant out, and when, on standard error: the account's number, as logs hold no names. */
function noteExport(level: string, counts: ReadonlyMap<string, number>): void {
  const log = createLog(level);
  const account = process.getuid?.() ?? null;
  for (const [tenantId, records] of counts) log.info({ tenantId, records, account }, "records were exported");
  if (counts.size === 0) log.info({ records: 0, account }, "records were exported");
}

async function writeJson(records: AsyncIterable<ExportedRecord>): Promise<void> {
  process.stdout.write("[");
  let separator = "\n";
  for await (const { tenantId, record, history, files } of records) {
    const line = {
      tenantId,
      id: formatRecordNumber(record.number),
      ...record,
      history,
      files: keptFiles(files).map(({ name, contentType, size, sha256, by, at }) => ({
        name,
        contentType,
        size,
        sha256,
        by,
        at,
      })),
    };
    process.stdout.write(`${separator}${JSON.stringify(line)}`);
    separator = ",\n";
  }
  process.stdout.write("\n]\n");
}

async function writeCsv(records: AsyncIterable<ExportedRecord>): Promise<void> {
  // A cell that begins like a formula is defused, because people open these files in spreadsheets.
  process.stdout.write(stringify([], { header: true, columns: [...columns], bom: true }));
  for await (const exported of records) {
    process.stdout.write(stringify(linesOf(exported), { columns: [...columns], escape_formulas: true }));
  }
}

function keptFiles(files: readonly CaseFile[]): readonly CaseFile[] {
  return files.filter(({ state }) => state === "kept");
}

type Line = Readonly<Record<(typeof columns)[number], string | number | null | undefined>>;

function linesOf({ tenantId, record, history, files }: ExportedRecord): Line[] {
  const { verdict, customer, microsoftCase } = record;
  const facts = {
    tenant: tenantId,
    number: formatRecordNumber(record.number),
    state: record.state,
    title: record.title,
    customer: customer?.name,
    domain: customer?.domain,
    product: record.product,
    outcome: verdict.outcome,
    severity: severityOf(record),
    computedSeverity: verdict.severity,
    route: verdict.route,
    row: verdict.row,
    edition: verdict.edition,
    ruleIds: verdict.ruleIds.join(" "),
    requester: record.requester.name,
    microsoftCase: microsoftCase?.number,
    filedAt: microsoftCase?.filedAt,
    createdAt: record.createdAt,
    files: keptFiles(files)
      .map(({ name, contentType, size, sha256 }) => [name, contentType, size, sha256].join(" | "))
      .join("\n"),
  };
  return history.map(({ at, by, field, old, new: value, why }) => ({
    ...facts,
    at,
    by: by.name,
    field,
    old,
    new: value,
    why,
  }));
}

runCommand(usage, main);
