import { join } from "node:path";
import { parseArgs } from "node:util";
import { createCardKit } from "../cards/create-card-kit";
import { loadCalendar } from "../clocks/load-calendar";
import { loadCatalogue } from "../catalogue/catalogue";
import { SettingsError, StorageError } from "../errors";
import { listAttachments } from "../records/case-file";
import { renderHandOverFile } from "../hand-over/hand-over-file";
import { loadEnvironment } from "../load-environment";
import { loadPolicy } from "../policy/load-policy";
import { parseRecordNumber } from "../records/record";
import { readSettings } from "../settings";
import { openReader } from "../storage/open-store";
import type { StoreReader } from "../storage/sqlite-reader";
import type { ExportedRecord } from "../storage/store";
import { isOneOf, languages } from "../vocabulary";
import { runCommand } from "./run-command";

const usage =
  "hand-over --record PS-000001 [--tenant <id>] [--language en|zh-TW|zh-CN]   writes the hand-over of a case as Markdown to standard output";

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      record: { type: "string" },
      tenant: { type: "string" },
      language: { type: "string", default: "en" },
    },
  });
  const number = parseRecordNumber(values.record ?? "");
  if (number === null) throw new SettingsError(`record is "${values.record ?? ""}". ${usage}`);
  const { language } = values;
  if (!isOneOf(languages, language)) {
    throw new SettingsError(`language is "${language}"; allowed are ${languages.join(", ")}. ${usage}`);
  }
  loadEnvironment(join(__dirname, "../.."));
  const settings = readSettings(process.env);
  const store = await openReader(settings.database);
  try {
    const { record, history, files } = await findRecord(store, number, values.tenant);
    const audience = { language, timeZone: settings.defaultTimeZone, now: new Date().toISOString() };
    const policy = loadPolicy();
    const kit = createCardKit({
      policy,
      catalogue: loadCatalogue(),
      switches: { strictTechnicalVehicle: settings.strictTechnicalVehicle },
      calendar: loadCalendar(settings.business).calendar,
    });
    process.stdout.write(
      renderHandOverFile(record, history, { kit, audience, files: listAttachments(files) }),
    );
  } finally {
    await store.close();
  }
}

/** Numbers are given per tenant: where several have this one, the tenant has to be named. */
async function findRecord(
  store: StoreReader,
  number: number,
  tenantId: string | undefined,
): Promise<ExportedRecord> {
  const found: ExportedRecord[] = [];
  for await (const exported of store.exportRecords()) {
    const isMeant = tenantId === undefined || exported.tenantId === tenantId;
    if (exported.record.number === number && isMeant) found.push(exported);
  }
  const [only, another] = found;
  if (only === undefined) throw new StorageError("there is no such record");
  if (another !== undefined) {
    throw new SettingsError(`several tenants have this record, name one with --tenant. ${usage}`);
  }
  return only;
}

runCommand(usage, main);
