import { z } from "zod";
import type { Input } from "../input";
import type { InboundActivity } from "./activity";
import { readNews } from "./conversation-news";
import { readHtml } from "./read-html";

const Mention = z.looseObject({
  type: z.literal("mention"),
  text: z.string().min(1).max(512),
  mentioned: z.looseObject({ id: z.string() }),
});

const Event = z.looseObject({ eventType: z.string().optional() });

/** Text beyond this is no command and not worth taking apart. */
const longestText = 4000;

/**
 * What was said to the bot: its own mention, as the activity's entities give it, is taken out; other people stay
 * as their names.
 */
export function readMentioned({ text, entities, recipient }: InboundActivity): string {
  const own = (entities ?? []).flatMap((entity) => {
    const { success, data } = Mention.safeParse(entity);
    return success && data.mentioned.id === recipient?.id ? [data.text] : [];
  });
  const said = own.reduce(
    (rest, mention) => rest.replaceAll(mention, " "),
    (text ?? "").slice(0, longestText),
  );
  return readHtml(said).replaceAll("\u00a0", " ").trim();
}

/** A channel was deleted, or the bot was taken out of a team; null for everything else that happens in one. */
export function readLostPlace(activity: InboundActivity): Input | null {
  const { conversation, leftTeam } = readNews(activity, "");
  if (leftTeam !== null) return { kind: "place_lost", conversationId: null, teamId: leftTeam };
  if (conversation?.kind !== "channel" || conversation.state !== "removed") return null;
  return { kind: "place_lost", conversationId: conversation.conversationId, teamId: null };
}

/** A channel, or the team whose General channel has its name, is called something else; null for all else. */
export function readRenamedPlace(activity: InboundActivity): Input | null {
  const { eventType } = Event.safeParse(activity.channelData ?? {}).data ?? {};
  if (eventType !== "channelRenamed" && eventType !== "teamRenamed") return null;
  const { conversation } = readNews(activity, "");
  if (conversation === null || conversation.name === null) return null;
  return { kind: "place_renamed", conversationId: conversation.conversationId, name: conversation.name };
}

/** The bot was added to a team; null for everything else that happens in one. */
export function readJoinedTeam(activity: InboundActivity): Input | null {
  const isAdded = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) === true;
  const isInstalled =
    activity.type === "installationUpdate" && activity.action?.startsWith("remove") !== true;
  if (!isInstalled && !(activity.type === "conversationUpdate" && isAdded)) return null;
  const { conversation } = readNews(activity, "");
  if (conversation?.kind !== "channel" || conversation.teamId === null) return null;
  const isByPerson = activity.from.id !== activity.recipient?.id;
  return { kind: "joined_team", teamId: conversation.teamId, isByPerson };
}
