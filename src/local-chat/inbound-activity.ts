import { DateTime } from "luxon";
import type { Conversation, JsonObject } from "./chat-state";
import type { InboundActivity } from "./bot-exchange";
import type { CardAction, Whereabouts } from "./deed-requests";
import type { ChannelAccount, Person, Team } from "./participants";
import { escapeHtml } from "./message-payload";

/** What every activity of one person at one moment has in common. */
export interface Situation extends Whereabouts {
  readonly bot: ChannelAccount;
  readonly tenantId: string;
  readonly team: Team;
  readonly serviceUrl: string;
  readonly person: Person;
  readonly conversation: Conversation;
  readonly threadId?: string;
  readonly id: string;
  readonly at: Date;
}

/** The activity of somebody who writes. */
export function createMessage(
  situation: Situation,
  text: string,
  files: readonly object[] = [],
): InboundActivity {
  const { bot } = situation;
  const mention = mentionOf(bot);
  const mentioned = { type: "mention", text: mention, mentioned: { id: bot.id, name: bot.name } };
  return {
    ...createEnvelope(situation, "message"),
    text,
    textFormat: "plain",
    attachments: [{ contentType: "text/html", content: toHtml(text, bot.name) }, ...files],
    entities: text.includes(mention)
      ? [mentioned, createClientInfo(situation)]
      : [createClientInfo(situation)],
  };
}

/** An Action.Submit reaches the bot as a message that has a value and no text. */
export function createSubmit(situation: Situation, value: JsonObject, replyToId: string): InboundActivity {
  return { ...createEnvelope(situation, "message"), value, replyToId };
}

/** The invoke of a click on Action.Execute, or of an automatic refresh. */
export function createExecute(
  situation: Situation,
  click: {
    readonly action: CardAction;
    readonly data: unknown;
    readonly trigger: string;
    readonly replyToId: string;
  },
): InboundActivity {
  const { verb, id } = click.action;
  return {
    ...createEnvelope(situation, "invoke"),
    name: "adaptiveCard/action",
    replyToId: click.replyToId,
    value: {
      action: {
        type: "Action.Execute",
        ...(id === undefined ? {} : { id }),
        ...(verb === undefined ? {} : { verb }),
        data: click.data,
      },
      trigger: click.trigger,
    },
  };
}

/** What a command of the message menu, or its dialog, sends; `value` differs between the two. */
export function createExtensionInvoke(
  situation: Situation,
  name: string,
  value: JsonObject,
): InboundActivity {
  return { ...createEnvelope(situation, "invoke"), name, value };
}

/** How a mention of the bot stands in a text. */
export function mentionOf(bot: ChannelAccount): string {
  return `<at>${bot.name}</at>`;
}

/** The conversation id as Teams writes it: a channel's carries the post it is about. */
export function threadAddress(conversationId: string, threadId: string | undefined): string {
  return threadId === undefined ? conversationId : `${conversationId};messageid=${threadId}`;
}

/** The reverse of `threadAddress`. */
export function parseAddress(address: string): {
  readonly conversationId: string;
  readonly threadId?: string;
} {
  const [conversationId = "", threadId] = address.split(";messageid=");
  return threadId === undefined ? { conversationId } : { conversationId, threadId };
}

/** What a person's activity has whatever it is about. */
export function createEnvelope(situation: Situation, type: string) {
  const { at, locale = "en-US", timezone: localTimezone = "UTC" } = situation;
  const localTimestamp = DateTime.fromJSDate(at, { zone: localTimezone }).toISO() ?? at.toISOString();
  const entities: readonly JsonObject[] = [createClientInfo(situation)];
  return { ...createBareEnvelope(situation, type), localTimestamp, localTimezone, locale, entities };
}

/** The same for an event that Teams sends without saying who sits where. */
export function createBareEnvelope(situation: Situation, type: string) {
  const { person, conversation, bot, tenantId, id, at, serviceUrl, threadId } = situation;
  return {
    type,
    id,
    timestamp: at.toISOString(),
    channelId: "msteams",
    serviceUrl,
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      ...(conversation.kind === "channel" ? { isGroup: true } : {}),
      conversationType: conversation.kind,
      tenantId,
      id: threadAddress(conversation.id, threadId),
    },
    channelData: createChannelData(situation),
  };
}

function createClientInfo({ locale = "en-US", timezone = "UTC" }: Whereabouts): JsonObject {
  return { type: "clientInfo", locale, country: locale.split("-").at(-1), platform: "Web", timezone };
}

function createChannelData({ conversation, team, tenantId }: Situation): JsonObject {
  if (conversation.kind === "personal") {
    return { tenant: { id: tenantId } };
  }
  return {
    teamsChannelId: conversation.id,
    teamsTeamId: team.id,
    channel: { id: conversation.id },
    team: { id: team.id },
    tenant: { id: tenantId },
  };
}

function toHtml(text: string, botName: string): string {
  const escaped = escapeHtml(text).replaceAll("\n", "<br>");
  const mention = `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${escapeHtml(botName)}</span>`;
  return `<p>${escaped.replaceAll(escapeHtml(mentionOf({ id: "", name: botName })), mention)}</p>`;
}
