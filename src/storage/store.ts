import type { Tidying } from "./term-index";
import type { CasePlace, CaseQuery } from "./case-filter";
import type { NewDelivery } from "../escalation/delivery";
import type { DeliveryStore } from "../escalation/delivery-store";
import type { Reroute } from "../escalation/reroute";
import type { Route } from "../escalation/route";
import type { ReminderStore } from "../escalation/reminder-store";
import type { WebhookStore } from "../escalation/webhook";
import type { Intake } from "../intake/intake";
import type { Profile } from "../intake/profile";
import type { ReportStore } from "../reports/counts";
import type { ErasureWish, PrivacyStore } from "../privacy/privacy-store";
import type { CaseFile, FileFault, FileLimits, NewCaseFile } from "../records/case-file";
import type { CaseRecord, HistoryEntry, NewCaseRecord, Person } from "../records/record";
import type { Search } from "../search/search";

/** Whose turn it is: every row belongs to a tenant, personal state also to a person and a chat. */
export interface TurnKey {
  readonly tenantId: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly activityId: string;
}

/** All a turn needs to know before it can decide, read at once. */
export interface TurnContext {
  /** True when this very activity has been saved before: its effect must not happen again. */
  readonly seen: boolean;
  readonly profile: Profile | null;
  /** The newest intake of this person in this chat, whatever its state. */
  readonly intake: Intake | null;
}

/** Everything one turn changes. It is saved in one transaction or not at all. */
export interface TurnChange {
  readonly key: TurnKey;
  readonly at: string;
  /** Tells this very click of this person, whatever id it comes under. */
  readonly click?: string;
  /** Written when the stored revision is still one below the new one (or absent for revision 1). */
  readonly intake?: Intake;
  readonly profile?: Profile;
  /** A new record; its number is given here, the next of the tenant without a gap. */
  readonly createRecord?: NewCaseRecord;
  readonly updateRecord?: CaseRecord;
  /** When something about that record is or was due (ISO, UTC); left out, the look that follows finds it out. */
  readonly dueAt?: string | null;
  /** Whose moment that is. */
  readonly dueClock?: string | null;
  /** Appended to the history of the record that is created or updated. */
  readonly history?: readonly HistoryEntry[];
  /** Files sent with the turn, still to be fetched. Those of an intake become those of the record it leads to. */
  readonly files?: readonly NewCaseFile[];
  /** Each written when the stored revision is still one below (absent for 1), each removed when it is at this one. */
  readonly routes?: {
    readonly save?: readonly Route[];
    readonly remove?: readonly { readonly id: string; readonly revision: number }[];
  };
  /** Routes that end, and where the cases that went by them go. */
  readonly reroute?: Reroute;
  readonly people?: readonly MetPerson[];
  /** An erasing that begins with the turn; whoever looks for those that are open carries it on. */
  readonly erasure?: ErasureWish;
  /** Messages that tell of it; a function when they need the number of the record that is created. */
  readonly deliveries?: readonly NewDelivery[] | ((record: CaseRecord | null) => readonly NewDelivery[]);
}

/** Somebody who was met in a team or channel; who led there once is not forgotten to. */
export interface MetPerson {
  /** The id of the team or conversation. */
  readonly place: string;
  readonly person: Person;
  /** They added the app there. */
  readonly leads: boolean;
}

/** Who belongs to a team, as Teams says it; ids as those of turns. */
export interface TeamRoster {
  readonly tenantId: string;
  readonly teamId: string;
  readonly members: readonly string[];
  /** ISO, UTC. */
  readonly at: string;
}

export interface TeamToAsk {
  readonly tenantId: string;
  readonly teamId: string;
  readonly serviceUrl: string;
}

/** A file that is still to be fetched, with all the fetching needs to know. */
export interface PendingFile extends CaseFile {
  readonly tenantId: string;
  readonly source: string;
}

