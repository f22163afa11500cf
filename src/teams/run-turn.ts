import type { Reply } from "../handle-turn";
import { isPersonal } from "./activity";
import { answerTurn, type Taken } from "./answer-turn";
import type { Begun } from "./begin-turn";
import type { BotOptions } from "./bot-options";
import { createCardPlaces } from "./card-places";
import { isExtension } from "./read-extension";
import { createTurnQueue } from "./turn-queue";

/** What messages and clicks have in common. */
export interface TurnRunner {
  /** Runs it when the turns before it in its conversation have ended. */
  inTurn<Result>(begun: Begun, work: () => Promise<Result>): Promise<Result>;
  answer(begun: Begun): Promise<Taken>;
  /** Where a card of ours stands now, so that it can be brought up to date; no card has no activity. */
  noteCard(begun: Begun, reply: Reply, activityId: unknown): Promise<void>;
}

/** Makes it, with one queue for each conversation. */
export function createTurnRunner(options: BotOptions): TurnRunner {
  const queue = createTurnQueue();
  const places = createCardPlaces(options.bench.store, options.log);
  return {
    inTurn({ turn }, work) {
      const { tenantId, conversationId } = turn.key;
      return queue.run(`${tenantId} ${conversationId}`, work);
    },
    async answer({ turn, input }) {
      const taken = await answerTurn(turn, options);
      if (input.kind === "text" && input.files !== undefined) options.onFiles();
      return taken;
    },
    async noteCard({ activity, turn }, { view }, activityId) {
      if (!isPersonal(activity) || isExtension(activity) || typeof activityId !== "string") return;
      const { tenantId, conversationId } = turn.key;
      await places.note(view, { tenantId, conversationId, activityId });
    },
  };
}
