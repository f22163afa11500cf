import { mayRead } from "../records/may-read";
import type { View } from "../views";
import type { Scene } from "./turn";

/**
 * A shared card as this reader may see it. Who may not open the case, is of another tenant than the card, or asks for
 * a number nobody has, gets one and the same answer.
 */
export async function presentShared(scene: Scene, number: number, cardTenant: string): Promise<View> {
  const { tenantId, userId } = scene.turn.key;
  const { store, caseAccess } = scene.bench;
  const found = cardTenant === tenantId ? await store.findRecord(tenantId, number) : null;
  const record = found !== null && mayRead(found, userId, caseAccess) ? found : null;
  const shows = record === null ? "number" : "case";
  return { kind: "shared_case", number, tenantId: cardTenant, record, shows };
}
