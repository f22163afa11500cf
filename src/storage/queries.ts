import type { Kysely } from "kysely";
import { createBrowse } from "./browse-records";
import { type CaseFileQueries, createCaseFileQueries } from "./case-file-queries";
import type { CaseQuery } from "./case-filter";
import { type CaseQueries, createCaseQueries } from "./case-queries";
import { createExportQueries, type ExportQueries } from "./export-queries";
import type { Tables } from "./schema";
import type { SearchSteps } from "./search-steps";
import type { Steps } from "./statement";
import type { BrowsedRecords, SearchedRecords, SearchQuery } from "./store";
import { createTeamQueries, type TeamQueries } from "./team-queries";
import { createTurnQueries, type TurnQueries } from "./turn-queries";

/** The reads of the Store port as steps an engine runs against one state of the data. */
export interface Queries extends TurnQueries, CaseQueries, CaseFileQueries, TeamQueries, ExportQueries {
  searchRecords(query: SearchQuery): Steps<SearchedRecords>;
  browseRecords(query: CaseQuery): Steps<BrowsedRecords>;
}

/** Compiles every read for the dialect of `db`. */
export function createQueries(db: Kysely<Tables>, words: Pick<SearchSteps, "find">): Queries {
  return {
    ...createTurnQueries(db),
    ...createCaseQueries(db),
    ...createCaseFileQueries(db),
    ...createTeamQueries(db),
    ...createExportQueries(db),
    searchRecords: (query) => words.find(query),
    browseRecords: createBrowse(db),
  };
}
