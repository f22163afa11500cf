const teams = "https://teams.microsoft.com/l/chat";

/** Opens a new chat with the message typed in already; whom to, the person chooses (deep-link-teams). */
export function newChatLink(tenantId: string, message: string): string {
  return `${teams}/0/0?tenantId=${encodeURIComponent(tenantId)}&users=&message=${encodeURIComponent(message)}`;
}

/** Opens a group chat that exists; the id of a personal chat with a bot cannot be linked. */
export function groupChatLink(conversationId: string): string {
  return `${teams}/${encodeURIComponent(conversationId)}/conversations`;
}

/**
 * Opens a chat with one person, by what they sign in with, with the message typed in already; without it, whom to, the
 * person chooses. Teams takes no other name of a person here (deep-link-teams).
 */
export function newChatWith(tenantId: string, address: string | null, message: string): string {
  if (address === null) return newChatLink(tenantId, message);
  const users = encodeURIComponent(address);
  return `${teams}/0/0?tenantId=${encodeURIComponent(tenantId)}&users=${users}&message=${encodeURIComponent(message)}`;
}

/** Opens a message in a channel; the first of a thread is its own parent. */
export function postLink(
  tenantId: string,
  {
    conversationId,
    activityId,
    threadId,
  }: Readonly<Record<"conversationId" | "activityId" | "threadId", string>>,
): string {
  const place = `https://teams.microsoft.com/l/message/${encodeURIComponent(conversationId)}`;
  const parent = encodeURIComponent(threadId);
  return `${place}/${encodeURIComponent(activityId)}?tenantId=${encodeURIComponent(tenantId)}&parentMessageId=${parent}`;
}
