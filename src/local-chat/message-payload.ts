import type { ChatMessage, JsonObject } from "./chat-state";

/** The address under which the local chat opens on a message. */
function linkToMessage({ id }: Pick<ChatMessage, "id">, serviceUrl: string): string {
  return new URL(`/local/#message=${encodeURIComponent(id)}`, serviceUrl).href;
}

/** A message as Teams hands it to a command of the message menu. */
export function createMessagePayload(message: ChatMessage, serviceUrl: string): JsonObject {
  const { id, threadId, sentAt, editedAt, author } = message;
  const { body, mentions } = createBody(message);
  const attachments = message.cards.map((card, index) => ({
    id: `${id}-${index}`,
    contentType: "application/vnd.microsoft.card.adaptive",
    content: JSON.stringify(card),
  }));
  const markers = attachments.map((attachment) => `<attachment id="${attachment.id}"></attachment>`);
  const person = { userIdentityType: "aadUser", id: author.id, displayName: author.name };
  const app = { applicationIdentityType: "bot", id: author.id, displayName: author.name };
  return {
    id,
    replyToId: threadId === id ? null : (threadId ?? null),
    createdDateTime: sentAt,
    lastModifiedDateTime: editedAt ?? null,
    deleted: false,
    subject: null,
    summary: message.summary ?? null,
    importance: "normal",
    locale: "en-us",
    linkToMessage: linkToMessage(message, serviceUrl),
    from: {
      device: null,
      conversation: null,
      user: author.kind === "person" ? person : null,
      application: author.kind === "bot" ? app : null,
    },
    body: { contentType: "html", content: `<div>${body}${markers.join("")}</div>` },
    attachments,
    mentions,
    reactions: [],
  };
}

/** Mentions are numbered in the body and listed beside it. */
function createBody({ text = "" }: ChatMessage): { readonly body: string; readonly mentions: JsonObject[] } {
  const mentions: JsonObject[] = [];
  const parts = text.split(/(<at>[^<]*<\/at>)/).map((part) => {
    const name = /^<at>([^<]*)<\/at>$/.exec(part)?.[1];
    if (name === undefined) {
      return escapeHtml(part).replaceAll("\n", "<br>");
    }
    const id = mentions.length;
    mentions.push({ id, mentionText: name });
    return `<at id="${id}">${escapeHtml(name)}</at>`;
  });
  return { body: parts.join(""), mentions };
}

/** Text as Teams writes it into HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
