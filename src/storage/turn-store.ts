import type { NewDelivery } from "../escalation/delivery";
import type { Reroute } from "../escalation/reroute";
import type { Route } from "../escalation/route";
import type { Intake } from "../intake/intake";
import type { Profile } from "../intake/profile";
import type { ErasureWish } from "../privacy/privacy-store";
import type { NewCaseFile } from "../records/case-file";
import type { CaseRecord, HistoryEntry, NewCaseRecord, Person } from "../records/record";

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

/**
 * `repeated`: the activity was saved before; `conflict`: somebody else changed a row first. In both cases
 * nothing of the change is saved. `record` is the created or updated record as stored.
 */
export type SaveResult =
  | { readonly kind: "saved"; readonly record: CaseRecord | null }
  | { readonly kind: "repeated" }
  | { readonly kind: "conflict" };

/** A message that asks for an answer. */
export type AnswerKey = Pick<TurnKey, "tenantId" | "conversationId" | "activityId">;

/** Who answers a message: who asked, somebody else who has not ended yet, or nobody any more. */
export type AnswerClaim = "ours" | "taken" | "answered";

/** What a turn reads and changes, and who answers it. */
export interface TurnStore {
  /** Reads all at once: one state of the database. Of whom nothing is known, profile and intake are null. */
  loadTurn(key: TurnKey): Promise<TurnContext>;
  /** Saves all of it or nothing. What stands in the way is in the result: a repeat and a conflict are no errors. */
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
  /** An intake of this person, whatever its state; null where there is none or it is somebody else's. */
  findIntake(tenantId: string, userId: string, intakeId: string): Promise<Intake | null>;
}
