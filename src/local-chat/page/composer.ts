import { find } from "./dom.js";
import type { Texts } from "./texts.js";
import type { WireMessage } from "./wire.js";

export interface Draft {
  readonly text: string;
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

/** Where a person writes; what is typed is lost neither to a failure nor to a change of person. */
export function createComposer({ form, mention, onSend }: ComposerOptions) {
  const field = find(form, "textarea", HTMLTextAreaElement);
  const replying = find(form, ".replying", HTMLElement);
  const drafts = new Map<string, string>();
  let owner = "";
  let root: WireMessage | undefined;
  let words: { readonly texts: Texts; readonly placeholder: string } | undefined;

  function showWords(): void {
    const placeholder = (root === undefined ? words?.placeholder : words?.texts.reply) ?? "";
    field.placeholder = placeholder;
    field.setAttribute("aria-label", placeholder);
    replying.hidden = root === undefined;
    find(replying, "span", HTMLElement).textContent = words?.texts.replyingTo(root?.author.name ?? "") ?? "";
  }

  function replyTo(message: WireMessage | undefined): void {
    root = message;
    showWords();
  }

  async function send(): Promise<void> {
    const text = field.value.trim();
    if (text === "") {
      return;
    }
    const sender = owner;
    field.value = "";
    const answered = root;
    replyTo(undefined);
    if (await onSend({ text, threadId: answered && (answered.threadId ?? answered.id) })) {
      return;
    }
    if (sender === owner && field.value === "") {
      field.value = text;
      replyTo(answered);
    } else {
      drafts.set(sender, text);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  field.addEventListener("keydown", (event) => {
    // Enter also ends the composing of Chinese characters; that one is not meant for us.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
  });
  form.querySelector(".mention-bot")?.addEventListener("click", () => {
    insert(field, `${mention()} `);
  });
  find(form, ".stop-replying", HTMLButtonElement).addEventListener("click", () => {
    replyTo(undefined);
    field.focus();
  });

  return {
    replyTo(message: WireMessage): void {
      replyTo(message);
      field.focus();
    },
    update(texts: Texts, placeholder: string): void {
      words = { texts, placeholder };
      showWords();
    },
    /** Puts another person's draft into the field. */
    changeOwner(person: string): void {
      drafts.set(owner, field.value);
      owner = person;
      field.value = drafts.get(person) ?? "";
      replyTo(undefined);
    },
  };
}

function insert(field: HTMLTextAreaElement, text: string): void {
  if (!field.value.includes(text.trim())) {
    field.value = text + field.value;
  }
  field.focus();
}
