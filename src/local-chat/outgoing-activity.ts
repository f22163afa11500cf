import { z } from "zod";
import type { ChatMessage, JsonObject } from "./chat-state";
import { readFileCards } from "./file-activity";
import type { ChannelAccount } from "./participants";
import { readMentions, showMentions } from "./mentions";

const Attachment = z.looseObject({ contentType: z.string(), content: z.unknown() });
const SuggestedAction = z.object({ title: z.string(), value: z.unknown() });

/** An activity of the bot, as far as the chat shows it. */
export const OutgoingActivity = z.object({
  type: z.string().default("message"),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  summary: z.string().nullish(),
  attachments: z.array(Attachment).nullish(),
  entities: z.array(z.unknown()).nullish(),
  suggestedActions: z.object({ actions: z.array(SuggestedAction) }).nullish(),
});
export type OutgoingActivity = z.infer<typeof OutgoingActivity>;

const Card = z.record(z.string(), z.unknown());

/** What a message of the bot shows. */
export type MessageContent = Pick<
  ChatMessage,
  "text" | "summary" | "cards" | "suggestions" | "files" | "offer" | "mentions"
>;

/** What an activity of the bot shows; what the chat cannot show is left out. */
export function readContent(activity: OutgoingActivity): MessageContent {
  const entities = activity.entities ?? [];
  const cards = (activity.attachments ?? []).flatMap(readCard);
  const mentions = readMentions(entities, cards);
  return {
    ...(activity.text ? { text: readText(showMentions(activity.text, entities), activity.textFormat) } : {}),
    ...(activity.summary ? { summary: activity.summary } : {}),
    ...(mentions.length === 0 ? {} : { mentions }),
    cards,
    ...readFileCards(activity.attachments ?? []),
    suggestions: (activity.suggestedActions?.actions ?? []).flatMap(({ title, value }) =>
      typeof value === "string" ? [{ title, value }] : [],
    ),
  };
}

/** The page shows plain text: tags of marked-up text fall away, and what was escaped is itself again. */
function readText(text: string, format: string | null | undefined): string {
  if (format !== "xml") {
    return text;
  }
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text
    .replaceAll("<br/>", "\n")
    .replace(/<\/?at>/g, (tag) => (tag === "<at>" ? "@" : ""))
    .replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => entities[name] ?? whole);
}

/** Teams shows text and an attachment of one activity as two messages. */
export function splitContent(content: MessageContent): readonly MessageContent[] {
  if (content.text === undefined || content.cards.length === 0) {
    return [content];
  }
  const { text, cards, ...rest } = content;
  return [
    { text, cards: [], suggestions: [], ...(rest.mentions === undefined ? {} : { mentions: rest.mentions }) },
    { ...rest, cards },
  ];
}

/** A new message of the bot. */
export function createBotMessage(
  place: Pick<ChatMessage, "conversationId" | "threadId">,
  made: {
    readonly id: string;
    readonly at: Date;
    readonly bot: ChannelAccount;
    readonly content: MessageContent;
  },
): ChatMessage {
  return {
    id: made.id,
    ...place,
    author: { kind: "bot", id: made.bot.id, name: made.bot.name },
    sentAt: made.at.toISOString(),
    views: {},
    ...made.content,
  };
}

function readCard(attachment: z.infer<typeof Attachment>): JsonObject[] {
  const card = Card.safeParse(attachment.content);
  const isAdaptive = attachment.contentType === "application/vnd.microsoft.card.adaptive";
  return isAdaptive && card.success ? [card.data] : [];
}
