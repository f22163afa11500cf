import type { Kysely } from "kysely";
import { createDeliveryStore } from "./create-delivery-store";
import { createReminderStore } from "./create-reminder-store";
import { createReportStore } from "./create-report-store";
import { createWebhookStore } from "./create-webhook-store";
import { createDeliverySteps } from "./delivery-steps";
import { createPrivacyStore } from "./create-privacy-store";
import type { Engine } from "./engine";
import { createQueries, type Queries } from "./queries";
import { createReminderSteps } from "./reminder-steps";
import { createReportSteps } from "./report-steps";
import type { RowLocks } from "./row-locks";
import { createSaveFacts, type Measure, measurePlainly } from "./save-facts";
import type { Tables } from "./schema";
import { createDueRules } from "./due-rules";
import { createTeamSteps } from "./team-statements";
import { everyTenant, ofTenant } from "./scope";
import type { SearchSteps } from "./search-steps";
import { createAnswerSteps } from "./answer-steps";
import { createFileSteps } from "./settle-file";
import { createWebhookSteps } from "./webhook-steps";
import type {
  AnswerKey,
  CaseFileStore,
  CaseStore,
  ExportedRecord,
  Store,
  TeamStore,
  TurnStore,
} from "./store";

/** How many records an export holds in memory, and how long others wait for it. */
const exportPageSize = 100;

/** Makes the Store port of an engine and the common queries, compiled for the dialect of `db`. */
export function createStore(
  engine: Engine,
  db: Kysely<Tables>,
  locks: RowLocks,
  search: Pick<SearchSteps, "find" | "renew" | "tidy">,
  measure: Measure = measurePlainly,
): Store {
  const queries = createQueries(db, search);
  return {
    ...createDeliveryStore(engine, createDeliverySteps(db, locks)),
    ...createPrivacyStore(engine, { db, locks, search }),
    ...createReminderStore(engine, createReminderSteps(db, locks)),
    ...createWebhookStore(engine, createWebhookSteps(db, locks)),
    ...createReportStore(engine, createReportSteps(db, createSaveFacts(db, queries, measure), queries)),
    ...createTurnStore(engine, queries, createAnswerSteps(db)),
    ...createCaseStore(engine, queries, search, createDueRules(engine, db)),
    ...createCaseFileStore(engine, queries, createFileSteps(db, locks)),
    ...createTeamStore(engine, queries, createTeamSteps(db)),
    close: () => engine.close(),
  };
}

function createTurnStore(
  engine: Engine,
  queries: Queries,
  answers: ReturnType<typeof createAnswerSteps>,
): TurnStore {
  return {
    loadTurn: (key) => engine.read(ofTenant(key.tenantId), () => queries.loadTurn(key)),
    saveTurn: (change) => engine.save(change),
    hasClicked: (tenantId, conversationId, click) =>
      engine.read(ofTenant(tenantId), () => queries.hasClicked({ tenantId, conversationId, click })),
    findIntake: (tenantId, userId, intakeId) =>
      engine.read(ofTenant(tenantId), () => queries.findIntake(tenantId, userId, intakeId)),
    claimAnswer: (key, owner, at, until) =>
      engine.write(ofTenant(key.tenantId), () => answers.claim(keyOf(key), owner, at, until)),
    endAnswer: async (key) => {
      await engine.write(ofTenant(key.tenantId), () => answers.end(keyOf(key)));
    },
    releaseAnswer: async (key, owner) => {
      await engine.write(ofTenant(key.tenantId), () => answers.release(keyOf(key), owner));
    },
  };
}

function keyOf({ tenantId, conversationId, activityId }: AnswerKey): AnswerKey {
  return { tenantId, conversationId, activityId };
}

