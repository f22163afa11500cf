import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { StorageError } from "../errors";
import { createFirstTables, type ProtectHistory } from "./migrations/0001-first-tables";
import { addHistoryRevisions } from "./migrations/0002-history-revisions";
import { addFiles } from "./migrations/0003-files";
import { addDeliveries } from "./migrations/0004-deliveries";
import { addRoutes } from "./migrations/0005-routes";
import { addReminders } from "./migrations/0006-reminders";
import { addRecordSearch } from "./migrations/0007-record-search";
import { addSearchTerms } from "./migrations/0010-search-terms";
import { addReports } from "./migrations/0015-reports";
import { addWebhooks } from "./migrations/0016-webhooks";
import { addLostDeliveries } from "./migrations/0020-lost-deliveries";
import { addAddresses } from "./migrations/0025-addresses";
import { addErasing, type OpenHistory } from "./migrations/0021-erasing";
import { addDeliveriesOfRecord } from "./migrations/0030-deliveries-of-record";
import { addRecordLists } from "./migrations/0031-record-lists";
import { addTeamMembers } from "./migrations/0032-team-members";
import { addDueRules } from "./migrations/0033-due-rules";
import { createDeliveryOrder, type OrderDeliveries } from "./migrations/0035-delivery-order";
import { addClicks } from "./migrations/0036-clicks";
import { addClaims } from "./migrations/0037-claims";
import { addListColumns } from "./migrations/0038-list-columns";
import { addWebhookPauses } from "./migrations/0039-webhook-pauses";
import { addDueClocks } from "./migrations/0040-due-clocks";
import { addAnswerOwners } from "./migrations/0041-answer-owners";
import { addAges } from "./migrations/0042-ages";
import { addDueList } from "./migrations/0043-due-list";
import { addSingleErasures } from "./migrations/0044-single-erasures";
import { type RewordPolicies, rewordTenantPolicies } from "./migrations/0045-tenant-policies";
import { addPlacesOfPosts } from "./migrations/0046-places-of-posts";
import { addNamesOfCustomers } from "./migrations/0047-names-of-customers";
import type { Tables } from "./schema";
import type { SearchDialect } from "./term-index";

/** What each engine words in its own way: sqlite-store.ts and postgres-schema.ts. */
export interface SchemaDialect {
  readonly protectHistory: ProtectHistory;
  readonly orderDeliveries: OrderDeliveries;
  readonly search: SearchDialect;
  readonly openHistory: OpenHistory;
  readonly rewordPolicies: RewordPolicies;
}

/** Every step of the schema in order; a released one never changes and none is ever taken back. */
export function listMigrations({
  protectHistory,
  orderDeliveries,
  search,
  openHistory,
  rewordPolicies,
}: SchemaDialect): Record<string, Migration> {
  return {
    "0001-first-tables": createFirstTables(protectHistory),
    "0002-history-revisions": addHistoryRevisions,
    "0003-files": addFiles,
    "0004-deliveries": addDeliveries,
    "0005-routes": addRoutes,
    "0006-reminders": addReminders,
    "0007-record-search": addRecordSearch,
    "0010-search-terms": addSearchTerms(search.createTables),
    "0015-reports": addReports,
    "0016-webhooks": addWebhooks,
    "0020-lost-deliveries": addLostDeliveries,
    "0025-addresses": addAddresses,
    "0021-erasing": addErasing(openHistory),
    "0030-deliveries-of-record": addDeliveriesOfRecord,
    "0031-record-lists": addRecordLists,
    "0032-team-members": addTeamMembers,
    "0033-due-rules": addDueRules,
    "0035-delivery-order": createDeliveryOrder(orderDeliveries),
    "0036-clicks": addClicks,
    "0037-claims": addClaims,
    "0038-list-columns": addListColumns,
    "0039-webhook-pauses": addWebhookPauses,
    "0040-due-clocks": addDueClocks,
    "0041-answer-owners": addAnswerOwners,
    "0042-ages": addAges,
    "0043-due-list": addDueList,
    "0044-single-erasures": addSingleErasures,
    "0045-tenant-policies": rewordTenantPolicies(rewordPolicies),
    "0046-places-of-posts": addPlacesOfPosts,
    "0047-names-of-customers": addNamesOfCustomers,
  };
}

/**
 * Brings the schema up to what this program knows. `place` names the database in the error when a newer program
 * made it: writing into that could destroy what it holds.
 */
export async function migrate(db: Kysely<Tables>, dialect: SchemaDialect, place: string): Promise<void> {
  const migrations = listMigrations(dialect);
  refuseNewer(migrations, await readAppliedNames(db), place);
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new StorageError(`${place} cannot be brought up to this version`, { cause: error });
}

/** For whoever may not change the schema: throws a StorageError that says what to do when it is not of this version. */
export async function checkSchema(db: Kysely<Tables>, dialect: SchemaDialect, place: string): Promise<void> {
  const migrations = listMigrations(dialect);
  const applied = await readAppliedNames(db);
  refuseNewer(migrations, applied, place);
  if (Object.keys(migrations).every((name) => applied.includes(name))) return;
  throw new StorageError(
    `${place} was made by an older version of this program, and its user may not change it: ` +
      "run `prepare-database` of this version as an administrator, and start again",
  );
}

function refuseNewer(
  migrations: Readonly<Record<string, Migration>>,
  applied: readonly string[],
  place: string,
): void {
  const name = applied.find((one) => !Object.hasOwn(migrations, one));
  if (name === undefined) return;
  throw new StorageError(
    `${place} was written by a newer version of this program (schema step ${name} is unknown here): ` +
      "start that version or a later one, or put back a backup made by this version",
  );
}

async function readAppliedNames(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}
