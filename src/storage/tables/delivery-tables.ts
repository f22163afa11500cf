import type { FactsOf } from "./table-facts";

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

/** Where messages go, which stand there, and which are on their way. */
export interface DeliveryTables {
  conversations: ConversationRow;
  posts: PostRow;
  deliveries: DeliveryRow;
}

/** What these tables hold of people. */
export const deliveryTables: FactsOf<DeliveryTables> = {
  conversations: {
    why: "Where a person or a team can be told something unasked.",
    keep: "while the app is installed there, and {people} days after",
    key: ["tenant_id", "conversation_id"],
    person: "goes",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      conversation_id: "place",
      kind: "nothing",
      service_url: "nothing",
      user_id: "person",
      team_id: "nothing",
      name: "name",
      address: "name",
      locale: "nothing",
      time_zone: "nothing",
      state: "nothing",
      updated_at: "nothing",
    },
  },
  posts: {
    why: "Which message in Teams shows which case, so that it can be brought up to date.",
    keep: "as long as the conversation",
    key: ["tenant_id", "conversation_id", "name"],
    person: "goes",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      conversation_id: "place",
      name: "nothing",
      record: "nothing",
      activity_id: "nothing",
      thread_id: "nothing",
    },
  },
  deliveries: {
    why: "Messages on their way to Teams, and proof of those that arrived.",
    keep: "{sent} days after they were settled",
    key: ["tenant_id", "key"],
    person: "pseudonym",
    customer: "goes",
    columns: {
      tenant_id: "nothing",
      key: "nothing",
      conversation_id: "place",
      ordinal: "nothing",
      kind: "nothing",
      post: "nothing",
      thread: "nothing",
      body: "document",
      record: "nothing",
      caused_by: "person",
      priority: "nothing",
      state: "nothing",
      settled: "nothing",
      untold: "nothing",
      attempts: "nothing",
      begun: "nothing",
      lease: "nothing",
      next_try_at: "nothing",
      created_at: "nothing",
      since: "nothing",
      sent_at: "nothing",
      activity_id: "nothing",
      error: "nothing",
    },
  },
};
