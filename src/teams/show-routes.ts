import type { Reply } from "../handle-turn";
import type { Input } from "../input";
import type { InboundActivity } from "./activity";
import type { ConnectorClient } from "./connector-client";
import { parseThread } from "./conversation-news";
import type { Renderers } from "./replies";

/** Work that shows everybody in the channel what became of a set-up card; null where nothing of it was carried out. */
export type ShowRoutes = (
  reply: Reply,
  activity: InboundActivity,
  input: Input,
) => (() => Promise<void>) | null;

/**
 * The answer to a click changes the card for who clicked alone. For the others the form would stand there with its old
 * values, so the card itself is edited as well; should that fail, only they see less.
 */
export function createShowRoutes({
  call,
  renderers,
}: Pick<ConnectorClient, "call"> & { readonly renderers: Renderers }): ShowRoutes {
  return ({ view, audience }, { conversation, serviceUrl, replyToId }, input) => {
    const isDone = input.kind === "route" && (input.route.step === "save" || input.route.step === "remove");
    const isShown = view.kind === "route" || view.kind === "routes";
    if (!isDone || !isShown || typeof replyToId !== "string") return null;
    const { conversationId, threadId } = parseThread(conversation.id);
    const content = renderers.card(view, audience);
    const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
    const activity = { type: "message", attachments, summary: renderers.summary(view, audience) };
    return async () => {
      await call({ serviceUrl, conversationId, threadId, activityId: replyToId, activity });
    };
  };
}
