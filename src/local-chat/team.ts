import { findConversation, putConversation, type ChatState, type Conversation } from "./chat-state";
import type { Team } from "./participants";

/** The team of the local chat; its General channel has the team's own id, as in Teams. */
export const defaultTeam: Team = {
  id: "19:local-team-general@thread.tacv2",
  aadGroupId: "5f0f3c7e-7d0e-4a39-9f0b-6a2f6f3a9c01",
  name: "Service desk",
  channels: [
    { id: "19:local-team-general@thread.tacv2", name: "General" },
    { id: "19:local-escalations@thread.tacv2", name: "Escalations" },
    { id: "19:local-azure-desk@thread.tacv2", name: "Azure desk" },
  ],
};

/** A channel nobody has done anything to yet. */
export function createChannel(team: Team, id: string): Conversation {
  const name = team.channels.find((channel) => channel.id === id)?.name ?? id;
  return { id, kind: "channel", name, installed: false };
}

/** Gives a chat, also one saved earlier, the channels of the team it does not have. */
export function addChannels(state: ChatState, team: Team): ChatState {
  const missing = team.channels.filter(({ id }) => findConversation(state, id) === undefined);
  return missing.map(({ id }) => createChannel(team, id)).reduce(putConversation, state);
}

/** The channels as they are called now, deleted ones included, in the team's order. */
export function listChannels(state: ChatState, team: Team): readonly Conversation[] {
  return team.channels.flatMap(({ id }) => findConversation(state, id) ?? []);
}

/** Whether the app has been added to the team. */
export function isInTeam(state: ChatState, team: Team): boolean {
  return listChannels(state, team).some(({ installed }) => installed);
}
