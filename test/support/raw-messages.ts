/** Where somebody writes, and who. */
export interface Writer {
  readonly user: string;
  readonly tenantId: string;
  readonly serviceUrl: string;
  /** The thread of a channel; absent: the person's own chat. */
  readonly thread?: string;
}

const mention = "<at>Partner Support</at>";

/** A typed message as Teams brings it; in a channel it mentions the bot. */
export function writeMessage(
  { user, tenantId, serviceUrl, thread }: Writer,
  id: string,
  text: string,
): object {
  const isInChannel = thread !== undefined;
  const bot = { id: "28:bot", name: "Partner Support" };
  const conversation = isInChannel
    ? { id: thread, conversationType: "channel", isGroup: true, tenantId }
    : { id: `a:${user}`, conversationType: "personal", tenantId };
  return {
    type: "message",
    id,
    channelId: "msteams",
    serviceUrl,
    from: { id: `29:${user}`, name: user, aadObjectId: user },
    recipient: bot,
    conversation,
    text: isInChannel ? `${mention} ${text}` : text,
    ...(isInChannel ? { entities: [{ type: "mention", text: mention, mentioned: bot }] } : {}),
    channelData: { tenant: { id: tenantId } },
  };
}

/** Brings an activity once; answers the status, 0 where there was no answer. */
export async function bring(origin: string, activity: object): Promise<number> {
  try {
    const response = await fetch(`${origin}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activity),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
