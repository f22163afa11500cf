import { createDeliveryStore } from "./create-delivery-store";
import { createReminderStore } from "./create-reminder-store";
import type { DeliverySteps } from "./delivery-steps";
import type { Queries } from "./queries";
import type { ReminderSteps } from "./reminder-steps";
import type { Steps } from "./statement";
import type { ExportedRecord, FileOutcome, SaveResult, Store, TurnChange } from "./store";

/** All that differs from engine to engine. Each function answers with a StorageError when it cannot. */
export interface Engine {
  /** Runs the steps against one state of the data. */
  read<Result>(start: () => Steps<Result>): Promise<Result>;
  /** Resolves after the change is durable, or was left out whole. */
  save(change: TurnChange): Promise<SaveResult>;
  /** Resolves with the result of the steps after it is durable; nothing of them is kept when they throw. */
  write<Result>(start: () => Steps<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The steps that say what became of a pending file. */
export type SettleFile = (tenantId: string, fileId: string, outcome: FileOutcome) => Steps<boolean>;

/** How many records an export holds in memory, and how long others wait for it. */
const exportPageSize = 100;

/** Makes the Store port of an engine and the common queries. */
export function createStore(
  engine: Engine,
  queries: Queries,
  settle: SettleFile,
  deliveries: DeliverySteps,
  reminders: ReminderSteps,
): Store {
  return {
    ...createDeliveryStore(engine, deliveries),
    ...createReminderStore(engine, reminders),
    loadTurn: (key) => engine.read(() => queries.loadTurn(key)),
    saveTurn: (change) => engine.save(change),
    findIntake: (tenantId, userId, intakeId) =>
      engine.read(() => queries.findIntake(tenantId, userId, intakeId)),
    findRecord: (tenantId, number) => engine.read(() => queries.findRecord(tenantId, number)),
    listRecords: (query) => engine.read(() => queries.listRecords(query)),
    findRecords: (query) => engine.read(() => queries.findRecords(query)),
    readHistory: (tenantId, number) => engine.read(() => queries.readHistory(tenantId, number)),
    recentCustomers: (tenantId, requesterId, limit) =>
      engine.read(() => queries.recentCustomers(tenantId, requesterId, limit)),
    similarRecords: (query) => engine.read(() => queries.similarRecords(query)),
    listFiles: (tenantId, number) => engine.read(() => queries.listFiles(tenantId, number)),
    listIntakeFiles: (tenantId, intakeId) => engine.read(() => queries.listIntakeFiles(tenantId, intakeId)),
    pendingFiles: (limit) => engine.read(() => queries.pendingFiles(limit)),
    settleFile: (tenantId, fileId, outcome) => engine.write(() => settle(tenantId, fileId, outcome)),
    listRoutes: (tenantId) => engine.read(() => queries.listRoutes(tenantId)),
    countSentTo: (tenantId, routeId) => engine.read(() => queries.countSentTo(tenantId, routeId)),
    listPeople: (tenantId, limit) => engine.read(() => queries.listPeople(tenantId, limit)),
    listLeads: (tenantId) => engine.read(() => queries.listLeads(tenantId)),
    exportRecords: () => exportRecords(engine, queries),
    close: () => engine.close(),
  };
}

async function* exportRecords(engine: Engine, queries: Queries): AsyncGenerator<ExportedRecord> {
  let after = { tenantId: "", number: 0 };
  for (;;) {
    const position = after;
    const page = await engine.read(() => queries.exportPage(position, exportPageSize));
    const last = page.at(-1);
    if (last === undefined) return;
    yield* page;
    after = { tenantId: last.tenantId, number: last.record.number };
  }
}
