import { z } from "zod";
import type { ConversationKind, ConversationState } from "../escalation/conversation";
import type { ConversationNews } from "../escalation/delivery-store";
import { quickSchema } from "../quick-schema";
import { type InboundActivity, timeZoneOf } from "./activity";

const Id = z.string().min(1).max(512);
const Named = z.looseObject({ id: Id.optional().catch(undefined), name: z.string().max(256).nullish() });

/** The parts of Teams' channel data that say where we are; anything odd counts as not said. */
const ChannelData = z.looseObject({
  eventType: z.string().optional().catch(undefined),
  team: Named.optional().catch(undefined),
  channel: Named.optional().catch(undefined),
});
const channelData = quickSchema(ChannelData);
const Removed = z.looseObject({ membersRemoved: z.array(z.looseObject({ id: z.string() })) });

/** What an activity tells: news of one conversation, or that the bot has left a whole team. */
export interface News {
  readonly conversation: ConversationNews | null;
  readonly leftTeam: string | null;
}

/** Reads where an authenticated activity came from, and whether the bot can write there from now on. */
export function readNews(activity: InboundActivity, tenantId: string): News {
  const { eventType, team, channel } = channelData.read(activity.channelData ?? {}) ?? {};
  const leaves = isLeaving(activity);
  if (leaves && team?.id !== undefined) return { conversation: null, leftTeam: team.id };
  // A channel's conversation id carries the post it is about.
  const [place = ""] = activity.conversation.id.split(";");
  const kind = kindOf(activity);
  // Events about a channel come through the team's General channel.
  const about = eventType?.startsWith("channel") === true ? channel?.id : undefined;
  const name = kind === "personal" ? null : nameIn(about ?? place, team, channel);
  const isPersonal = kind === "personal";
  return {
    leftTeam: null,
    conversation: {
      tenantId,
      conversationId: about ?? place,
      kind: about === undefined ? kind : "channel",
      serviceUrl: activity.serviceUrl,
      userId: isPersonal ? personOf(activity) : null,
      teamId: team?.id ?? null,
      name: name ?? null,
      locale: isPersonal ? (activity.locale ?? null) : null,
      timeZone: isPersonal ? timeZoneOf(activity, "") || null : null,
      state: leaves || eventType === "channelDeleted" ? "removed" : stateAfter(activity, eventType),
    },
  };
}

/** A conversation id of Teams taken apart: a channel's carries the post it is about. */
export function parseThread(id: string): {
  readonly conversationId: string;
  readonly threadId: string | null;
} {
  const [conversationId = "", thread] = id.split(";messageid=");
  return { conversationId, threadId: thread ?? null };
}

/** The General channel has the id of its team and no name of its own. */
function nameIn(
  place: string,
  team: z.infer<typeof Named> | undefined,
  channel: z.infer<typeof Named> | undefined,
): string | null | undefined {
  if (channel?.id === place && channel.name !== undefined && channel.name !== null) return channel.name;
  return team?.id === place ? team.name : undefined;
}

/** Some clients send events in the bot's own name. */
function personOf({ from, recipient }: InboundActivity): string | null {
  return from.id === recipient?.id ? null : (from.aadObjectId ?? from.id);
}

function kindOf({ conversation }: InboundActivity): ConversationKind {
  const { conversationType } = conversation;
  if (conversationType === "channel") return "channel";
  if (conversationType === "groupChat" || conversation.isGroup === true) return "group";
  return "personal";
}

function isLeaving(activity: InboundActivity): boolean {
  if (activity.type === "installationUpdate") return activity.action?.startsWith("remove") === true;
  if (activity.type !== "conversationUpdate") return false;
  const removed = Removed.safeParse(activity).data?.membersRemoved ?? [];
  return removed.some(({ id }) => id === activity.recipient?.id);
}

/** Whoever writes, clicks, adds the bot or restores a channel wants its messages; other events say nothing about that. */
function stateAfter(activity: InboundActivity, eventType: string | undefined): ConversationState | null {
  if (eventType === "channelRestored") return "active";
  if (["message", "invoke", "installationUpdate"].includes(activity.type)) return "active";
  const isAdded = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) === true;
  return isAdded ? "active" : null;
}
