import { randomUUID } from "node:crypto";
import { ConnectorError } from "../errors";
import type { Reply } from "../handle-turn";
import type { Input } from "../input";
import type { Turn } from "../turns/turn";
import { type InboundActivity, isPersonal } from "./activity";
import type { Authenticated } from "./adapter";
import { createAnswerClaims } from "./answer-claims";
import { answerTurn, type Taken } from "./answer-turn";
import { createAnswered } from "./answered";
import type { BotOptions } from "./bot-options";
import { createCardPlaces } from "./card-places";
import { readNews } from "./conversation-news";
import { createFileReplies, isConsent } from "./file-replies";
import type { FollowUps } from "./follow-ups";
import { isExtension } from "./read-extension";
import { readInput } from "./read-input";
import { readTurn } from "./read-turn";
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
  const { bench, renderers, admission, defaultTimeZone, references, log } = options;
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
    const taken = await answerTurn(turn, options);
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
