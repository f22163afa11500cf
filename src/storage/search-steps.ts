import type { Kysely } from "kysely";
import { z } from "zod";
import { StorageError } from "../errors";
import { mayRead } from "../records/may-read";
import { CaseRecord } from "../records/record";
import { severityOf } from "../records/severity";
import { termsOfCase, termsVersion } from "../search/case-terms";
import { type FactField, factTerm } from "../search/fact-term";
import type { SearchPart } from "../search/search";
import { customerKey, parseDocument } from "./rows";
import type { Tables } from "./schema";
import { changeRows, compileStatement, selectRows, type Steps, word } from "./statement";
import type { RecordFilter, SearchedRecords, SearchQuery } from "./store";
import { askOf, createNarrowing, narrowedFilters } from "./narrow-search";
import type { SearchDialect, TermIndex } from "./term-index";

/** The search of an engine: kept up with every save, and asked. */
export interface SearchSteps {
  /** Indexes a record as it now is, with the notes saved before, as the last changed of its tenant. */
  put(tenantId: string, record: CaseRecord): Steps<void>;
  /** The same for what is not a change of the case: it stays where it is in every list. */
  renew(tenantId: string, record: CaseRecord): Steps<void>;
  find(query: SearchQuery): Steps<SearchedRecords>;
  /** Indexes everything anew when the index was made by other terms than those of this version. */
  refresh(): Steps<void>;
  tidy: TermIndex["tidy"];
}

/** Notes of one case that are read, the newest first; the text of a case is cut, too (case-terms.ts). */
const mostNotes = 200;
const refreshPage = 500;

/** Compiles what finds cases by their words, for one engine. */
export function createSearchSteps(db: Kysely<Tables>, dialect: SearchDialect): SearchSteps {
  const statements = compileSearchStatements(db);
  const index = dialect.createIndex(db);
  const narrow = createNarrowing(db);
  return {
    put: (tenantId, record) => putRecord(statements, index, tenantId, record, false),
    renew: (tenantId, record) => putRecord(statements, index, tenantId, record, true),
    find: (query) => findRecords(index, narrow, query),
    refresh: () => refreshIndex(statements, index),
    tidy: (how) => index.tidy(how),
  };
}

type RecordKey = { readonly tenant_id: string; readonly number: number };
type Statements = ReturnType<typeof compileSearchStatements>;

const NoteRow = z.object({ new: z.string().nullable() });
const VersionRow = z.object({ version: z.coerce.number() });
const TenantRow = z.object({ tenant_id: z.string() });
const DocumentRow = z.object({ document: z.string() });

function compileSearchStatements(db: Kysely<Tables>) {
  return {
    notesOf: compileStatement<RecordKey & { readonly limit: number }, z.infer<typeof NoteRow>>(
      NoteRow,
      (value) =>
        db
          .selectFrom("history")
          .where("tenant_id", "=", value("tenant_id"))
          .where("number", "=", value("number"))
          .where("field", "=", word("note"))
          .orderBy("seq", "desc")
          .limit(value("limit"))
          .select("new"),
    ),
    readVersion: compileStatement<object, z.infer<typeof VersionRow>>(VersionRow, () =>
      db.selectFrom("search_version").select("version"),
    ),
    forgetVersion: compileStatement<object, unknown>(z.unknown(), () => db.deleteFrom("search_version")),
    noteVersion: compileStatement<{ readonly version: number }, unknown>(z.unknown(), (value) =>
      db.insertInto("search_version").values({ version: value("version") }),
    ),
    tenants: compileStatement<object, z.infer<typeof TenantRow>>(TenantRow, () =>
      db.selectFrom("record_numbers").select("tenant_id").orderBy("tenant_id"),
    ),
    // Oldest change first, along the index by update.
    recordsAfter: compileStatement<
      RecordKey & { readonly updated_at: string; readonly limit: number },
      z.infer<typeof DocumentRow>
    >(DocumentRow, (value) =>
      db
        .selectFrom("records")
        .where("tenant_id", "=", value("tenant_id"))
        .where((eb) =>
          eb(eb.refTuple("updated_at", "number"), ">", eb.tuple(value("updated_at"), value("number"))),
        )
        .orderBy("updated_at")
        .orderBy("number")
        .limit(value("limit"))
        .select("document"),
    ),
  };
}

function* putRecord(
  statements: Statements,
  index: TermIndex,
  tenantId: string,
  record: CaseRecord,
  keepsPlace: boolean,
): Steps<void> {
  const { number, updatedAt } = record;
  const rows = yield* selectRows(statements.notesOf, { tenant_id: tenantId, number, limit: mostNotes });
  const notes = rows.flatMap((row) => row.new ?? []);
  const terms = termsOfCase(record, { customerKey: customerKey(record.customer), notes });
  yield* index.replace({ tenantId, number, updatedAt, terms, keepsPlace });
}

