import type { View } from "../views";

type Shared = Extract<View, { kind: "shared_case" }>;

/**
 * A card that asks for each reader what this reader may see. Without `userIds` it is asked for everybody of a chat of
 * up to sixty people; in larger ones the button asks.
 */
export function withSharedRefresh(card: object, { number, tenantId }: Shared, summary: string): object {
  const data = { record: number, tenant: tenantId };
  const title = summary.slice(0, 40);
  return { ...card, refresh: { action: { type: "Action.Execute", title, verb: "case/shared", data } } };
}
