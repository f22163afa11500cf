import { findConversation, putConversation, type Conversation } from "./chat-state";
import type { InboundActivity } from "./bot-exchange";
import type { Outcome } from "./deed-outcome";
import type { ChannelRequest } from "./deed-requests";
import { toOutcome } from "./deliveries";
import { createSituation, type DeedContext } from "./person-deeds";
import {
  createChannelUpdate,
  createInstallation,
  createMembersAdded,
  createMembersRemoved,
  type ChannelEvent,
} from "./team-activity";
import { createChannel, isInTeam, listChannels } from "./team";

const gone: Outcome = { kind: "gone" };

/** Adds the app to the team, with this channel picked for its first words; a bot that missed it can be told again. */
export async function addToTeam(context: DeedContext, request: ChannelRequest): Promise<Outcome> {
  const { store, team } = context;
  const channel = findChannel(context, request.conversationId);
  if (channel === undefined) return gone;
  if (isInTeam(store.read(), team)) return { kind: "delivered" };
  // Told while the bot hears of it: it may answer at once.
  setTeam(context, (one) => (one.closed === "left" ? open(one) : one));
  const situation = () => createSituation(context, request, open(channel));
  const answered = store.awaitAnswer(channel.id);
  const outcome = await tell(context, createInstallation(situation()));
  if (outcome.kind === "delivered") {
    setTeam(context, (one) => ({ ...one, installed: true }));
    await tell(context, createMembersAdded(situation()));
  }
  answered();
  return outcome;
}

/** Takes the app out of the team: the bot is told, and can reach none of the channels any more. */
export async function removeFromTeam(context: DeedContext, request: ChannelRequest): Promise<Outcome> {
  const channel = findChannel(context, request.conversationId);
  if (channel === undefined) return gone;
  if (!isInTeam(context.store.read(), context.team)) return { kind: "delivered" };
  setTeam(context, ({ closed = "left", ...one }) => ({ ...one, closed, installed: false }));
  await tell(context, createMembersRemoved(createSituation(context, request, channel)));
  return tell(context, createInstallation(createSituation(context, request, channel), "remove"));
}

/** Gives a channel another name and tells the bot. */
export function renameChannel(
  context: DeedContext,
  { name, ...request }: ChannelRequest & { readonly name: string },
): Promise<Outcome> {
  return changeChannel(context, request, "channelRenamed", (one) => ({ ...one, name }));
}

/** Deletes a channel and tells the bot; its messages stay for when it is restored. */
export function deleteChannel(context: DeedContext, request: ChannelRequest): Promise<Outcome> {
  return changeChannel(context, request, "channelDeleted", (one) => ({ ...one, closed: "deleted" }));
}

/** Brings a deleted channel back with its posts, as the owner of a team can for a while. */
export function restoreChannel(context: DeedContext, request: ChannelRequest): Promise<Outcome> {
  return changeChannel(context, request, "channelRestored", (one) =>
    isInTeam(context.store.read(), context.team) ? open(one) : { ...open(one), closed: "left" },
  );
}

async function changeChannel(
  context: DeedContext,
  request: ChannelRequest,
  event: ChannelEvent,
  change: (channel: Conversation) => Conversation,
): Promise<Outcome> {
  const { store, team } = context;
  const channel = findChannel(context, request.conversationId);
  // As in Teams, General can be neither renamed away nor deleted.
  if (channel === undefined || channel.id === team.id) return gone;
  const changed = change(channel);
  store.change((state) => putConversation(state, changed));
  // Nobody tells an app about a team it is not in.
  if (!isInTeam(store.read(), team)) return { kind: "delivered" };
  const general = findConversation(store.read(), team.id) ?? createChannel(team, team.id);
  return tell(context, createChannelUpdate(createSituation(context, request, general), event, changed));
}

function findChannel({ store, team }: DeedContext, id: string): Conversation | undefined {
  return listChannels(store.read(), team).find((channel) => channel.id === id);
}

function setTeam({ store, team }: DeedContext, change: (channel: Conversation) => Conversation): void {
  store.change((state) => listChannels(state, team).map(change).reduce(putConversation, state));
}

function open({ closed: _closed, ...channel }: Conversation): Conversation {
  return channel;
}

async function tell({ deliveries }: DeedContext, activity: InboundActivity): Promise<Outcome> {
  return toOutcome(await deliveries.deliver(activity));
}
