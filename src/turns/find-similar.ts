import { isUnfinished } from "../records/life-cycle";
import type { CaseRecord } from "../records/record";
import { compareCases, type SimilarCases } from "../records/similar-cases";
import type { Scene } from "./turn";

/** How long a case that nobody touches counts as going on, and how far back the search goes at all. */
const recentHours = 72;
const searchedDays = 30;
const hour = 3_600_000;

/** The most cases that are compared: enough to see an outage, few enough to read with every card. */
const compared = 25;
const shownLinks = 3;

/** Other cases of the tenant that look like this one; null where it is filed or settled, or nothing looks alike. */
export async function findSimilar(scene: Scene, record: CaseRecord): Promise<SimilarCases | null> {
  const { product, number, customer } = record;
  if (!isUnfinished(record.state) || record.microsoftCase !== undefined || product === undefined) return null;
  const { store } = scene.bench;
  const { tenantId } = scene.turn.key;
  const [found, linked] = await Promise.all([
    store.similarRecords({
      tenantId,
      product,
      customer,
      since: before(scene, recentHours),
      createdSince: before(scene, searchedDays * 24),
      limit: compared,
      except: number,
    }),
    Promise.all(record.related.slice(-shownLinks).map((other) => store.findRecord(tenantId, other))),
  ]);
  const known = linked.filter((other) => other !== null);
  return compareCases(record, found, known, found.length >= compared);
}

function before({ audience }: Scene, hours: number): string {
  return new Date(Date.parse(audience.now) - hours * hour).toISOString();
}
