import type { JsonObject } from "./chat-state";
import type { InboundActivity } from "./bot-exchange";
import type { ChannelAccount } from "./participants";
import { createBareEnvelope, createEnvelope, type Situation } from "./inbound-activity";

/** What may happen to a channel. */
export type ChannelEvent = "channelRenamed" | "channelDeleted" | "channelRestored";

/** The app was added where this happens, or taken away from there. */
export function createInstallation(situation: Situation, action: "add" | "remove" = "add"): InboundActivity {
  return { ...createEnvelope(situation, "installationUpdate"), action, ...inTeam(situation) };
}

/** Teams names no locale in this one, so a bot cannot greet in the right language here. */
export function createMembersAdded(situation: Situation): InboundActivity {
  const { bot, person, conversation } = situation;
  const newcomers = [{ id: bot.id }];
  return {
    ...createBareEnvelope(situation, "conversationUpdate"),
    membersAdded:
      conversation.kind === "personal"
        ? [...newcomers, { id: person.id, aadObjectId: person.aadObjectId }]
        : newcomers,
    ...inTeam(situation, { eventType: "teamMemberAdded" }),
  };
}

/** The activity by which the bot learns that it was removed. */
export function createMembersRemoved(situation: Situation): InboundActivity {
  return {
    ...createBareEnvelope(situation, "conversationUpdate"),
    membersRemoved: [{ id: situation.bot.id }],
    ...inTeam(situation, { eventType: "teamMemberRemoved" }),
  };
}

/** What happened to a channel; it comes through the team's General channel, where `situation` is. */
export function createChannelUpdate(
  situation: Situation,
  eventType: ChannelEvent,
  channel: ChannelAccount,
): InboundActivity {
  const { id, name } = channel;
  const { channelData } = inTeam(situation, { eventType, channel: { id, name } });
  const { settings: _settings, ...told } = channelData ?? {};
  return { ...createBareEnvelope(situation, "conversationUpdate"), channelData: told };
}

/** Only the events about joining and about channels name the team in full; its General channel has no name. */
function inTeam(
  { conversation, team, tenantId }: Situation,
  more: JsonObject = {},
): { readonly channelData?: JsonObject } {
  if (conversation.kind === "personal") {
    return {};
  }
  const { id, name } = conversation;
  const channelData = {
    channel: id === team.id ? { id } : { id, name },
    team: { id: team.id, aadGroupId: team.aadGroupId, name: team.name },
    settings: { selectedChannel: { id } },
    tenant: { id: tenantId },
    ...more,
  };
  return { channelData };
}