/** A file whose bytes are on the disk. */
export interface KeptFile {
  readonly state: "kept";
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a case may hold. */
export type FileRoom = Pick<FileLimits, "caseBytes" | "caseFiles">;

/** A message that asks for an answer. */
export type AnswerKey = Pick<TurnKey, "tenantId" | "conversationId" | "activityId">;

/** Who answers a message: who asked, somebody else who has not ended yet, or nobody any more. */
export type AnswerClaim = "ours" | "taken" | "answered";

/** What became of a pending file. */
export type FileOutcome =
  KeptFile | { readonly state: "refused" | "failed"; readonly name: string; readonly reason: FileFault };

/**
 * `repeated`: the activity was saved before; `conflict`: somebody else changed a row first. In both cases
 * nothing of the change is saved. `record` is the created or updated record as stored.
 */
export type SaveResult =
  | { readonly kind: "saved"; readonly record: CaseRecord | null }
  | { readonly kind: "repeated" }
  | { readonly kind: "conflict" };

/** A page of a person's records, open ones first, then the newest. `next` is the offset of the next page. */
export interface RecordPage {
  readonly records: readonly CaseRecord[];
  readonly total: number;
  /** How many of all of them have a severity moved by hand. */
  readonly overridden: number;
  readonly next: number | null;
}

/** What a record can be found by; `customerKey` is that of `rows.ts`. What is left out does not narrow the search. */
export interface RecordFilter {
  readonly requesterId?: string;
  readonly customerKey?: string;
  readonly product?: string;
  readonly state?: string;
  readonly severity?: string;
  readonly outcome?: string;
}

/** A place in a list sorted by the last change, newest first; at the same instant the higher number comes first. */
export interface RecordPlace {
  readonly updatedAt: string;
  readonly number: number;
}

/** A tenant's records that match, from behind a place on. */
export interface RecordQuery {
  readonly tenantId: string;
  readonly filter: RecordFilter;
  readonly after: RecordPlace | null;
  readonly limit: number;
}

/** `next` is the place to go on after; null at the end. */
export interface FoundRecords {
  readonly records: readonly CaseRecord[];
  readonly next: RecordPlace | null;
}

/** Words to find a tenant's records by, and what narrows them down. */
export interface SearchQuery {
  readonly tenantId: string;
  readonly search: Search;
  readonly filter: RecordFilter;
  /** The person who may open only cases of their own, asked for or taken; null when those of colleagues, too. */
  readonly readableBy: string | null;
  /** Channels whose cases that person may open, too. */
  readonly readableIn?: readonly string[];
  /** Where to go on: `next` of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** The last changed come first. `next` is for the engine alone to read; null at the end. */
export interface SearchedRecords {
  readonly records: readonly CaseRecord[];
  readonly next: string | null;
}

/** A page of a list; it may be short, or even empty, and still have a place to go on from. */
/** What is or was due first of a record; `clock` is null where only the moment was kept, by an older program. */
export interface KeptDue {
  readonly number: number;
  readonly at: string;
  readonly clock: string | null;
}

export interface BrowsedRecords {
  readonly records: readonly CaseRecord[];
  readonly next: CasePlace | null;
}

/** What makes a case of the tenant worth comparing; moments are ISO time in UTC. */
export interface SimilarQuery {
  readonly tenantId: string;
  readonly product: string;
  /** Whose newest cases are not to be missed among those of many others. */
  readonly customer: CaseRecord["customer"];
  /** Begun at or after this moment: how far back the search goes. */
  readonly createdSince: string;
  /** Begun or changed at or after this moment. */
  readonly since: string;
  readonly limit: number;
  /** The number of the case that is compared. */
  readonly except: number;
}

/** A record with its history, as exported. */
export interface ExportedRecord {
  readonly tenantId: string;
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
  readonly files: readonly CaseFile[];
}

/**
 * What the use cases need of a database. Asynchronous from the first day: turns that wait together may share
 * one commit, and another engine may be remote. What an answered call has saved survives a crash.
 * Every method throws `StorageError` (errors.ts) when the engine cannot read or write.
 */
export interface Store extends DeliveryStore, ReminderStore, PrivacyStore, ReportStore, WebhookStore {
  loadTurn(key: TurnKey): Promise<TurnContext>;
  saveTurn(change: TurnChange): Promise<SaveResult>;
  /** Whether a turn with this click was saved in the conversation. */
  hasClicked(tenantId: string, conversationId: string, click: string): Promise<boolean>;
  /**
   * Begins to answer a message, or goes on with it. Who has not ended until `until` is taken for gone, and no longer
   * the owner.
   */
  claimAnswer(key: AnswerKey, owner: string, at: string, until: string): Promise<AnswerClaim>;
  /** The answer has gone out: nobody answers that message again. */
  endAnswer(key: AnswerKey): Promise<void>;
  /** The answer of this owner did not go out: whoever gets the message again may. */
  releaseAnswer(key: AnswerKey, owner: string): Promise<void>;
  findIntake(tenantId: string, userId: string, intakeId: string): Promise<Intake | null>;
  findRecord(tenantId: string, number: number): Promise<CaseRecord | null>;
  listRecords(query: {
    readonly tenantId: string;
    readonly requesterId: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<RecordPage>;
  /** Records of the whole tenant, found and paged along an index: a page far down costs what the first one costs. */
  findRecords(query: RecordQuery): Promise<FoundRecords>;
  /**
   * Records by their words, facts and notes, as `search` reads them: whatever is saved is found from then on. A page
   * may be shorter than its limit although there is a next one. Nothing is found after a place that was never given.
   */
  searchRecords(query: SearchQuery): Promise<SearchedRecords>;
  /** A small step of tidying the index of words; answers whether there is more to do. */
  tidySearch(how: Tidying): Promise<boolean>;
  /**
   * The tenant's records the reader may read, as a list shows them. A page costs about the same wherever it stands and
   * however many records there are; it may therefore be short, or empty, and still go on.
   */
  browseRecords(query: CaseQuery): Promise<BrowsedRecords>;
  /** What is kept of what is due of these records; of those that are not there or have nothing due, nothing. */
  readDues(tenantId: string, numbers: readonly number[]): Promise<readonly KeptDue[]>;
  /** Another number whenever a record of the tenant has changed. */
  countChanges(tenantId: string): Promise<number>;
  readHistory(tenantId: string, number: number): Promise<readonly HistoryEntry[]>;
  /** Customers of this person's newest records, newest first, each once. */
  recentCustomers(
    tenantId: string,
    requesterId: string,
    limit: number,
  ): Promise<readonly CaseRecord["customer"][]>;
  /** Unfinished cases about a product that changed lately, at most `limit` of its newest and of one customer's newest. */
  similarRecords(query: SimilarQuery): Promise<readonly CaseRecord[]>;
  /** The files of a record, whatever has become of them, oldest first. */
  listFiles(tenantId: string, number: number): Promise<readonly CaseFile[]>;
  /** The same for an intake, with those of the record it led to. */
  listIntakeFiles(tenantId: string, intakeId: string): Promise<readonly CaseFile[]>;
  /** Files of all tenants that are still to be fetched, oldest first. */
  pendingFiles(limit: number): Promise<readonly PendingFile[]>;
  /**
   * Takes files that wait, oldest first, so that nobody else fetches them for so long; what was not settled until then
   * waits again.
   */
  claimFiles(now: string, limit: number, leaseMs: number): Promise<readonly PendingFile[]>;
  /** Lets a file that was taken wait again. */
  releaseFile(tenantId: string, fileId: string): Promise<void>;
  /** Settles a file as kept where its case has room; `late` when it was settled before. Whoever asks first gets the room. */
  keepFile(file: PendingFile, kept: KeptFile, room: FileRoom): Promise<"kept" | "full" | "late">;
  /** Says what became of a pending file; false when that had been said before. */
  settleFile(tenantId: string, fileId: string, outcome: FileOutcome): Promise<boolean>;
  /** The routes of a tenant by their position. */
  listRoutes(tenantId: string): Promise<readonly Route[]>;
  /** How many cases that are not settled were sent by this route. */
  countSentTo(tenantId: string, routeId: string): Promise<number>;
  /** People met in the teams and channels of a tenant, who was met last first, each once. */
  listPeople(tenantId: string, limit: number): Promise<readonly Person[]>;
  /** Those of them who added the app. */
  listLeads(tenantId: string): Promise<readonly Person[]>;
  /**
   * Has every unfinished record of every tenant looked at from `at` on when its clocks go by other rules than those they
   * were reckoned by; true when they do.
   */
  applyDueRules(fingerprint: string, at: string): Promise<boolean>;
  /** The channels of the teams somebody belongs to. */
  channelsOf(tenantId: string, userId: string): Promise<readonly string[]>;
  /** Keeps who belongs to a team, in place of what was known. */
  keepRoster(roster: TeamRoster): Promise<void>;
  /** Teams of all tenants whose members were never asked for, or not since. */
  teamsToAsk(before: string, limit: number): Promise<readonly TeamToAsk[]>;
  exportRecords(): AsyncIterable<ExportedRecord>;
  close(): Promise<void>;
}
