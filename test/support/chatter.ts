import type { Outcome } from "../../src/local-chat/deed-outcome";
import type { Person } from "../../src/local-chat/participants";
import { actionsOf, inputsOf, type CardAction, type CardInput, wordsOf } from "./card-reader";
import { z } from "zod";
import type { TestApp } from "./test-app";

/** A person at the chat: says things, clicks, and sees what is there. */
export interface Chatter {
  readonly conversationId: string;
  open(): Promise<Outcome>;
  say(text: string): Promise<Outcome>;
  /** Sends files, with words or without. */
  send(files: readonly SentFile[], text?: string): Promise<Outcome>;
  /** Answers the newest offer of a file. */
  answerOffer(accepted: boolean): Promise<Outcome>;
  /** Clicks the first action with the verb on the newest card (or on the message given). */
  click(verb: string, inputs?: Readonly<Record<string, string>>, messageId?: string): Promise<Outcome>;
  /** Opens a form of the case on the newest card, or of the menu behind "More…". */
  openForm(form: string): Promise<Outcome>;
  submit(verb: string, inputs?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** The newest message of the bot. */
  last(): BotMessage;
  messages(): readonly BotMessage[];
}

export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Put into the message itself, as a pasted screenshot. */
  readonly isPicture?: boolean;
}

export interface BotMessage {
  readonly id: string;
  readonly text: string;
  readonly card: unknown;
  readonly words: string;
  readonly inputs: readonly CardInput[];
  readonly actions: readonly CardAction[];
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** The name of a file it offers; empty when it offers none. */
  readonly offered: string;
}

export function createChatter(
  { connector }: TestApp,
  person: Person,
  {
    locale = "en-US",
    timezone = "Asia/Taipei",
    conversationId = connector.personalChatOf(person),
  }: { readonly locale?: string; readonly timezone?: string; readonly conversationId?: string } = {},
): Chatter {
  const where = { person, conversationId, locale, timezone };
  const messages = (): readonly BotMessage[] =>
    connector
      .snapshot()
      .state.messages.filter((m) => m.conversationId === conversationId && m.author.kind === "bot")
      .map((message) => {
        const card = message.views[person.aadObjectId] ?? message.cards[0];
        return {
          id: message.id,
          text: message.text ?? "",
          card,
          words: [message.text ?? "", wordsOf(card)].join("\n").trim(),
          inputs: inputsOf(card),
          actions: actionsOf(card),
          files: message.files ?? [],
          offered: message.offer?.name ?? "",
        };
      });
  const last = (): BotMessage => {
    const message = messages().at(-1);
    if (message === undefined) throw new Error("the bot has said nothing");
    return message;
  };
  const find = (
    verb: string,
    messageId?: string,
  ): { readonly message: BotMessage; readonly action: CardAction } => {
    const message = messageId === undefined ? last() : messages().find(({ id }) => id === messageId);
    const action = message?.actions.find((candidate) => candidate.verb === verb);
    if (message === undefined || action === undefined) {
      throw new Error(
        `no action ${verb}; there are ${message?.actions.map((a) => a.verb).join(", ") ?? "none"}`,
      );
    }
    return { message, action };
  };
  return {
    conversationId,
    open: () => connector.openPersonalChat({ person, locale, timezone }),
    say: (text) => connector.sendText({ ...where, text }),
    send(files, text = "") {
      const ids = files.flatMap(
        ({ name, bytes, isPicture = false }) => connector.shelf.put({ name, isPicture }, bytes)?.id ?? [],
      );
      return connector.sendText({ ...where, text, files: ids });
    },
    answerOffer(accepted) {
      const offer = messages().findLast(({ offered }) => offered !== "");
      if (offer === undefined) throw new Error("no file is offered");
      return connector.consent({ ...where, messageId: offer.id, accepted });
    },
    click(verb, inputs = {}, messageId) {
      const { message, action } = find(verb, messageId);
      return connector.execute({
        ...where,
        messageId: message.id,
        action: { verb, data: action.data },
        inputs,
      });
    },
    async openForm(form) {
      const fits = ({ verb, data }: CardAction): boolean =>
        verb === "record/form" && z.looseObject({ form: z.literal(form) }).safeParse(data).success;
      if (!last().actions.some(fits)) await this.click("record/menu");
      const action = last().actions.find(fits);
      if (action === undefined) throw new Error(`no form ${form}`);
      return connector.execute({
        ...where,
        messageId: last().id,
        action: { verb: "record/form", data: action.data },
        inputs: {},
      });
    },
    submit(verb, inputs = {}) {
      const { message, action } = find(verb);
      return connector.submit({
        ...where,
        messageId: message.id,
        action: { data: { ...action.data, verb } },
        inputs,
      });
    },
    last,
    messages,
  };
}
