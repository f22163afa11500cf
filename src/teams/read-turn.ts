import { hash, randomUUID } from "node:crypto";
import type { Input } from "../input";
import type { Turn } from "../turns/turn";
import { type InboundActivity, timeZoneOf } from "./activity";
import type { News } from "./conversation-news";
import { readChannel } from "./read-thread";

/** What is known of an activity beside itself. */
interface Circumstances {
  readonly tenantId: string;
  readonly defaultTimeZone: string;
  readonly news: News;
}

/** The turn of an activity that asks something of us, with the identity its authentication gave it. */
export function readTurn(
  activity: InboundActivity,
  input: Input,
  { tenantId, defaultTimeZone, news: { conversation } }: Circumstances,
): Turn {
  const userId = activity.from.aadObjectId ?? activity.from.id;
  const channel = readChannel(activity);
  const click = nameClick(userId, input);
  return {
    key: {
      tenantId,
      userId,
      conversationId: activity.conversation.id,
      // Without an id a repeat cannot be told from a second message; the revision still guards every change.
      activityId: activity.id ?? `${activity.type}-${randomUUID()}`,
    },
    person: { id: userId, name: activity.from.name ?? "" },
    input,
    ...(click === undefined ? {} : { click }),
    ...(channel === undefined ? {} : { channel }),
    ...(conversation === null ? {} : { place: conversation }),
    locale: activity.locale ?? undefined,
    timeZone: timeZoneOf(activity, defaultTimeZone),
  };
}

/** What is clicked on a certain revision of something. */
const dated: readonly Input["kind"][] = [
  "intake",
  "discard",
  "edit_record",
  "record_change",
  "record_steps",
  "record_link",
  "route",
];

/** The same for the same click of the same person; says nothing of what was typed. */
function nameClick(userId: string, input: Input): string | undefined {
  if (!dated.includes(input.kind)) return undefined;
  return hash("sha256", JSON.stringify([userId, input]), "base64url");
}