function createCaseStore(
  engine: Engine,
  queries: Queries,
  search: Pick<SearchSteps, "tidy">,
  applyDueRules: ReturnType<typeof createDueRules>,
): CaseStore {
  return {
    findRecord: (tenantId, number) =>
      engine.read(ofTenant(tenantId), () => queries.findRecord(tenantId, number)),
    listRecords: (query) => engine.read(ofTenant(query.tenantId), () => queries.listRecords(query)),
    findRecords: (query) => engine.read(ofTenant(query.tenantId), () => queries.findRecords(query)),
    searchRecords: (query) => engine.read(ofTenant(query.tenantId), () => queries.searchRecords(query)),
    tidySearch: (how) => engine.write(everyTenant, () => search.tidy(how), "patient"),
    browseRecords: (query) => engine.read(ofTenant(query.tenantId), () => queries.browseRecords(query)),
    countChanges: (tenantId) => engine.read(ofTenant(tenantId), () => queries.countChanges(tenantId)),
    readDues: (tenantId, numbers) =>
      engine.read(ofTenant(tenantId), () => queries.readDues(tenantId, numbers)),
    readHistory: (tenantId, number) =>
      engine.read(ofTenant(tenantId), () => queries.readHistory(tenantId, number)),
    recentCustomers: (tenantId, requesterId, limit) =>
      engine.read(ofTenant(tenantId), () => queries.recentCustomers(tenantId, requesterId, limit)),
    similarRecords: (query) => engine.read(ofTenant(query.tenantId), () => queries.similarRecords(query)),
    applyDueRules,
    exportRecords: () => exportRecords(engine, queries),
  };
}

async function* exportRecords(engine: Engine, queries: Queries): AsyncGenerator<ExportedRecord> {
  let after = { tenantId: "", number: 0 };
  for (;;) {
    const position = after;
    const page = await engine.read(
      everyTenant,
      () => queries.exportPage(position, exportPageSize),
      "patient",
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield* page;
    after = { tenantId: last.tenantId, number: last.record.number };
  }
}

function createCaseFileStore(
  engine: Engine,
  queries: Queries,
  files: ReturnType<typeof createFileSteps>,
): CaseFileStore {
  return {
    listFiles: (tenantId, number) =>
      engine.read(ofTenant(tenantId), () => queries.listFiles(tenantId, number)),
    listIntakeFiles: (tenantId, intakeId) =>
      engine.read(ofTenant(tenantId), () => queries.listIntakeFiles(tenantId, intakeId)),
    pendingFiles: (limit) => engine.read(everyTenant, () => queries.pendingFiles(limit)),
    settleFile: (tenantId, fileId, outcome) =>
      engine.write(ofTenant(tenantId), () => files.settle(tenantId, fileId, outcome)),
    claimFiles: async (now, limit, leaseMs) => {
      // Spares the write where nothing waits.
      const [waiting] = await engine.read(everyTenant, () => queries.pendingFiles(1));
      return waiting === undefined ? [] : engine.write(everyTenant, () => files.claim(now, limit, leaseMs));
    },
    releaseFile: async (tenantId, fileId) => {
      await engine.write(ofTenant(tenantId), () => files.release(tenantId, fileId));
    },
    keepFile: (file, kept, room) => engine.write(ofTenant(file.tenantId), () => files.keep(file, kept, room)),
  };
}

function createTeamStore(
  engine: Engine,
  queries: Queries,
  teams: ReturnType<typeof createTeamSteps>,
): TeamStore {
  return {
    listRoutes: (tenantId) => engine.read(ofTenant(tenantId), () => queries.listRoutes(tenantId)),
    countSentTo: (tenantId, routeId) =>
      engine.read(ofTenant(tenantId), () => queries.countSentTo(tenantId, routeId)),
    listPeople: (tenantId, limit) =>
      engine.read(ofTenant(tenantId), () => queries.listPeople(tenantId, limit)),
    listLeads: (tenantId) => engine.read(ofTenant(tenantId), () => queries.listLeads(tenantId)),
    channelsOf: (tenantId, userId) =>
      engine.read(ofTenant(tenantId), () => teams.channelsOf(tenantId, userId)),
    keepRoster: async (roster) => {
      await engine.write(ofTenant(roster.tenantId), () => teams.keepRoster(roster));
    },
    teamsToAsk: (before, limit) => engine.read(everyTenant, () => teams.teamsToAsk(before, limit)),
  };
}
