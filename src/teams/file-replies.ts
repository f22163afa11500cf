import { type Activity, ActivityTypes } from "botbuilder";
import type { Reply } from "../handle-turn";
import type { Logger } from "../log";
import type { View } from "../views";
import type { InboundActivity } from "./activity";
import { uploadFile } from "./file-consent";
import type { FileHosts } from "./file-hosts";
import { isInvoke } from "./invokes";
import { type Messenger, referenceOf } from "./messenger";
import { isOffer, type Renderers, writeFile, writeFileOffer } from "./replies";

/** What files are sent with; `hosts` are those an upload may go to. */
export interface FileReplyOptions {
  readonly renderers: Renderers;
  readonly messenger: Messenger;
  readonly hosts: FileHosts;
  readonly log: Logger;
}

/** What goes out after the answer to an invoke: the offer of a file, or the file once it was accepted. */
export interface FileReplies {
  /** The work that follows, or null when the answer was all. */
  follow(
    reply: Reply,
    activity: InboundActivity,
    tenantId: string,
  ): ((stop: AbortSignal) => Promise<void>) | null;
}

/** Whether somebody has accepted or declined a file that was offered. */
export function isConsent(activity: InboundActivity): boolean {
  return isInvoke(activity, "fileConsent/invoke");
}

/** Makes it; what fails is told to the person in the chat. */
export function createFileReplies({ renderers, messenger, hosts, log }: FileReplyOptions): FileReplies {
  const sayText = (view: View, { audience }: Reply): Partial<Activity> => ({
    type: ActivityTypes.Message,
    textFormat: "plain",
    text: renderers.text(view, audience),
  });

  async function makeAnswer(
    reply: Reply,
    activity: InboundActivity,
    stop: AbortSignal,
  ): Promise<Partial<Activity>> {
    const { view, audience } = reply;
    if (!isOffer(view)) return sayText(view, reply);
    try {
      return await uploadFile(activity, writeFile(renderers, view, audience), hosts, stop);
    } catch (error) {
      log.warn({ err: error }, "a file could not be put where Teams asked for it");
      return sayText({ kind: "message", notice: { key: "file_not_sent" } }, reply);
    }
  }

  return {
    follow(reply, activity, tenantId) {
      const chat = referenceOf(activity, tenantId);
      if (isConsent(activity)) {
        return async (stop) => {
          const answer = await makeAnswer(reply, activity, stop);
          // Answered once, the question must not stay: a second click would ask for a second file.
          if (typeof activity.replyToId === "string")
            await messenger.remove(chat, activity.replyToId).catch(() => undefined);
          await messenger.send(chat, answer);
        };
      }
      const { view, audience } = reply;
      if (!isOffer(view)) return null;
      return () => messenger.send(chat, writeFileOffer(renderers, view, audience));
    },
  };
}
