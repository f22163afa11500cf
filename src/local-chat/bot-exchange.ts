import type { JsonObject } from "./chat-state";

/** An activity on its way to the bot. */
export interface InboundActivity extends JsonObject {
  readonly type: string;
  readonly id: string;
  readonly timestamp: string;
}

/** What the bot answered to an activity. */
export interface BotAnswer {
  readonly status: number;
  readonly body: unknown;
}
