import { randomUUID } from "node:crypto";
import { ConnectorError } from "../errors";
import type { Turn } from "../turns/turn";
import { type InboundActivity, isPersonal } from "./activity";
import type { Authenticated } from "./adapter";
import { type AnswerClaims, createAnswerClaims } from "./answer-claims";
import { type Answered, createAnswered } from "./answered";
import { type Begun, createTurnReader } from "./begin-turn";
import type { BotOptions } from "./bot-options";
import { createFileReplies, isConsent } from "./file-replies";
import type { FollowUps } from "./follow-ups";
import { createReplies, type Replies } from "./replies";
import type { Answering } from "./reply-client";
import { createTurnRunner, type TurnRunner } from "./run-turn";

/** The two ways an activity is answered. */
export interface TurnTaker {
  /** By messages through the connector. */
  message(authenticated: Authenticated, activity: InboundActivity, tenantId: string): Promise<void>;
  /** In the answer over HTTP; null when it asks nothing of us. A refusal of ours is told in the body. */
  click(activity: InboundActivity, tenantId: string): Promise<object | null>;
}

interface Tools {
  readonly runner: TurnRunner;
  readonly replies: Replies;
  readonly claims: AnswerClaims;
  readonly answered: Answered;
}

/** Makes what turns activities that may be answered into answers. */
export function createTurnTaker(options: BotOptions, followUps: FollowUps): TurnTaker {
  const { bench, renderers, log } = options;
  const claims = createAnswerClaims({ store: bench.store, owner: randomUUID(), now: bench.now, log });
  const answered = createAnswered();
  const tools = {
    runner: createTurnRunner(options),
    replies: createReplies(renderers, log),
    claims,
    answered,
  };
  const begin = createTurnReader(options, followUps);
  const answerMessage = createMessageAnswer(options, followUps, tools);
  const answerClick = createClickAnswer(options, followUps, tools);
  const underWay = new Map<string, Promise<void>>();

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

function createMessageAnswer(
  { log, selfTest }: BotOptions,
  followUps: FollowUps,
  { runner, replies, claims }: Tools,
): (begun: Begun, answering: Answering) => Promise<void> {
  /** An answer that may stand there is not sent again, also when its message comes again. */
  function endUnknown({ key: { tenantId, activityId } }: Turn) {
    return (error: unknown): undefined => {
      if (!(error instanceof ConnectorError) || error.fault !== "unknown") throw error;
      log.warn({ err: error, tenantId, activityId }, "it is not known whether an answer has arrived");
    };
  }

  return async (begun, answering) => {
    const { activity, input, turn } = begun;
    // Beside the turn, whose own effect is one however many take it: only the answer waits for it.
    const [{ reply, isBroken }, claim] = await runner.inTurn(begun, () =>
      Promise.all([runner.answer(begun), claims.begin(turn.key)]),
    );
    if (!(await claims.settle(turn.key, claim, isBroken ? 1 : undefined))) return;
    const cardId = await replies.send(answering, reply, activity, input).catch(endUnknown(turn));
    followUps.start(() => claims.end(turn.key));
    await runner.noteCard(begun, reply, cardId);
    if (reply.view.kind !== "self_test") return;
    const { audience } = reply;
    followUps.start(() => selfTest({ activity, tenantId: turn.key.tenantId, audience, cardId }));
  };
}

function createClickAnswer(
  options: BotOptions,
  followUps: FollowUps,
  { runner, replies, answered }: Tools,
): (begun: Begun) => Promise<object> {
  const fileReplies = createFileReplies({ ...options, hosts: options.fileHosts });

  return async (begun) => {
    const { activity, input, turn, key } = begun;
    const { reply } = await runner.inTurn(begun, () => runner.answer(begun));
    await runner.noteCard(begun, reply, activity.replyToId);
    const showing = isPersonal(activity) ? null : options.showRoutes(reply, activity, input);
    if (showing !== null) followUps.start(showing);
    const body = isConsent(activity) ? {} : replies.forInvoke(reply, activity);
    const work = fileReplies.follow(reply, activity, turn.key.tenantId);
    if (work !== null && answered.begin(key)) followUps.start(work);
    return body;
  };
}
