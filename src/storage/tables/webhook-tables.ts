import type { FactsOf } from "./table-facts";

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

/** Programs that are told of changes. */
export interface WebhookTables {
  webhooks: WebhookRow;
}

/** What these tables hold of people. */
export const webhookTables: FactsOf<WebhookTables> = {
  webhooks: {
    why: "Programs a lead has registered to be told of changes, and who registered them.",
    keep: "until a lead removes them",
    key: ["tenant_id", "id"],
    person: "pseudonym",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      id: "nothing",
      url: "nothing",
      kinds: "nothing",
      secret: "nothing",
      old_secret: "nothing",
      old_until: "nothing",
      paused_at: "nothing",
      created_by_id: "person",
      created_by_name: "name",
      created_at: "nothing",
    },
  },
};
