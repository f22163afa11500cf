import type { Act } from "../records/change-record";
import type { Scene } from "./turn";

/** Who acts, and when. */
export function actOf({ turn, audience }: Scene): Act {
  return { by: turn.person, at: audience.now, timeZone: turn.timeZone };
}
