import type { Kysely } from "kysely";
import { StorageError } from "../errors";
import type { ErasureWish } from "../privacy/privacy-store";
import type { CaseRecord } from "../records/record";
import { beginErasure } from "./begin-erasure";
import { compileDeliveryStatements, type DeliveryStatements } from "./delivery-statements";
import { createQueries } from "./queries";
import { createSaveFacts, type Measure, type SaveFacts } from "./save-facts";
import { moveCases } from "./move-cases";
import { saveDeliveries } from "./save-delivery";
import { nameProfile, profileDocuments, toFileRow, toHistoryRow, toIntakeRow, toRecordRow } from "./rows";
import { notePeople, saveRoutes } from "./save-routes";
import { compileSaveStatements, type SaveStatements } from "./save-statements";
import type { RowLocks } from "./row-locks";
import type { Tables } from "./schema";
import type { SearchSteps } from "./search-steps";
import { changeRows, selectRows, type Steps } from "./statement";
import type { SaveResult, TurnChange } from "./store";
import { saveEvents } from "./webhook-steps";

/**
 * Makes the steps of `Store.saveTurn`. The engine runs them in a transaction or savepoint of their own and
 * keeps what they did only when the result is `saved`.
 */
export function createSaveTurn(
  db: Kysely<Tables>,
  locks: RowLocks,
  search: SearchSteps,
  measure: Measure,
): (change: TurnChange) => Steps<SaveResult> {
  const deliveries = compileDeliveryStatements(db, locks);
  const begin = (change: TurnChange, erasure: ErasureWish) =>
    beginErasure(db, change.key.tenantId, change.at, erasure);
  const statements = { ...compileSaveStatements(db), deliveries, search, beginErasure: begin };
  const saveFacts = createSaveFacts(db, createQueries(db, search), measure);
  return (change) => saveTurn({ statements, saveFacts }, change);
}

interface Tools {
  readonly statements: TurnStatements;
  readonly saveFacts: SaveFacts;
}

function* saveTurn({ statements, saveFacts }: Tools, change: TurnChange): Steps<SaveResult> {
  checkChange(change);
  if (!(yield* saveKey(statements, change))) return { kind: "repeated" };
  const created = yield* numberRecord(statements, change);
  const saved =
    (yield* saveIntake(statements, change, created)) &&
    (yield* saveProfile(statements, change)) &&
    (yield* saveRecord(statements, change, created)) &&
    (yield* saveRoutes(statements, change));
  if (!saved) return { kind: "conflict" };
  const record = created ?? change.updateRecord ?? null;
  if (record !== null) {
    yield* appendHistory(statements, change, record);
    // The whole history of a new record came with it.
    yield* saveFacts(change.key.tenantId, record, created === null ? undefined : change.history);
    yield* statements.search.put(change.key.tenantId, record);
    yield* saveEvents(statements.deliveries, change.key.tenantId, record, { history: [], ...change });
  }
  yield* saveFiles(statements, change, created);
  yield* notePeople(statements, change);
  const { key, at, reroute } = change;
  const isMoved =
    reroute === undefined || (yield* moveCases({ statements, saveFacts }, key.tenantId, at, reroute));
  if (!isMoved) return { kind: "conflict" };
  if (change.erasure !== undefined) yield* statements.beginErasure(change, change.erasure);
  yield* saveNews(statements.deliveries, change, record);
  return { kind: "saved", record };
}

interface TurnStatements extends SaveStatements {
  readonly deliveries: DeliveryStatements;
  readonly search: Pick<SearchSteps, "put">;
  readonly beginErasure: (change: TurnChange, erasure: ErasureWish) => Steps<unknown>;
}

/** The types allow two changes that mean nothing; dropping a half of them silently would lose data. */
function checkChange({ createRecord, updateRecord, history = [] }: TurnChange): void {
  if (createRecord !== undefined && updateRecord !== undefined) {
    throw new StorageError("a turn cannot be saved that creates a record and updates another");
  }
  if (history.length > 0 && createRecord === undefined && updateRecord === undefined) {
    throw new StorageError("a turn cannot be saved that has a history but no record it belongs to");
  }
}

function saveKey(statements: SaveStatements, { key, at, click }: TurnChange): Steps<boolean> {
  return changeRows(statements.insertTurn, {
    tenant_id: key.tenantId,
    conversation_id: key.conversationId,
    activity_id: key.activityId,
    at,
    click: click ?? null,
  });
}

function* numberRecord(statements: SaveStatements, change: TurnChange): Steps<CaseRecord | null> {
  if (change.createRecord === undefined) return null;
  const [row] = yield* selectRows(statements.takeNumber, { tenant_id: change.key.tenantId });
  if (row === undefined) throw new StorageError("the database gave no record number");
  return { ...change.createRecord, number: row.last };
}

function* saveIntake(
  statements: SaveStatements,
  { key, intake }: TurnChange,
  created: CaseRecord | null,
): Steps<boolean> {
  if (intake === undefined) return true;
  const row = toIntakeRow(key, created === null ? intake : { ...intake, recordNumber: created.number });
  if (row.revision === 1) return yield* changeRows(statements.insertIntake, row);
  return yield* changeRows(statements.updateIntake, { ...row, expected: row.revision - 1 });
}

function* saveProfile(statements: SaveStatements, { key, profile }: TurnChange): Steps<boolean> {
  if (profile === undefined) return true;
  const row = {
    tenant_id: key.tenantId,
    user_id: key.userId,
    revision: profile.revision,
    document: profileDocuments.write(nameProfile(key), profile),
    updated_at: profile.updatedAt,
  };
  if (row.revision === 1) return yield* changeRows(statements.insertProfile, row);
  return yield* changeRows(statements.updateProfile, { ...row, expected: row.revision - 1 });
}

function* saveRecord(
  statements: SaveStatements,
  { key, updateRecord, dueAt = null, dueClock = null }: TurnChange,
  created: CaseRecord | null,
): Steps<boolean> {
  const record = created ?? updateRecord;
  if (record === undefined) return true;
  const row = toRecordRow(key.tenantId, record, dueAt, dueClock);
  const isSaved =
    created === null
      ? yield* changeRows(statements.updateRecord, { ...row, expected: row.revision - 1 })
      : yield* changeRows(statements.insertRecord, row);
  // After the record, in the order a look at it has, too: engines that lock rows would else wait for each other.
  yield* changeRows(statements.countChange, { tenant_id: key.tenantId });
  return isSaved;
}

function* appendHistory(statements: SaveStatements, change: TurnChange, record: CaseRecord): Steps<void> {
  for (const entry of change.history ?? []) {
    yield* changeRows(statements.appendHistory, toHistoryRow(change.key.tenantId, record, entry));
  }
}

function* saveFiles(
  statements: SaveStatements,
  { key: { tenantId }, files = [], at }: TurnChange,
  created: CaseRecord | null,
): Steps<void> {
  for (const file of files) yield* changeRows(statements.insertFile, toFileRow(tenantId, file, at));
  if (created === null) return;
  const { number, intakeId } = created;
  yield* changeRows(statements.numberFiles, { tenant_id: tenantId, number, intake_id: intakeId });
}

function saveNews(
  statements: DeliveryStatements,
  { key, at, deliveries = [] }: TurnChange,
  record: CaseRecord | null,
): Steps<void> {
  const wanted = typeof deliveries === "function" ? deliveries(record) : deliveries;
  return saveDeliveries(statements, key.tenantId, wanted, at);
}
