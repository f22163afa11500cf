import type { Input } from "../input";
import type { Turn } from "../turns/turn";
import type { InboundActivity } from "./activity";
import type { BotOptions } from "./bot-options";
import { readNews } from "./conversation-news";
import type { FollowUps } from "./follow-ups";
import { readInput } from "./read-input";
import { readTurn } from "./read-turn";

/** An activity that asks something of us. */
export interface Begun {
  readonly activity: InboundActivity;
  readonly input: Input;
  readonly turn: Turn;
  /** Tells a repeat. */
  readonly key: string;
}

/** Makes what notes where an activity comes from and reads what it asks; null where that is nothing. */
export function createTurnReader(
  { admission, defaultTimeZone, references, learnAddress }: BotOptions,
  followUps: FollowUps,
): (activity: InboundActivity, tenantId: string) => Begun | null {
  return (activity, tenantId) => {
    const news = readNews(activity, tenantId);
    references.note(news, tenantId);
    followUps.start(() => learnAddress(activity, tenantId));
    const input = readInput(activity, admission.readMessageLink);
    if (input === null) return null;
    const turn = readTurn(activity, input, { tenantId, defaultTimeZone, news });
    const key = JSON.stringify([turn.key.tenantId, turn.key.conversationId, turn.key.activityId]);
    return { activity, input, turn, key };
  };
}
