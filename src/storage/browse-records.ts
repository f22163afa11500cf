import type { Kysely } from "kysely";
import { CaseRecord } from "../records/record";
import { browsePart } from "./browse-part";
import { listParts } from "./browse-plan";
import { createBrowseStatements, type FoundRow } from "./browse-statements";
import type { BrowseBounds, Tools } from "./browse-tools";
import type { CasePlace, CaseQuery } from "./case-filter";
import { parseDocument } from "./rows";
import type { Tables } from "./schema";
import type { Steps } from "./statement";
import type { BrowsedRecords } from "./store";

const usual: BrowseBounds = {
  ...{ few: 400, window: 1200, glance: 200, recordWindow: 300 },
  ...{ windows: 1, mostWindows: 6 },
};

/** Makes the search of lists for the dialect of `db`: each page costs about the same, however many records there are. */
export function createBrowse(
  db: Kysely<Tables>,
  bounds = usual,
): (query: CaseQuery) => Steps<BrowsedRecords> {
  const tools = { statements: createBrowseStatements(db), bounds };
  return (query) => browse(tools, query);
}

function* browse(tools: Tools, query: CaseQuery): Steps<BrowsedRecords> {
  const wanted = Math.max(0, query.limit);
  const { after } = query;
  const places: (CasePlace & { readonly row: FoundRow })[] = [];
  const parts = listParts(query.sort, query.order);
  for (let part = after?.part ?? 0; part < parts.length; part += 1) {
    const from = after?.part === part ? after : null;
    const missing = wanted + 1 - places.length;
    const { rows, reached } = yield* browsePart(tools, query, parts[part], from, missing);
    places.push(...rows.map((row) => ({ part, key: row.key, number: row.number, row })));
    if (places.length > wanted)
      return page(query, places.slice(0, wanted), placeOf(places[wanted - 1] ?? after));
    if (reached !== null) return page(query, places, { part, ...reached });
  }
  return page(query, places, null);
}

function placeOf(place: CasePlace | null): CasePlace | null {
  return place === null ? null : { part: place.part, key: place.key, number: place.number };
}

function page(
  { tenantId }: CaseQuery,
  found: readonly { readonly row: FoundRow }[],
  next: CasePlace | null,
): BrowsedRecords {
  const records = found.map(({ row }) =>
    parseDocument(CaseRecord, row.document, `record ${row.number} of tenant ${tenantId}`),
  );
  return { records, next };
}
