/**
 * The tables as every engine has them. Only text and integers are ever bound: moments are ISO text, yes and no
 * are 1 and 0, because the engines do not agree on more.
 */

/** One guided dialog. `ordinal` counts the intakes of one person in one chat, so the newest is the highest. */
export interface IntakeRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly conversation_id: string;
  readonly ordinal: number;
  readonly revision: number;
  readonly state: string;
  readonly document: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What the product remembers of one person. */
export interface ProfileRow {
  readonly tenant_id: string;
  readonly user_id: string;
  readonly revision: number;
  readonly document: string;
  readonly updated_at: string;
}

/** A tracking record; all columns but the key repeat parts of the document, to find and to sort by. */
export interface RecordRow {
  readonly tenant_id: string;
  readonly number: number;
  readonly revision: number;
  readonly state: string;
  /** 1 when the record is resolved or closed: those are listed last. */
  readonly settled: number;
  readonly requester_id: string;
  readonly title: string;
  readonly customer_name: string | null;
  readonly customer_domain: string | null;
  /** Equal for records of the same customer. */
  readonly customer_key: string | null;
  readonly product: string | null;
  readonly outcome: string;
  readonly severity: string | null;
  /** 1 when a person has moved the severity away from the computed one. */
  readonly overridden: number;
  /** The way it was sent to a team's channel. */
  readonly route_id: string | null;
  readonly owner_id: string | null;
  /** The conversation it was sent to. */
  readonly channel_id: string | null;
  /** 0 when names and texts were taken from it since it was last changed. */
  readonly has_words: number;
  /** When something about it is or was due; null where nothing is. */
  readonly due_at: string | null;
  /** Whose moment that is; null in a row that was not looked at since clocks are kept. */
  readonly due_clock: string | null;
  readonly document: string;
  readonly created_at: string;
  readonly updated_at: string;
  /** From when on a look may find reminders to be said; null when nothing is to come. */
  readonly next_look_at: string | null;
}

/** The last record number a tenant has been given. */
export interface RecordNumberRow {
  readonly tenant_id: string;
  readonly last: number;
  /** Grows with every change of a record of the tenant. */
  readonly changes: number;
}

/** One line of a record's history; the database itself refuses to change or remove one. */
export interface HistoryRow {
  readonly tenant_id: string;
  readonly number: number;
  readonly seq: number;
  readonly at: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly why: string | null;
  readonly revision: number | null;
}

/** An activity whose effect is saved, so that a repeated delivery has none. */
export interface TurnRow {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly activity_id: string;
  readonly at: string;
  /** Tells what was clicked, where a repeat may come under another id. */
  readonly click: string | null;
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

/** Where messages can be sent unasked. */
export interface ConversationRow {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly kind: string;
  readonly service_url: string;
  readonly user_id: string | null;
  readonly team_id: string | null;
  readonly name: string | null;
  readonly locale: string | null;
  readonly time_zone: string | null;
  readonly address: string | null;
  readonly state: string;
  readonly updated_at: string;
}

/** The activity a post became. */
export interface PostRow {
  readonly tenant_id: string;
  readonly conversation_id: string;
  readonly name: string;
  readonly record: number | null;
  readonly activity_id: string;
  readonly thread_id: string;
}

/** A message on its way. `ordinal` counts the deliveries of one conversation: that is the order they arrive in. */
export interface DeliveryRow {
  readonly tenant_id: string;
  readonly key: string;
  readonly conversation_id: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly post: string | null;
  readonly thread: string | null;
  readonly body: string;
  readonly record: number | null;
  readonly caused_by: string | null;
  readonly priority: string;
  readonly state: string;
  /** 1 when nothing more is going to happen by itself: the next of the conversation may go. */
  readonly settled: number;
  /** 1 while the person who caused it would still be told of a failure. */
  readonly untold: number;
  readonly attempts: number;
  /** 1 from the beginning of a call until its result is saved. */
  readonly begun: number;
  /** Until when it is the sender's that took it. */
  readonly lease: string | null;
  readonly next_try_at: string;
  readonly created_at: string;
  readonly since: string;
  readonly sent_at: string | null;
  readonly activity_id: string | null;
  readonly error: string | null;
}

/** A way from cases to a channel; `position` is its place among those of the tenant. */
export interface RouteRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly conversation_id: string;
  readonly document: string;
  readonly updated_at: string;
}

