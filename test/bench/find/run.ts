import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { loadCatalogue } from "../../../src/catalogue/catalogue";
import { createSearchReader } from "../../../src/search/read-search";
import { openSqliteStore } from "../../../src/storage/sqlite-store";
import type { RecordFilter, Store } from "../../../src/storage/store";
import { fillStore, momentOf, tenantId } from "./fill-store";

const sizes = [10_000, Number(process.argv[2] ?? 1_000_000)] as const;
const rounds = 300;
const limit = 50;

const read = createSearchReader(loadCatalogue());

interface Desk {
  readonly size: number;
  readonly store: Store;
}
/** One thing people do; answers how much was found. */
type Deed = (desk: Desk, round: number) => Promise<number>;

const find =
  (filter: (desk: Desk) => RecordFilter, isDeep = false): Deed =>
  async (desk) => {
    const after = isDeep ? { updatedAt: momentOf(Math.floor(desk.size / 2)), number: 1 } : null;
    return (await desk.store.findRecords({ tenantId, filter: filter(desk), after, limit })).records.length;
  };

const search =
  (text: string, more: { readonly filter?: RecordFilter; readonly readableBy?: string } = {}): Deed =>
  async ({ store }) => {
    const query = { tenantId, search: read(text) ?? { parts: [] }, after: null, limit };
    const { filter = {}, readableBy = null } = more;
    return (await store.searchRecords({ ...query, filter, readableBy })).records.length;
  };

const openCase: Deed = async ({ store, size }, round) => {
  const number = 1 + ((round * 7919) % size);
  const [record, history, files] = await Promise.all([
    store.findRecord(tenantId, number),
    store.readHistory(tenantId, number),
    store.listFiles(tenantId, number),
  ]);
  const similar = await store.similarRecords({
    ...{ tenantId, product: record?.product ?? "", customer: record?.customer, limit: 25, except: number },
    ...{ createdSince: momentOf(size - 130_000), since: momentOf(size - 13_000) },
  });
  return Number(record !== null) + history.length + files.length + similar.length;
};

const listOwn: Deed = async ({ store }) => {
  const page = await store.listRecords({ tenantId, requesterId: "person-7", offset: 0, limit: 5 });
  return page.records.length;
};

const deeds: readonly (readonly [string, Deed])[] = [
  ["list, newest", find(() => ({}))],
  ["list, from the middle", find(() => ({}), true)],
  ["list, one's own", listOwn],
  ["filter: state", find(() => ({ state: "escalated" }))],
  ["filter: severity", find(() => ({ severity: "A" }))],
  ["filter: outcome", find(() => ({ outcome: "not_covered" }))],
  ["filter: product", find(() => ({ product: "exchange-online" }))],
  ["filter: product, from the middle", find(() => ({ product: "exchange-online" }), true)],
  ["filter: customer", find(() => ({ customerKey: "domain:customer7.example" }))],
  ["filter: requester", find(() => ({ requesterId: "person-7" }))],
  ["filter: state and severity", find(() => ({ state: "open", severity: "A" }))],
  ["search: frequent word", search("mail")],
  ["search: rare word", search("quasar")],
  ["search: two Chinese characters", search("延遲")],
  ["search: Chinese, more characters", search("无法登录门户")],
  ["search: no hit", search("zeppelin")],
  ["search: beginning of words", search("cust sig")],
  ["search: product by its name", search("exchange")],
  ["search: number", search("PS-000500")],
  ["search: frequent word, own cases", search("mail", { readableBy: "person-7" })],
  ["search: word and state", search("mail", { filter: { state: "escalated" } })],
  ["search: 5,000 characters", search("mail late customer ".repeat(263))],
  ["case page", openCase],
];

interface Figures {
  readonly found: number;
  readonly p50: number;
  readonly p99: number;
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "partner-support-bench-"));
  try {
    const desks: Desk[] = [];
    for (const size of sizes) {
      const file = join(directory, `${size}.sqlite`);
      const begun = performance.now();
      await fillStore(file, size);
      const seconds = (performance.now() - begun) / 1000;
      console.log(
        `${size} cases made in ${seconds.toFixed(0)} s, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
      );
      desks.push({ size, store: await openSqliteStore({ file }) });
    }
    console.log(`pages of ${limit}, ${rounds} rounds in turns, milliseconds`);
    console.log(`${"".padEnd(36)}found    10,000: p50    p99    ${sizes[1]}: p50    p99    p99 ratio`);
    for (const [name, deed] of deeds) await compare(name, deed, desks);
    for (const { store } of desks) await store.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** In turns, so that whatever else the machine does falls on both alike. */
async function compare(name: string, deed: Deed, desks: readonly Desk[]): Promise<void> {
  const times = desks.map(() => new Array<number>());
  const found = desks.map(() => 0);
  for (let round = 0; round < rounds; round += 1)
    for (const [place, desk] of desks.entries()) {
      const begun = performance.now();
      found[place] = await deed(desk, round);
      times[place]?.push(performance.now() - begun);
    }
  const [small, large] = times.map((taken, place) => summarise(taken, found[place] ?? 0));
  if (small === undefined || large === undefined) return;
  const figure = (value: number): string => value.toFixed(2).padStart(7);
  console.log(
    `${name.padEnd(36)}${`${small.found}/${large.found}`.padEnd(12)}${figure(small.p50)}${figure(small.p99)}` +
      `        ${figure(large.p50)}${figure(large.p99)}      ${(large.p99 / small.p99).toFixed(2)}`,
  );
}

function summarise(times: readonly number[], found: number): Figures {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { found, p50: at(0.5), p99: at(0.99) };
}

void main();