function* findRecords(
  index: TermIndex,
  narrow: ReturnType<typeof createNarrowing>,
  query: SearchQuery,
): Steps<SearchedRecords> {
  const limit = Math.max(0, query.limit);
  if (query.search.parts.length === 0) return { records: [], next: null };
  const { tenantId, after } = query;
  const few = yield* narrow(tenantId, query.filter);
  const words = few === null ? query.search.parts : askOf(few, query.search.parts);
  if (words === null || few?.length === 0) return { records: [], next: null };
  // What usually leaves the fewest comes first: a short list tells the index at once how far to look.
  const parts = [...factsOf(query, few === null ? [] : narrowedFilters), ...words];
  // One more than wanted tells whether there is a next page.
  const terms = { tenantId, parts, after, limit: limit + 1 };
  const { rows, reached } =
    few === null
      ? yield* index.find(terms)
      : {
          rows: yield* index.findAmong({ ...terms, numbers: few.map(({ number }) => number) }),
          reached: null,
        };
  const page = rows.slice(0, limit);
  const records = page
    .map(({ document, number }) =>
      parseDocument(CaseRecord, document, `record ${number} of tenant ${tenantId}`),
    )
    .filter((record) => fits(record, query));
  return { records, next: rows.length > limit ? (page.at(-1)?.place ?? null) : reached };
}

interface IndexedFilter {
  readonly name: keyof RecordFilter;
  readonly field: FactField;
  readonly read: (record: CaseRecord) => string | null;
}

/** The filters with the facts they ask for, those that leave the fewest cases first. */
const filters: readonly IndexedFilter[] = [
  { name: "customerKey", field: "customer", read: ({ customer }) => customerKey(customer) },
  { name: "requesterId", field: "requester", read: ({ requester }) => requester.id },
  { name: "product", field: "product", read: ({ product }) => product ?? null },
  { name: "state", field: "state", read: ({ state }) => state },
  { name: "severity", field: "severity", read: severityOf },
  { name: "outcome", field: "outcome", read: ({ verdict }) => verdict.outcome },
];

/** Filters and rights are terms like any other, so that the index itself leaves out what does not count; `met` is known to be. */
function factsOf(
  { filter, readableBy, readableIn = [] }: SearchQuery,
  met: readonly (keyof RecordFilter)[],
): readonly SearchPart[] {
  const fact = (field: FactField, value: string) => [{ term: factTerm(field, value), isWhole: true }];
  const wanted = filters.flatMap(({ name, field }) => {
    const value = filter[name];
    return value === undefined ? [] : [{ name, part: [fact(field, value)] }];
  });
  const given = Object.values(filter).filter((value) => value !== undefined);
  // Left aside in silence, a filter would show what it was to hide.
  if (given.length !== wanted.length) throw new StorageError("a search was narrowed by what is not indexed");
  const asked = wanted.flatMap(({ name, part }) => (met.includes(name) ? [] : [part]));
  return readableBy === null
    ? asked
    : [
        ...asked,
        [
          fact("requester", readableBy),
          fact("owner", readableBy),
          ...readableIn.map((channel) => fact("channel", channel)),
        ],
      ];
}

/** Two facts may share a term: the record itself has the last word. */
function fits(record: CaseRecord, { filter, readableBy, readableIn }: SearchQuery): boolean {
  const isMeant = filters.every(({ name, read }) => [undefined, read(record)].includes(filter[name]));
  return isMeant && (readableBy === null || mayRead(record, readableBy, "team", readableIn));
}

function* refreshIndex(statements: Statements, index: TermIndex): Steps<void> {
  const [known] = yield* selectRows(statements.readVersion, {});
  if (known?.version === termsVersion) return;
  yield* index.clear();
  for (const { tenant_id } of yield* selectRows(statements.tenants, {}))
    yield* indexTenant(statements, index, tenant_id);
  yield* changeRows(statements.forgetVersion, {});
  yield* changeRows(statements.noteVersion, { version: termsVersion });
}

function* indexTenant(statements: Statements, index: TermIndex, tenantId: string): Steps<void> {
  let after = { updated_at: "", number: 0 };
  for (;;) {
    const values = { tenant_id: tenantId, ...after, limit: refreshPage };
    const rows = yield* selectRows(statements.recordsAfter, values);
    for (const { document } of rows) {
      const record = parseDocument(CaseRecord, document, `a record of tenant ${tenantId}`);
      yield* putRecord(statements, index, tenantId, record, false);
      after = { updated_at: record.updatedAt, number: record.number };
    }
    if (rows.length < refreshPage) return;
  }
}
