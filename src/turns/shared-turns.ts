import { mayRead } from "../records/may-read";
import type { View } from "../views";
import { readReader } from "./reader";
import type { Scene } from "./turn";

/**
 * A shared card as this reader may see it. Who may not open the case, is of another tenant than the card, or asks for
 * a number nobody has, gets one and the same answer.
 */
export async function presentShared(scene: Scene, number: number, cardTenant: string): Promise<View> {
  const { tenantId } = scene.turn.key;
  const found = cardTenant === tenantId ? await scene.bench.store.findRecord(tenantId, number) : null;
  const { userId, access, channels } = await readReader(scene.bench, tenantId, scene.turn.person);
  const record = found !== null && mayRead(found, userId, access, channels) ? found : null;
  const shows = record === null ? "number" : "case";
  return { kind: "shared_case", number, tenantId: cardTenant, record, shows };
}
