import type { FactsOf } from "./table-facts";

/** An activity whose effect is saved, so that a repeated delivery has none. */
export interface TurnRow {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly activity_id: string;
  readonly at: string;
  /** Tells what was clicked, where a repeat may come under another id. */
  readonly click: string | null;
}

/** A message that is being answered, or was, so that only one instance does. */
export interface AnswerRow {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly activity_id: string;
  readonly at: string;
  /** Until when whoever began may go on alone. */
  readonly lease: string;
  /** 1 once the answer has gone out. */
  readonly done: number;
  /** The instance that began; null where an older version did. */
  readonly owner: string | null;
}

/** A file sent to the chat. `source` says where it can be had and is null as soon as it is settled. */
export interface FileRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly number: number | null;
  readonly intake_id: string;
  readonly name: string;
  readonly content_type: string | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly source: string | null;
  readonly by_id: string;
  readonly by_name: string;
  readonly at: string;
  /** Until when an instance fetches it. */
  readonly lease: string | null;
}

/** What comes from Teams and may come twice: activities that are answered, and files. */
export interface ArrivalTables {
  turns: TurnRow;
  answers: AnswerRow;
  files: FileRow;
}

/** What these tables hold of people. */
export const arrivalTables: FactsOf<ArrivalTables> = {
  turns: {
    why: "Which activities have been answered, so that one that Teams delivers again has no second effect.",
    keep: "{turns} days",
    key: ["tenant_id", "conversation_id", "activity_id"],
    person: "stays",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      conversation_id: "place",
      activity_id: "nothing",
      at: "nothing",
      click: "nothing",
    },
  },
  answers: {
    why: "Which messages are being answered, or were, so that of several instances only one answers.",
    keep: "{turns} days",
    key: ["tenant_id", "conversation_id", "activity_id"],
    person: "stays",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      conversation_id: "place",
      activity_id: "nothing",
      at: "nothing",
      lease: "nothing",
      done: "nothing",
      owner: "nothing",
    },
  },
  files: {
    why: "Screenshots and logs sent for a case. Their bytes lie in DATA_DIR/files and go together with the row.",
    keep: "{cases} days after the case was settled; without a case {intakes} days",
    key: ["tenant_id", "id"],
    person: "pseudonym",
    customer: "goes",
    columns: {
      tenant_id: "nothing",
      id: "nothing",
      number: "nothing",
      intake_id: "nothing",
      name: "text",
      content_type: "nothing",
      size: "nothing",
      sha256: "nothing",
      state: "nothing",
      reason: "nothing",
      source: "text",
      by_id: "person",
      by_name: "name",
      at: "nothing",
      lease: "nothing",
    },
  },
};
