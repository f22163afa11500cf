import { createAttachments, type Attached } from "./attachments.js";
import type { Texts } from "./texts.js";

/** What was typed and chosen and has not been sent. */
export interface Unsent {
  readonly text: string;
  readonly files: readonly Attached[];
}

/** What was taken out of the field, and whose it is. */
export interface Taken extends Unsent {
  readonly owner: string;
}

const nothing: Unsent = { text: "", files: [] };

/** What each person has typed into the one field: it is lost neither to a failure nor to a change of person. */
export function createDrafts(form: HTMLFormElement, field: HTMLTextAreaElement) {
  const attachments = createAttachments(form);
  const kept = new Map<string, Unsent>();
  let owner = "";
  const read = (): Unsent => ({ text: field.value, files: attachments?.read() ?? [] });

  function fill({ text, files }: Unsent): void {
    field.value = text;
    attachments?.replace(files);
  }

  return {
    /** Empties the field and answers what was in it, without the space around it; undefined where nothing was. */
    take(): Taken | undefined {
      const { files } = read();
      const text = field.value.trim();
      if (text === "" && files.length === 0) {
        return undefined;
      }
      fill(nothing);
      return { text, files, owner };
    },
    /** Puts back what could not be sent, or keeps it for its owner; answers whether it stands in the field again. */
    giveBack({ text, files, owner: sender }: Taken): boolean {
      const isFree = sender === owner && field.value === "";
      if (isFree) {
        fill({ text, files });
      } else {
        kept.set(sender, { text, files });
      }
      return isFree;
    },
    /** Puts another person's draft into the field. */
    changeOwner(person: string): void {
      kept.set(owner, read());
      owner = person;
      fill(kept.get(person) ?? nothing);
    },
    update(texts: Texts): void {
      attachments?.update(texts);
    },
  };
}
