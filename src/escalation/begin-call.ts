import type { ClaimedDelivery } from "./delivery-store";
import type { SendTools } from "./send-tools";

/**
 * Notes that the call begins; false when the delivery is no longer this sender's. A program that stood still may find that
 * out only after it has begun: nothing has gone out yet, so it is given back to whoever comes first.
 */
export async function beginCall(
  delivery: ClaimedDelivery,
  { store, now }: Pick<SendTools, "store" | "now">,
): Promise<boolean> {
  if (!(await store.beginDelivery(delivery))) return false;
  const at = now().toISOString();
  if (at < delivery.lease) return true;
  await store.releaseDelivery(delivery, at);
  return false;
}
