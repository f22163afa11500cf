import { type Activity, ActivityTypes, CardFactory, MessageFactory } from "botbuilder";
import { textsOf } from "../locales/texts";
import type { Logger } from "../log";
import type { Reply } from "../handle-turn";
import type { Input } from "../input";
import type { Audience, View } from "../views";
import type { InboundActivity } from "./activity";
import type { Answering } from "./reply-client";
import { toDialogCard } from "./dialog-card";
import { isExtension } from "./read-extension";
import { fileNameOf, writeOffer } from "./file-consent";
import { withSharedRefresh } from "./shared-refresh";

/** How a view is drawn, said in words, and said in one line. */
export interface Renderers {
  readonly card: (view: View, audience: Audience) => object;
  readonly text: (view: View, audience: Audience) => string;
  readonly summary: (view: View, audience: Audience) => string;
  /** The case as a markdown file. */
  readonly recordFile: (offer: FileOffer, audience: Audience) => string;
}

/** A file of a case a person is offered. */
export type FileOffer = Extract<View, { readonly kind: "file_offer" }>;
type AnyOffer = FileOffer | Extract<View, { readonly kind: "data_offer" }>;

/** Whether the view is a file a person may accept. */
export function isOffer(view: View): view is AnyOffer {
  return view.kind === "file_offer" || view.kind === "data_offer";
}

/** What is in the file. */
export function writeFile(
  renderers: Pick<Renderers, "recordFile">,
  offer: AnyOffer,
  audience: Audience,
): string {
  return offer.kind === "data_offer" ? offer.content : renderers.recordFile(offer, audience);
}

/** Turns what a turn shows into what Teams is sent. */
export interface Replies {
  /** The body of an invoke's answer: the next card, or a line of text, in the chat or in a dialog. */
  forInvoke(reply: Reply, activity: InboundActivity): object;
  /** Answers a message: a new one, or, after an older client's Submit, the clicked card changed in place; tells its id. */
  send(
    answering: Answering,
    reply: Reply,
    activity: InboundActivity,
    input: Input,
  ): Promise<string | undefined>;
}

const cardType = "application/vnd.microsoft.card.adaptive";

/** A view that cannot be drawn is logged and answered with "try again". */
export function createReplies(renderers: Renderers, log: Logger): Replies {
  /** A view that cannot be drawn must not end in silence: what was done is saved, and the person is told. */
  function draw<T>(reply: Reply, how: (reply: Reply) => T): T {
    try {
      return how(reply);
    } catch (error) {
      log.error({ err: error, view: reply.view.kind }, "a view could not be drawn");
      return how({ ...reply, view: { kind: "message", notice: { key: "try_again" } } });
    }
  }

  return {
    forInvoke: (reply, activity) => draw(reply, (shown) => writeInvokeBody(renderers, shown, activity)),
    async send(answering, reply, activity, input) {
      // Somebody who has been welcomed is not greeted again because the app was installed once more.
      if (input.kind === "joined" && reply.view.kind !== "welcome") return undefined;
      // What a team is told comes as a delivery, once however often it is told that the bot was added.
      if (["joined_team", "place_lost", "place_renamed"].includes(input.kind)) return undefined;
      const message = draw(reply, (shown) => writeMessage(renderers, shown, activity));
      const isClick = activity.value !== undefined && activity.value !== null;
      // The offer of a file never takes the place of the card it was asked for on.
      const clicked =
        isClick && !isOffer(reply.view) && message.attachments !== undefined ? activity.replyToId : undefined;
      if (typeof clicked !== "string") return answering.post(message);
      try {
        await answering.update(clicked, message);
        return clicked;
      } catch (error) {
        log.warn({ err: error }, "a clicked card could not be changed in place");
        return answering.post(message);
      }
    },
  };
}

function writeInvokeBody(renderers: Renderers, reply: Reply, activity: InboundActivity): object {
  if (isExtension(activity)) return { task: writeTask(renderers, reply) };
  if (isWords(reply.view)) {
    const value = renderers.text(reply.view, reply.audience);
    return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value };
  }
  return { statusCode: 200, type: cardType, value: drawCard(renderers, reply, activity) };
}

/** What a dialog shows next; a question of the typed dialog is a card here, because nobody can type beside it. */
function writeTask(renderers: Renderers, { view, audience }: Reply): object {
  if (view.kind === "message" || view.kind === "channel")
    return { type: "message", value: renderers.text(view, audience) };
  const content = toDialogCard(renderers.card(view, audience));
  const title = textsOf(audience.language)("dialog.title");
  return {
    type: "continue",
    value: { title, height: "large", width: "medium", card: { contentType: cardType, content } },
  };
}

/** A question in words and plain sentences go out as text, all else as a card. */
function isWords(view: View): boolean {
  return view.kind === "ask" || view.kind === "message" || view.kind === "channel" || isOffer(view);
}

function writeMessage(renderers: Renderers, reply: Reply, activity: InboundActivity): Partial<Activity> {
  if (isOffer(reply.view)) return writeFileOffer(renderers, reply.view, reply.audience);
  if (isWords(reply.view)) {
    const text = renderers.text(reply.view, reply.audience);
    return { type: ActivityTypes.Message, textFormat: "plain", text };
  }
  // A client refreshes a new message at once, and what the person is told would be gone before it is read.
  const isTold = "notice" in reply.view && reply.view.notice !== undefined;
  const card = isTold ? renderers.card(reply.view, reply.audience) : drawCard(renderers, reply, activity);
  return {
    ...MessageFactory.attachment(CardFactory.adaptiveCard(card)),
    summary: renderers.summary(reply.view, reply.audience),
  };
}

/** Asks whether the person wants the file, whose content is made for that and once more when it is sent. */
export function writeFileOffer(renderers: Renderers, offer: AnyOffer, audience: Audience): Partial<Activity> {
  const content = writeFile(renderers, offer, audience);
  const say = textsOf(audience.language);
  if (offer.kind === "data_offer") {
    const { kind, id } = offer.subject;
    const context = { subjectKind: kind, subject: id };
    return writeOffer({ name: `${kind}-data.json`, context, content, description: say("files.data") });
  }
  const { number } = offer.record;
  const description = say("files.summary");
  return writeOffer({ name: fileNameOf(number), context: { record: number }, content, description });
}

/** A live card asks for its present state when its owner opens the chat, on whichever device. */
function drawCard(renderers: Renderers, { view, audience }: Reply, activity: InboundActivity): object {
  const card = renderers.card(view, audience);
  if (view.kind === "shared_case") return withSharedRefresh(card, view, renderers.summary(view, audience));
  const data = refreshData(view);
  if (data === null) return card;
  const action = { type: "Action.Execute", title: renderers.summary(view, audience).slice(0, 40), ...data };
  return { ...card, refresh: { action, userIds: [activity.from.id] } };
}

/** The offer to go on has none: its present state is the case, and nobody would see what is offered. */
function refreshData(view: View): { readonly verb: string; readonly data: object } | null {
  if (view.kind === "page") return { verb: "intake/show", data: { intakeId: view.intake.id } };
  if (view.kind === "verdict") return { verb: "record/show", data: { record: view.record.number } };
  return null;
}
