import { hash, randomUUID } from "node:crypto";
import type { Logger } from "../log";
import { ConnectorError, StorageError } from "../errors";
import { handleTurn, type Reply } from "../handle-turn";
import type { Input } from "../input";
import { readChannelCommand } from "../intake/read-command";
import { languageOfLocale } from "../locales/texts";
import type { Turn, Workbench } from "../turns/turn";
import type { View } from "../views";
import { type InboundActivity, isPersonal, timeZoneOf } from "./activity";
import type { Authenticated } from "./adapter";
import { createAnswerClaims } from "./answer-claims";
import { createAnswered } from "./answered";
import type { BotOptions } from "./bot-options";
import { createCardPlaces } from "./card-places";
import { type News, readNews } from "./conversation-news";
import { createFileReplies, isConsent } from "./file-replies";
import type { FollowUps } from "./follow-ups";
import { isExtension } from "./read-extension";
import { readInput } from "./read-input";
import { readChannel } from "./read-thread";
import { createReplies } from "./replies";
import type { Answering } from "./reply-client";
import { createTurnQueue } from "./turn-queue";

/** The two ways an activity is answered. */
export interface TurnTaker {
  /** By messages through the connector. */
  message(authenticated: Authenticated, activity: InboundActivity, tenantId: string): Promise<void>;
  /** In the answer over HTTP; null when it asks nothing of us. A refusal of ours is told in the body. */
  click(activity: InboundActivity, tenantId: string): Promise<object | null>;
}

/** Makes what turns activities that may be answered into answers. */
export function createTurnTaker(options: BotOptions, followUps: FollowUps): TurnTaker {
  const { bench, renderers, admission, defaultTimeZone, references, watch, log } = options;
  const queue = createTurnQueue();
  const answered = createAnswered();
  const underWay = new Map<string, Promise<void>>();
  const claims = createAnswerClaims({ store: bench.store, owner: randomUUID(), now: bench.now, log });
  const replies = createReplies(renderers, log);
  const places = createCardPlaces(bench.store, log);
  const fileReplies = createFileReplies({ ...options, hosts: options.fileHosts });

  function begin(activity: InboundActivity, tenantId: string): Begun | null {
    const news = readNews(activity, tenantId);
    references.note(news, tenantId);
    followUps.start(() => options.learnAddress(activity, tenantId));
    const input = readInput(activity, admission.readMessageLink);
    if (input === null) return null;
    const turn = readTurn(activity, input, { tenantId, defaultTimeZone, news });
    const key = JSON.stringify([turn.key.tenantId, turn.key.conversationId, turn.key.activityId]);
    return { activity, input, turn, key };
  }

  /** Runs it when the turns before it in its conversation have ended. */
  function inTurn<Result>({ turn }: Begun, work: () => Promise<Result>): Promise<Result> {
    const { tenantId, conversationId } = turn.key;
    return queue.run(`${tenantId} ${conversationId}`, work);
  }

  async function answer({ turn, input }: Begun): Promise<Taken> {
    const taken = await answerTurn(turn, bench, watch, log);
    if (input.kind === "text" && input.files !== undefined) options.onFiles();
    return taken;
  }

  async function noteCard({ activity, turn }: Begun, { view }: Reply, activityId: unknown): Promise<void> {
    if (!isPersonal(activity) || isExtension(activity) || typeof activityId !== "string") return;
    const { tenantId, conversationId } = turn.key;
    await places.note(view, { tenantId, conversationId, activityId });
  }

  async function answerMessage(begun: Begun, answering: Answering): Promise<void> {
    const { activity, input, turn } = begun;
    // Beside the turn, whose own effect is one however many take it: only the answer waits for it.
    const [{ reply, isBroken }, claim] = await inTurn(begun, () =>
      Promise.all([answer(begun), claims.begin(turn.key)]),
    );
    if (!(await claims.settle(turn.key, claim, isBroken ? 1 : undefined))) return;
    const cardId = await replies.send(answering, reply, activity, input).catch(endUnknown(turn));
    followUps.start(() => claims.end(turn.key));
    await noteCard(begun, reply, cardId);
    if (reply.view.kind !== "self_test") return;
    const { audience } = reply;
    followUps.start(() => options.selfTest({ activity, tenantId: turn.key.tenantId, audience, cardId }));
  }

  /** An answer that may stand there is not sent again, also when its message comes again. */
  function endUnknown({ key: { tenantId, activityId } }: Turn) {
    return (error: unknown): undefined => {
      if (!(error instanceof ConnectorError) || error.fault !== "unknown") throw error;
      log.warn({ err: error, tenantId, activityId }, "it is not known whether an answer has arrived");
    };
  }

  async function answerClick(begun: Begun): Promise<object> {
    const { activity, input, turn, key } = begun;
    const { reply } = await inTurn(begun, () => answer(begun));
    await noteCard(begun, reply, activity.replyToId);
    const showing = isPersonal(activity) ? null : options.showRoutes(reply, activity, input);
    if (showing !== null) followUps.start(showing);
    const body = isConsent(activity) ? {} : replies.forInvoke(reply, activity);
    const work = fileReplies.follow(reply, activity, turn.key.tenantId);
    if (work !== null && answered.begin(key)) followUps.start(work);
    return body;
  }

  /** What did not come to an end may be brought by a repeat. */
  async function orForget<Result>({ key, turn }: Begun, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      answered.forget(key);
      followUps.start(() => claims.release(turn.key));
      throw error;
    }
  }

  return {
    async message(authenticated, activity, tenantId) {
      const begun = begin(activity, tenantId);
      if (begun === null) return;
      // What comes again has had its answer, or is done when what is under way is.
      if (!answered.begin(begun.key)) return underWay.get(begun.key);
      const answering = options.replyClient.answering(authenticated, activity);
      const work = orForget(begun, answerMessage(begun, answering)).finally(() => underWay.delete(begun.key));
      underWay.set(begun.key, work);
      await work;
    },
    async click(activity, tenantId) {
      const begun = begin(activity, tenantId);
      return begun === null ? null : orForget(begun, answerClick(begun));
    },
  };
}