/** Somebody who was met in a team or channel. */
export interface PersonRow {
  readonly tenant_id: string;
  readonly place: string;
  readonly user_id: string;
  readonly name: string;
  /** 1 for who added the app there: they may change routes. */
  readonly leads: number;
  readonly at: string;
}

/** By which rules due moments were reckoned last; one row. */
export interface DueRulesRow {
  readonly fingerprint: string;
}

/** Somebody who belongs to a team, as Teams said it last. */
export interface TeamMemberRow {
  readonly tenant_id: string;
  readonly team_id: string;
  readonly user_id: string;
}

/** A team whose members are known. */
export interface TeamRosterRow {
  readonly tenant_id: string;
  readonly team_id: string;
  readonly read_at: string;
}

/** A reminder that was planned, so that it never is again. */
export interface ReminderRow {
  readonly tenant_id: string;
  readonly record: number;
  readonly key: string;
  readonly at: string;
}

/** What reports count of a case; all of it repeats or follows from its record and history. */
export interface CaseFactsRow {
  readonly tenant_id: string;
  readonly number: number;
  /** The record's that was measured: an older one never replaces a newer one. */
  readonly revision: number;
  readonly created_at: string;
  readonly requester_id: string;
  readonly owner_id: string | null;
  /** The conversation of the channel it was sent to. */
  readonly team: string | null;
  readonly customer_key: string | null;
  readonly customer_name: string | null;
  readonly product: string | null;
  readonly severity: string | null;
  readonly outcome: string;
  readonly edition: string;
  /** The row of the decision table; `row` is a reserved word. */
  readonly decided_row: string;
  readonly handling: string;
  readonly response_due_at: string | null;
  readonly responded_at: string | null;
  readonly taken_minutes: number | null;
  readonly waiting_since: string | null;
  readonly reopened: number;
  readonly moved: string | null;
}

/** A case saved before cases were measured. */
export interface UnmeasuredRow {
  readonly tenant_id: string;
  readonly number: number;
}

/** By which version of the terms the index of the search was made; one row. Its tables are the engines' own. */
export interface SearchVersionRow {
  readonly version: number;
}

/** A program that is told of changes. `kinds` has commas between them; none is all. */
export interface WebhookRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly url: string;
  readonly kinds: string;
  /** As it is: signing takes the secret itself. */
  readonly secret: string;
  readonly old_secret: string | null;
  readonly old_until: string | null;
  readonly paused_at: string | null;
  readonly created_by_id: string;
  readonly created_by_name: string;
  readonly created_at: string;
}

/** That somebody or a customer was erased; `subject` is who, only until it is done. */
export interface ErasureRow {
  readonly tenant_id: string;
  readonly pseudonym: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly by_id: string;
  readonly at: string;
  readonly finished_at: string | null;
}

/** A tenant whose history is open to an erasing, within its transaction only. */
export interface ErasingRow {
  readonly tenant_id: string;
}

/** A table or column that is added is described in personal-data.ts as well. */
export interface Tables {
  intakes: IntakeRow;
  profiles: ProfileRow;
  records: RecordRow;
  record_numbers: RecordNumberRow;
  history: HistoryRow;
  turns: TurnRow;
  answers: AnswerRow;
  files: FileRow;
  conversations: ConversationRow;
  posts: PostRow;
  deliveries: DeliveryRow;
  routes: RouteRow;
  people: PersonRow;
  team_members: TeamMemberRow;
  due_rules: DueRulesRow;
  team_rosters: TeamRosterRow;
  reminders: ReminderRow;
  case_facts: CaseFactsRow;
  unmeasured: UnmeasuredRow;
  search_version: SearchVersionRow;
  webhooks: WebhookRow;
  erasures: ErasureRow;
  erasing: ErasingRow;
}
