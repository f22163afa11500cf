import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { CaseRecord } from "../../src/records/record";
import { fillStore, momentOf } from "./find/fill-store";
import { tenantId } from "./people";

const file = "partner-support.sqlite";
const day = 24 * 3_600_000;

/**
 * Puts so many records into the product's data file, past the turns that would take hours; tells how long it took. With
 * a folder to keep them in they are made once and copied from then on.
 */
export async function fillRecords(dataDir: string, size: number, kept: string | undefined): Promise<void> {
  const begun = performance.now();
  const source = kept === undefined ? null : join(kept, `${size}.sqlite`);
  if (source === null) {
    await fill(join(dataDir, file), size);
  } else {
    mkdirSync(join(source, ".."), { recursive: true });
    // Under its name only when it is whole.
    if (!existsSync(source)) {
      await fill(`${source}.part`, size);
      renameSync(`${source}.part`, source);
    }
    copyFileSync(source, join(dataDir, file));
  }
  console.log(`${size} records put in within ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

/** Of the last months, so that none is old enough to lose its words while turns are measured. */
async function fill(target: string, size: number): Promise<void> {
  const later = Date.now() - day - Date.parse(momentOf(size));
  const shift = (moment: string): string => new Date(Date.parse(moment) + later).toISOString();
  await fillStore(target, size, {
    tenant: tenantId,
    // Settled, so that no reminder is to come: what is measured is the turn, not the night's other work.
    change: (record: CaseRecord): CaseRecord => ({
      ...record,
      createdAt: shift(record.createdAt),
      updatedAt: shift(record.updatedAt),
      state: record.number % 2 === 0 ? "closed" : "resolved",
    }),
  });
}
