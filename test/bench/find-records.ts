import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import type { RecordFilter, RecordPlace, Store } from "../../src/storage/store";
import { recordStates, severities } from "../../src/vocabulary";
import { sampleKey, sampleRecord } from "../contracts/store-samples";

/** How many records are found among, and how many are saved at once while they are made. */
const size = Number(process.argv[2] ?? 10_000);
const batch = 500;
const rounds = 50;
const tenantId = "contoso";

const filters: readonly (readonly [string, RecordFilter])[] = [
  ["no filter", {}],
  ["state", { state: "escalated" }],
  ["severity", { severity: "A" }],
  ["severity nobody has", { severity: "non_break_fix" }],
  ["customer", { customerKey: "domain:customer7.example" }],
  ["product", { product: "product-7" }],
  ["requester", { requesterId: "person-7" }],
  ["product and severity", { product: "product-7", severity: "A" }],
  ["product and severity nobody has", { product: "product-7", severity: "non_break_fix" }],
  ["state and outcome nobody has", { state: "open", outcome: "contact_isv" }],
];

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "partner-support-bench-"));
  const store = await openSqliteStore({ file: join(directory, "records.sqlite") });
  const begun = performance.now();
  for (let from = 0; from < size; from += batch)
    await Promise.all(
      Array.from({ length: Math.min(batch, size - from) }, (_, place) => keep(store, from + place)),
    );
  const perSecond = (size / (performance.now() - begun)) * 1000;
  console.log(
    `${size} records, saved ${perSecond.toFixed(0)}/s; pages of 50, ${rounds} rounds, milliseconds`,
  );
  const middle = { updatedAt: momentOf(Math.floor(size / 2)), number: 1 };
  for (const [name, filter] of filters) {
    await measure(store, name, filter, null);
    await measure(store, `${name}, from the middle`, filter, middle);
  }
  await store.close();
  rmSync(directory, { recursive: true });
}

function momentOf(place: number): string {
  return new Date(Date.UTC(2026, 0, 1) + place * 1000).toISOString();
}

async function keep(store: Store, place: number): Promise<void> {
  const base = sampleRecord();
  const record = sampleRecord({
    state: recordStates[place % recordStates.length] ?? "open",
    product: `product-${place % 68}`,
    customer: { name: `Customer ${place % 2000}`, domain: `customer${place % 2000}.example` },
    requester: { id: `person-${place % 300}`, name: "Ada" },
    verdict: { ...base.verdict, severity: severities[place % 3] ?? null },
    updatedAt: momentOf(place),
  });
  await store.saveTurn({ key: sampleKey({ tenantId }), at: momentOf(place), createRecord: record });
}

async function measure(
  store: Store,
  name: string,
  filter: RecordFilter,
  after: RecordPlace | null,
): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    found = (await store.findRecords({ tenantId, filter, after, limit: 50 })).records.length;
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(2);
  console.log(`  ${name.padEnd(50)} ${String(found).padStart(3)} found  p50 ${at(0.5)}  p99 ${at(0.99)}`);
}

void main();
