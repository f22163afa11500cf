import { z } from "zod";
import { createBoundedMap } from "./bounded-map";

const Id = z.string().min(1).max(512);

/** The SDK repeats a conversation's id in a header of each answer, which takes these signs and no others. */
const ConversationId = Id.regex(/^[\x20-\x7e]+$/);

/** Only the fields we use; everything else of an activity is left alone. */
export const InboundActivity = z.looseObject({
  type: z.string().min(1).max(64),
  id: Id.optional(),
  name: z.string().max(128).optional(),
  channelId: z.string().min(1).max(64),
  serviceUrl: z
    .string()
    .max(1024)
    .refine((address) => URL.canParse(address)),
  from: z.looseObject({
    id: Id,
    name: z.string().max(256).nullish(),
    aadObjectId: z.string().max(64).nullish(),
  }),
  recipient: z.looseObject({ id: Id, name: z.string().max(256).nullish() }).optional(),
  conversation: z.looseObject({
    id: ConversationId,
    conversationType: z.string().max(32).nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().max(64).nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().max(64) }).optional() }).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(35).nullish(),
  localTimezone: z.string().max(64).nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  replyToId: Id.nullish(),
  action: z.string().nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
});
export type InboundActivity = z.infer<typeof InboundActivity>;

/** The person's IANA zone, from the client information, else the fallback; a zone nobody knows does not count. */
export function timeZoneOf(activity: InboundActivity, fallback: string): string {
  const info = activity.entities?.find(({ type }) => type === "clientInfo");
  return [info?.["timezone"], activity.localTimezone].find(isTimeZone) ?? fallback;
}

const longestZone = 64;
const timeZones = createBoundedMap<string, boolean>(1000);

/** Asking the system for a zone takes long, and people stay where they are. */
function isTimeZone(zone: unknown): zone is string {
  if (typeof zone !== "string" || zone === "" || zone.length > longestZone) return false;
  const known = timeZones.get(zone);
  if (known !== undefined) return known;
  const exists = hasTimeZone(zone);
  timeZones.set(zone, exists);
  return exists;
}

function hasTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Whether the activity is from a one-to-one chat; without a type Teams means a personal chat, too. */
export function isPersonal({ conversation }: InboundActivity): boolean {
  return conversation.isGroup !== true && (conversation.conversationType ?? "personal") === "personal";
}
