import { AuthenticationError } from "botframework-connector";
import { ConnectorError } from "../errors";
import { InboundActivity } from "./activity";
import { quickSchema } from "../quick-schema";
import type { BotOptions } from "./bot-options";
import { createFollowUps } from "./follow-ups";
import { createTurnTaker } from "./take-turns";
import { createTypeAhead } from "./type-ahead";

/** The HTTP answer to a delivered activity; no body unless an invoke was answered. */
export interface BotAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Seconds after which the same may be brought again. */
  readonly retryAfter?: number;
}

/** What the messaging endpoint hands on to. */
export interface Bot {
  /** Whether the token is good, whatever comes with it; a bot that is nobody believes everybody. */
  admits(authorization: string): Promise<boolean>;
  /** Takes what was posted to the messaging endpoint. Never throws. */
  receive(authorization: string, body: unknown): Promise<BotAnswer>;
  /** Ends what follows answers that have gone out. */
  stop(): Promise<void>;
}

const envelope = quickSchema(InboundActivity);

/** The bot behind the messaging endpoint: token, envelope, what the token was given for, admission, limits, turn, answer. */
export function createBot(options: BotOptions): Bot {
  const { adapter, admission, bench, limit, log } = options;
  const followUps = createFollowUps(log);
  const takeTurn = createTurnTaker(options, followUps);
  const typeAhead = createTypeAhead(bench, log);
  return {
    admits: (authorization) => adapter.admits(authorization),
    stop: () => followUps.stop(),
    async receive(authorization, body) {
      const activity = envelope.read(body);
      if (activity === undefined) return { status: 400 };
      try {
        // The token first: whoever has none learns nothing of whom we serve.
        const authenticated = await adapter.authenticate(authorization, activity);
        const tenantId = admission.tenantOf(activity);
        if (!tenantId || !admission.isServiceAllowed(activity.serviceUrl)) return { status: 403 };
        const wait = limit?.(tenantId, activity.from.aadObjectId ?? activity.from.id) ?? 0;
        if (wait > 0) return { status: 429, retryAfter: wait };
        if (activity.type !== "invoke") {
          await takeTurn.message(authenticated, activity, tenantId);
          return { status: 200 };
        }
        const found = (await options.caseSearch(activity, tenantId)) ?? (await typeAhead(activity, tenantId));
        if (found !== null) return { status: 200, body: found };
        const answer = await takeTurn.click(activity, tenantId);
        // The SDK would answer an invoke nobody took with 501, and Teams would send it again and again.
        return answer === null ? { status: 400 } : { status: 200, body: answer };
      } catch (error) {
        if (error instanceof AuthenticationError) return { status: 401 };
        log.error({ err: error, activityType: activity.type }, "a turn failed");
        // What was done is saved, and nobody was told: whoever brings it again gets the answer.
        return isForLater(error) ? { status: 503, retryAfter: 5 } : { status: 200 };
      }
    },
  };
}

function isForLater(error: unknown): boolean {
  return error instanceof ConnectorError && error.fault === "not_now";
}
