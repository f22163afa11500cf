import type { Route } from "../../src/escalation/route";
import type { Intake } from "../../src/intake/intake";
import type { Profile } from "../../src/intake/profile";
import type { NewCaseFile } from "../../src/records/case-file";
import type { CaseRecord, HistoryEntry, NewCaseRecord } from "../../src/records/record";
import type { Store, TurnKey } from "../../src/storage/store";

/** A moment of one fixed morning. */
export function moment(minute: number): string {
  return new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString();
}

let activities = 0;

/** The key of a new activity of Ada in the chat "desk" of Contoso. */
export function sampleKey(changes: Partial<TurnKey> = {}): TurnKey {
  activities += 1;
  return {
    tenantId: "contoso",
    userId: "ada",
    conversationId: "desk",
    activityId: `activity-${activities}`,
    ...changes,
  };
}

export function sampleIntake(changes: Partial<Intake> = {}): Intake {
  return {
    schema: 1,
    id: "intake-1",
    revision: 1,
    state: "asking",
    mode: "card",
    title: "Mail of one customer is late",
    answers: { tenantScope: "customer" },
    trail: [["tenantScope"]],
    draft: {},
    recognised: [],
    details: {},
    createdAt: moment(0),
    updatedAt: moment(0),
    ...changes,
  };
}

export function sampleProfile(changes: Partial<Profile> = {}): Profile {
  return { schema: 1, revision: 1, welcomed: true, updatedAt: moment(0), ...changes };
}

export function sampleRecord(changes: Partial<NewCaseRecord> = {}): NewCaseRecord {
  return {
    schema: 1,
    revision: 1,
    state: "open",
    title: "Mail of one customer is late",
    answers: { tenantScope: "customer", cloud: "commercial" },
    verdict: {
      edition: "2020",
      row: "sample",
      outcome: "resolve",
      escalateTo: null,
      route: "partner_resolves",
      severity: "C",
      responseHours: 8,
      responseBusinessDays: null,
      ruleIds: ["P-01"],
      notes: [],
    },
    requester: { id: "ada", name: "Ada" },
    details: {},
    stepsDone: [],
    related: [],
    intakeId: "intake-1",
    createdAt: moment(0),
    updatedAt: moment(0),
    ...changes,
  };
}

export function sampleEntry(changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    at: moment(0),
    by: { id: "ada", name: "Ada" },
    field: "state",
    old: null,
    new: "open",
    why: null,
    ...changes,
  };
}

export function sampleFile(changes: Partial<NewCaseFile> = {}): NewCaseFile {
  return {
    id: "file-1",
    number: null,
    intakeId: "intake-1",
    name: "screenshot.png",
    by: { id: "ada", name: "Ada" },
    source: "https://files.example/1",
    ...changes,
  };
}

export function sampleRoute(changes: Partial<Route> = {}): Route {
  return {
    schema: 1,
    id: "route-1",
    revision: 1,
    position: 0,
    conversationId: "desk",
    channelName: "Service desk",
    match: { families: [], severities: ["A"], outcomes: [], customers: [] },
    isCatchAll: false,
    sendsAtOnce: false,
    mentions: [{ person: { id: "bo", name: "Bo" }, severities: [] }],
    language: "en",
    updatedAt: moment(0),
    ...changes,
  };
}

/** Saves a record of a turn of its own and returns it as stored. */
export async function createRecord(
  store: Store,
  {
    key = {},
    record = {},
  }: { readonly key?: Partial<TurnKey>; readonly record?: Partial<NewCaseRecord> } = {},
): Promise<CaseRecord> {
  const result = await store.saveTurn({
    key: sampleKey(key),
    at: moment(0),
    createRecord: sampleRecord(record),
    history: [sampleEntry()],
  });
  if (result.kind !== "saved" || result.record === null) throw new Error(`not created: ${result.kind}`);
  return result.record;
}

/** Reads an export to its end. */
export async function readAll<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
