import { type Kysely, type RawBuilder, sql } from "kysely";
import type { OrphanedFile, Purgeable } from "../privacy/privacy-store";
import type { RewriteTools } from "./erase-steps";
import { runOnce } from "./raw-steps";
import { readFiles } from "./read-files";
import type { Tables } from "./schema";
import type { Steps } from "./statement";
import { selectUnstripped, stripOldCases } from "./strip-steps";

type Db = Kysely<Tables>;

/** The files on the disk that go with the next part; they go first, so that none is left without a row. */
export function* filesToPurge(
  db: Db,
  what: Purgeable,
  before: string,
  limit: number,
): Steps<readonly OrphanedFile[]> {
  if (what === "intakes") return yield* readFiles(db, oldLooseFiles(before, limit));
  if (what !== "cases") return [];
  return yield* readFiles(
    db,
    sql`(tenant_id, number) in (
      select tenant_id, number from (${selectUnstripped(before, limit, { columns: sql`tenant_id, number, updated_at` })}) as old)`,
  );
}

/** Files that never came to belong to a case. */
function oldLooseFiles(before: string, limit: number) {
  return sql`(tenant_id, id) in (
    select tenant_id, id from files where number is null and state <> 'pending' and at < ${before}
    order by at limit ${limit})`;
}

interface Purge {
  readonly what: Purgeable;
  readonly before: string;
  readonly limit: number;
}

/**
 * To this transaction's end PostgreSQL follows the index of ages instead of reading and sorting all that is old. It takes the
 * tenants' policies to leave one row of two hundred, and so all of it for little.
 */
const goByAge = sql`select set_config('enable_sort', 'off', true)`;

/**
 * Removes the oldest rows of a kind from before a moment, or takes their words; answers how many, at most `limit`. Every
 * statement goes by an index of what there is to remove: others wait for it, however much is kept.
 */
export function* purge(tools: RewriteTools, { what, before, limit }: Purge): Steps<number> {
  const { db, locks } = tools;
  if (locks === "skip") yield* runOnce(db, goByAge);
  switch (what) {
    case "turns": {
      const key = ["tenant_id", "conversation_id", "activity_id"];
      const turns = yield* remove(db, "turns", key, { age: "at", before, limit });
      const answers = yield* remove(db, "answers", key, { age: "at", before, limit });
      return Math.max(turns, answers);
    }
    case "sent":
      return yield* remove(db, "deliveries", ["tenant_id", "key"], {
        ...{ age: "created_at", before, limit },
        only: sql`untold = 0 and settled = 1`,
      });
    case "intakes":
      return yield* remove(db, "intakes", ["tenant_id", "id"], { age: "updated_at", before, limit });
    case "people":
      return yield* purgePlaces(db, before, limit);
    case "cases":
      return yield* stripOldCases(tools, before, limit);
  }
}

/** People met long ago, and chats the app was removed from, with what was posted there. */
function* purgePlaces(db: Db, before: string, limit: number): Steps<number> {
  const people = yield* remove(db, "people", ["tenant_id", "place", "user_id"], {
    ...{ age: "at", before, limit },
    only: sql`leads = 0`,
  });
  const gone = sql`state = 'removed' and not exists (
    select 1 from deliveries where deliveries.tenant_id = conversations.tenant_id
      and deliveries.conversation_id = conversations.conversation_id and deliveries.settled = 0)`;
  yield* runOnce(
    db,
    sql`delete from posts where (tenant_id, conversation_id) in (
      select tenant_id, conversation_id from conversations where ${gone} and updated_at < ${before}
      order by updated_at limit ${limit})`,
  );
  const places = yield* remove(db, "conversations", ["tenant_id", "conversation_id"], {
    ...{ age: "updated_at", before, limit },
    only: gone,
  });
  return Math.max(people, places);
}

interface Removal {
  /** The column that says how old a row is. */
  readonly age: string;
  readonly before: string;
  readonly limit: number;
  readonly only?: RawBuilder<unknown>;
}

/** Removes at most `limit` of the rows, the oldest first; answers how many. */
function* remove(
  db: Db,
  table: keyof Tables,
  key: readonly string[],
  { age, before, limit, only = sql`1 = 1` }: Removal,
): Steps<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const { changed } = yield* runOnce(
    db,
    sql`delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)} where ${only} and ${sql.ref(age)} < ${before}
      order by ${sql.ref(age)} limit ${limit})`,
  );
  return changed;
}
