import type { Kysely, Migration } from "kysely";

/** How an engine that takes several writes at once keeps the deliveries of a conversation in one order. */
export type OrderDeliveries = (db: Kysely<unknown>) => Promise<void>;

/** Lets deliveries keep their order also where several write at once. */
export function createDeliveryOrder(orderDeliveries: OrderDeliveries): Migration {
  return { up: orderDeliveries };
}
