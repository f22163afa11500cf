import { AuthenticationError } from "botframework-connector";
import type { Logger } from "../log";
import type { Watch } from "../telemetry/watch";
import type { Workbench } from "../turns/turn";
import { InboundActivity } from "./activity";
import type { TeamsAdapter } from "./adapter";
import type { CaseSearch } from "./case-search";
import type { ReadMessageLink } from "./read-extension";
import type { FileHosts } from "./file-hosts";
import { createFollowUps } from "./follow-ups";
import type { LearnAddress } from "./learn-address";
import type { Messenger } from "./messenger";
import type { References } from "./references";
import type { Renderers } from "./replies";
import type { ReplyClient } from "./reply-client";
import type { ShowRoutes } from "./show-routes";
import type { SelfTest } from "./self-test";
import { createTurnTaker } from "./take-turns";
import { createTypeAhead } from "./type-ahead";

/** Whom the bot serves and from where it may be called. */
export interface Admission {
  /** The tenant an activity belongs to, or null when it is not one of ours. */
  readonly tenantOf: (activity: InboundActivity) => string | null;
  readonly isServiceAllowed: (serviceUrl: string) => boolean;
  /** The address of a chat message as it may be kept with a case, or null when it is not one of the chat's own. */
  readonly readMessageLink: ReadMessageLink;
}

export interface BotOptions {
  readonly adapter: TeamsAdapter;
  readonly replyClient: ReplyClient;
  readonly bench: Workbench;
  readonly renderers: Renderers;
  readonly admission: Admission;
  readonly defaultTimeZone: string;
  readonly messenger: Messenger;
  readonly fileHosts: FileHosts;
  /** Called after a turn that brought files. */
  readonly onFiles: () => void;
  readonly references: References;
  readonly learnAddress: LearnAddress;
  readonly selfTest: SelfTest;
  readonly caseSearch: CaseSearch;
  readonly showRoutes: ShowRoutes;
  readonly watch: Pick<Watch, "turn">;
  /** After how many seconds somebody may go on who asks too much; 0: at once. Absent: nobody is held up. */
  readonly limit?: (tenantId: string, personId: string) => number;
  readonly log: Logger;
}

/** The HTTP answer to a delivered activity; no body unless an invoke was answered. */
export interface BotAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Seconds after which the same may be brought again. */
  readonly retryAfter?: number;
}

export interface Bot {
  /** Whether the token is good, whatever comes with it; a bot that is nobody believes everybody. */
  admits(authorization: string): Promise<boolean>;
  /** Takes what was posted to the messaging endpoint. Never throws. */
  receive(authorization: string, body: unknown): Promise<BotAnswer>;
  /** Ends what follows answers that have gone out. */
  stop(): Promise<void>;
}

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
      const parsed = InboundActivity.safeParse(body);
      if (!parsed.success) return { status: 400 };
      const activity = parsed.data;
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
        return { status: 200 };
      }
    },
  };
}
