import { setTimeout as wait } from "node:timers/promises";

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

/** What says that the same may be brought again. */
const notYet: readonly number[] = [0, 429, 502, 503, 504];

/**
 * Brings an activity until it is taken, as Teams does with what it was asked to bring again; answers the last status.
 * `onRefusal` is told of each time it was not taken.
 */
export async function bringUntilTaken(
  origin: string,
  activity: object,
  onRefusal: () => void = () => undefined,
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const status = await bring(origin, activity);
    if (!notYet.includes(status) || tries === 60) return status;
    onRefusal();
    await wait(Math.min(1000, 100 * tries));
  }
}
