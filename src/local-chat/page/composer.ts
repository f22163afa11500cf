import { find } from "./dom.js";
import { createDrafts, type Unsent } from "./drafts.js";
import { createReplyTarget } from "./reply-target.js";
import type { Texts } from "./texts.js";
import type { WireMessage } from "./wire.js";

/** What is about to be sent. */
export interface Draft extends Unsent {
  /** The post answered to. */
  readonly threadId?: string;
}

interface ComposerOptions {
  readonly form: HTMLFormElement;
  /** What a mention of the bot looks like while it is typed; only a channel has one. */
  readonly mention: () => string;
  /** Answers whether the message was taken; if not, the words go back where they were typed. */
  readonly onSend: (draft: Draft) => Promise<boolean>;
}

/** Where a person writes. */
export function createComposer({ form, mention, onSend }: ComposerOptions) {
  const field = find(form, "textarea", HTMLTextAreaElement);
  const drafts = createDrafts(form, field);
  const reply = createReplyTarget(form, field);

  async function send(): Promise<void> {
    const taken = drafts.take();
    if (taken === undefined) {
      return;
    }
    const { text, files } = taken;
    const answered = reply.current();
    reply.set(undefined);
    const isSent = await onSend({ text, files, threadId: answered && (answered.threadId ?? answered.id) });
    if (!isSent && drafts.giveBack(taken)) {
      reply.set(answered);
    }
  }

  onSubmitted(form, field, () => void send());
  form.querySelector(".mention-bot")?.addEventListener("click", () => {
    insert(field, `${mention()} `);
  });

  return {
    replyTo(message: WireMessage): void {
      reply.set(message);
      field.focus();
    },
    update(texts: Texts, placeholder: string): void {
      drafts.update(texts);
      reply.update({ texts, placeholder });
    },
    /** Puts another person's draft into the field. */
    changeOwner(person: string): void {
      drafts.changeOwner(person);
      reply.set(undefined);
    },
  };
}

/** By the button, or by Enter alone: with Shift it begins a new line. */
function onSubmitted(form: HTMLFormElement, field: HTMLTextAreaElement, submit: () => void): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("keydown", (event) => {
    // Enter also ends the composing of Chinese characters; that one is not meant for us.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
}

function insert(field: HTMLTextAreaElement, text: string): void {
  if (!field.value.includes(text.trim())) {
    field.value = text + field.value;
  }
  field.focus();
}
