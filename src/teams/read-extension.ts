import { z } from "zod";
import { cleanUserText, shownLength } from "../cards/user-text";
import { titleLimit } from "../intake/check-page";
import type { CaseSource } from "../intake/intake";
import type { Input } from "../input";
import { type InboundActivity } from "./activity";
import { isInvoke } from "./invokes";
import { readHtml } from "./read-html";

/** The command of the message menu; the manifest names it, too. */
export const commandId = "checkSupportRules";

/** Of longer messages the beginning is read; the title they become is far shorter. */
const longestMessage = 50_000;

const Named = z.looseObject({ displayName: z.string().nullish() });
const Body = z.looseObject({ contentType: z.string().max(32).nullish(), content: z.string() });

/** A chat message as Teams hands it over. Parts of another shape count as missing: what is left still helps. */
const MessagePayload = z.looseObject({
  linkToMessage: z.string().nullish().catch(null),
  from: z
    .looseObject({ user: Named.nullish().catch(null), application: Named.nullish().catch(null) })
    .nullish()
    .catch(null),
  body: Body.nullish().catch(null),
});
type MessagePayload = z.infer<typeof MessagePayload>;

const FetchValue = z.looseObject({
  commandId: z.literal(commandId),
  messagePayload: MessagePayload.nullish().catch(null),
});
const SubmitValue = z.looseObject({
  commandId: z.literal(commandId),
  data: z.looseObject({ verb: z.string().max(128) }),
});

/** Which address of a message may be kept; null where it is none of the chat's own. */
export type ReadMessageLink = (link: string, activity: InboundActivity) => string | null;

const unknown: Input = { kind: "unknown", verb: "" };

/** Whether the activity is one of a message extension's, whose answer opens or fills a dialog. */
export function isExtension(activity: InboundActivity): boolean {
  return isInvoke(activity, "composeExtension/fetchTask") || isSubmit(activity);
}

function isSubmit(activity: InboundActivity): boolean {
  return isInvoke(activity, "composeExtension/submitAction");
}

/**
 * What a person did with the message menu or in the dialog it opened. Allowed in every chat, because only the person
 * who opened the dialog sees it.
 */
export function readExtension(
  activity: InboundActivity,
  readClick: (verb: string, data: unknown) => Input,
  readLink: ReadMessageLink,
): Input {
  if (isSubmit(activity)) {
    const submit = SubmitValue.safeParse(activity.value);
    return submit.success ? readClick(submit.data.data.verb, submit.data.data) : unknown;
  }
  const fetch = FetchValue.safeParse(activity.value);
  if (!fetch.success) return unknown;
  const message = fetch.data.messagePayload ?? {};
  const source = readSource(message, (link) => readLink(link, activity));
  return { kind: "start_from_message", text: readTitle(message), ...(source === null ? {} : { source }) };
}

/** One line of plain words; it becomes the case's title and is never read as markup again. */
function readTitle({ body }: MessagePayload): string {
  const content = body?.content.slice(0, longestMessage) ?? "";
  const words = body?.contentType?.toLowerCase() === "text" ? content : readHtml(content);
  return cleanUserText(words, titleLimit);
}

/** Without an address that leads to the message its author is not kept either: nobody could look it up. */
function readSource(
  { linkToMessage, from }: MessagePayload,
  readLink: (link: string) => string | null,
): CaseSource | null {
  const link = typeof linkToMessage === "string" ? readLink(linkToMessage) : null;
  if (link === null) return null;
  const author = cleanUserText(
    from?.user?.displayName ?? from?.application?.displayName ?? "",
    shownLength.name,
  );
  return author === "" ? { link } : { link, author };
}