/** An activity that asks something of us. */
interface Begun {
  readonly activity: InboundActivity;
  readonly input: Input;
  readonly turn: Turn;
  /** Tells a repeat. */
  readonly key: string;
}

/** What a turn came to. */
interface Taken {
  readonly reply: Reply;
  /** Whether nothing could be done, and the reply says so. */
  readonly isBroken: boolean;
}

/** Whatever fails is an honest "try again": nothing has been half saved, and silence would be worse. */
async function answerTurn(
  turn: Turn,
  bench: Workbench,
  watch: BotOptions["watch"],
  log: Logger,
): Promise<Taken> {
  const { tenantId, activityId } = turn.key;
  try {
    const { kind } = turn.input;
    const reply = await watch.turn({ kind, tenantId, activityId }, () => handleTurn(turn, bench));
    return { reply, isBroken: false };
  } catch (error) {
    log.error(
      { err: error },
      error instanceof StorageError ? "the database failed in a turn" : "a turn broke",
    );
    const audience = { language: languageOfLocale(turn.locale), timeZone: turn.timeZone, now: bench.now() };
    // Whoever asks what is wrong is told, above all when something is.
    const view: View = asksSelfTest(turn.input)
      ? { kind: "self_test", findings: null }
      : { kind: "message", notice: { key: "try_again" } };
    return { reply: { view, audience }, isBroken: true };
  }
}

interface Circumstances {
  readonly tenantId: string;
  readonly defaultTimeZone: string;
  readonly news: News;
}

function readTurn(
  activity: InboundActivity,
  input: Input,
  { tenantId, defaultTimeZone, news: { conversation } }: Circumstances,
): Turn {
  const userId = activity.from.aadObjectId ?? activity.from.id;
  const channel = readChannel(activity);
  const click = nameClick(userId, input);
  return {
    key: {
      tenantId,
      userId,
      conversationId: activity.conversation.id,
      // Without an id a repeat cannot be told from a second message; the revision still guards every change.
      activityId: activity.id ?? `${activity.type}-${randomUUID()}`,
    },
    person: { id: userId, name: activity.from.name ?? "" },
    input,
    ...(click === undefined ? {} : { click }),
    ...(channel === undefined ? {} : { channel }),
    ...(conversation === null ? {} : { place: conversation }),
    locale: activity.locale ?? undefined,
    timeZone: timeZoneOf(activity, defaultTimeZone),
  };
}

/** What is clicked on a certain revision of something. */
const dated: readonly Input["kind"][] = [
  "intake",
  "discard",
  "edit_record",
  "record_change",
  "record_steps",
  "record_link",
  "route",
];

/** The same for the same click of the same person; says nothing of what was typed. */
function nameClick(userId: string, input: Input): string | undefined {
  if (!dated.includes(input.kind)) return undefined;
  return hash("sha256", JSON.stringify([userId, input]), "base64url");
}

function asksSelfTest(input: Input): boolean {
  const isSaid = input.kind === "text" || input.kind === "channel" || input.kind === "thread_text";
  return isSaid && readChannelCommand(input.text).kind === "self_test";
}
