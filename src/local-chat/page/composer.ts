import { createAttachments, type Attached } from "./attachments.js";
import { find } from "./dom.js";
import type { Texts } from "./texts.js";
import type { WireMessage } from "./wire.js";

/** What is about to be sent. */
export interface Draft {
  readonly text: string;
  readonly files: readonly Attached[];
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
  const attachments = createAttachments(form);
  const drafts = new Map<string, Pick<Draft, "text" | "files">>();
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

  function fill({ text, files }: Pick<Draft, "text" | "files">): void {
    field.value = text;
    attachments?.replace(files);
  }

  async function send(): Promise<void> {
    const text = field.value.trim();
    const files = attachments?.read() ?? [];
    if (text === "" && files.length === 0) {
      return;
    }
    const sender = owner;
    fill({ text: "", files: [] });
    const answered = root;
    replyTo(undefined);
    if (await onSend({ text, files, threadId: answered && (answered.threadId ?? answered.id) })) {
      return;
    }
    if (sender === owner && field.value === "") {
      fill({ text, files });
      replyTo(answered);
    } else {
      drafts.set(sender, { text, files });
    }
  }

  onSubmitted(form, field, () => void send());
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
      attachments?.update(texts);
      showWords();
    },
    /** Puts another person's draft into the field. */
    changeOwner(person: string): void {
      drafts.set(owner, { text: field.value, files: attachments?.read() ?? [] });
      owner = person;
      fill(drafts.get(person) ?? { text: "", files: [] });
      replyTo(undefined);
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
