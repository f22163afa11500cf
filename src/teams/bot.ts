import type { InvokeResponse, TurnContext } from "botbuilder";
import { AuthenticationError } from "botframework-connector";
import type { Logger } from "../log";
import { StorageError } from "../errors";
import { handleTurn, type Reply } from "../handle-turn";
import type { Input } from "../input";
import { readChannelCommand } from "../intake/read-command";
import { languageOfLocale } from "../locales/texts";
import type { Turn, Workbench } from "../turns/turn";
import { InboundActivity, isPersonal, timeZoneOf } from "./activity";
import { answerInvoke, type TeamsAdapter } from "./adapter";
import { createAnswered } from "./answered";
import { createCardPlaces } from "./card-places";
import { isExtension, type ReadMessageLink } from "./read-extension";
import type { FileHosts } from "./file-hosts";
import { readNews } from "./conversation-news";
import { createFileReplies, isConsent } from "./file-replies";
import { createFollowUps, type FollowUps } from "./follow-ups";
import type { Messenger } from "./messenger";
import { readInput } from "./read-input";
import { readChannel } from "./read-thread";
import type { References } from "./references";
import { createReplies, type Renderers } from "./replies";
import type { SelfTest } from "./self-test";
import { createTurnQueue } from "./turn-queue";

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
  readonly bench: Workbench;
  readonly renderers: Renderers;
  readonly admission: Admission;
  readonly defaultTimeZone: string;
  readonly messenger: Messenger;
  readonly fileHosts: FileHosts;
  /** Called after a turn that brought files. */
  readonly onFiles: () => void;
  readonly references: References;
  readonly selfTest: SelfTest;
  readonly log: Logger;
}

/** The HTTP answer to a delivered activity; no body unless an invoke was answered. */
export interface BotAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Bot {
  /** Takes what was posted to the messaging endpoint. Never throws. */
  receive(authorization: string, body: unknown): Promise<BotAnswer>;
  /** Ends what follows answers that have gone out. */
  stop(): Promise<void>;
}

/** The bot behind the messaging endpoint: envelope, admission, token, turn, answer. */
export function createBot(options: BotOptions): Bot {
  const { adapter, admission, log } = options;
  const followUps = createFollowUps(log);
  const takeTurn = createTurnTaker(options, followUps);
  return {
    stop: () => followUps.stop(),
    async receive(authorization, body) {
      const parsed = InboundActivity.safeParse(body);
      if (!parsed.success) return { status: 400 };
      const activity = parsed.data;
      const tenantId = admission.tenantOf(activity);
      if (tenantId === null || !admission.isServiceAllowed(activity.serviceUrl)) return { status: 403 };
      try {
        const response = await adapter.receive(authorization, activity, (context) =>
          takeTurn(context, activity, tenantId),
        );
        if (activity.type !== "invoke") return { status: 200 };
        return isAnswered(response) ? { status: 200, body: response.body } : { status: 400 };
      } catch (error) {
        if (error instanceof AuthenticationError) return { status: 401 };
        log.error({ err: error, activityType: activity.type }, "a turn failed");
        return { status: 200 };
      }
    },
  };
}

/** The SDK answers an invoke nobody took with 501, and Teams would send it again and again. */
function isAnswered(response: InvokeResponse | undefined): response is InvokeResponse {
  return response?.status === 200;
}

type TakeTurn = (context: TurnContext, activity: InboundActivity, tenantId: string) => Promise<void>;

function createTurnTaker(options: BotOptions, followUps: FollowUps): TakeTurn {
  const { bench, renderers, admission, defaultTimeZone, references, log } = options;
  const queue = createTurnQueue();
  const answered = createAnswered();
  const replies = createReplies(renderers, log);
  const places = createCardPlaces(bench.store, log);
  const fileReplies = createFileReplies({ ...options, hosts: options.fileHosts });
  return async (context, activity, tenantId) => {
    references.note(activity, tenantId);
    const input = readInput(activity, admission.readMessageLink);
    if (input === null) return;
    const turn = readTurn(activity, input, tenantId, defaultTimeZone);
    const isInvoke = activity.type === "invoke";
    const key = JSON.stringify([turn.key.tenantId, turn.key.conversationId, turn.key.activityId]);
    // An invoke always needs its answer; a repeated message has had, or is about to have, its own.
    if (!isInvoke && !answered.begin(key)) return;
    try {
      const reply = await queue.run(`${tenantId} ${turn.key.conversationId}`, () =>
        answerTurn(turn, bench, log),
      );
      if (input.kind === "text" && input.files !== undefined) options.onFiles();
      const noteCard = async (activityId: string | null | undefined): Promise<void> => {
        if (!isPersonal(activity) || isExtension(activity) || typeof activityId !== "string") return;
        await places.note(reply.view, { tenantId, conversationId: turn.key.conversationId, activityId });
      };
      if (!isInvoke) {
        const cardId = await replies.send(context, reply, activity, input);
        await noteCard(cardId);
        if (reply.view.kind !== "self_test") return;
        const { audience } = reply;
        followUps.start(() => options.selfTest({ activity, tenantId, audience, cardId }));
        return;
      }
      await noteCard(activity.replyToId);
      await answerInvoke(context, isConsent(activity) ? {} : replies.forInvoke(reply, activity));
      const work = fileReplies.follow(reply, activity, tenantId);
      if (work !== null && answered.begin(key)) followUps.start(work);
    } catch (error) {
      answered.forget(key);
      throw error;
    }
  };
}

/** Whatever fails is an honest "try again": nothing has been half saved, and silence would be worse. */
async function answerTurn(turn: Turn, bench: Workbench, log: Logger): Promise<Reply> {
  try {
    return await handleTurn(turn, bench);
  } catch (error) {
    log.error(
      { err: error },
      error instanceof StorageError ? "the database failed in a turn" : "a turn broke",
    );
    const audience = { language: languageOfLocale(turn.locale), timeZone: turn.timeZone, now: bench.now() };
    // Whoever asks what is wrong is told, above all when something is.
    if (asksSelfTest(turn.input)) return { view: { kind: "self_test", findings: null }, audience };
    return { view: { kind: "message", notice: { key: "try_again" } }, audience };
  }
}

function readTurn(activity: InboundActivity, input: Input, tenantId: string, defaultTimeZone: string): Turn {
  const userId = activity.from.aadObjectId ?? activity.from.id;
  const channel = readChannel(activity);
  return {
    key: {
      tenantId,
      userId,
      conversationId: activity.conversation.id,
      // Without an id a repeat cannot be told from a second message; the revision still guards every change.
      activityId: activity.id ?? `${activity.type}-${bestEffortId()}`,
    },
    person: { id: userId, name: activity.from.name ?? "" },
    input,
    ...(channel === undefined ? {} : { channel }),
    ...placeOf(activity, tenantId),
    locale: activity.locale ?? undefined,
    timeZone: timeZoneOf(activity, defaultTimeZone),
  };
}

function asksSelfTest(input: Input): boolean {
  const isSaid = input.kind === "text" || input.kind === "channel" || input.kind === "thread_text";
  return isSaid && readChannelCommand(input.text).kind === "self_test";
}

function placeOf(activity: InboundActivity, tenantId: string): Pick<Turn, "place"> {
  const { conversation } = readNews(activity, tenantId);
  return conversation === null ? {} : { place: conversation };
}

let counter = 0;
function bestEffortId(): string {
  counter += 1;
  return `${process.pid}-${counter}`;
}
