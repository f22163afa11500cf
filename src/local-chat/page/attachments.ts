import { copyIcon, find, make } from "./dom.js";
import { formatSize } from "./file-view.js";
import { takeFiles } from "./take-files.js";
import type { Texts } from "./texts.js";

/** As Teams: files of one message. */
const mostFiles = 10;

/** A file that waits to be sent. */
export interface Attached {
  readonly file: File;
  /** Pasted into the message, so that it goes out as a picture in it. */
  readonly isPicture: boolean;
}

/** The files of a draft. */
export interface Attachments {
  read(): readonly Attached[];
  replace(files: readonly Attached[]): void;
  update(texts: Texts): void;
}

/** The files of a composer: chosen by button, pasted or dropped, and shown as chips until they are sent. */
export function createAttachments(form: HTMLFormElement): Attachments | undefined {
  if (form.querySelector(".attach") === null) {
    return undefined;
  }
  const button = find(form, ".attach", HTMLButtonElement);
  const chips = find(form, ".attached", HTMLElement);
  let files: readonly Attached[] = [];
  let texts: Texts | undefined;

  function draw(): void {
    chips.hidden = files.length === 0;
    chips.replaceChildren(...files.map((attached) => createChip(attached, texts, remove)));
  }

  function replace(next: readonly Attached[]): void {
    files = next.slice(0, mostFiles);
    draw();
  }

  function remove(attached: Attached): void {
    replace(files.filter((other) => other !== attached));
    button.focus();
  }

  function add(more: readonly File[], isPicture = false): void {
    replace([...files, ...more.map((file) => ({ file, isPicture }))]);
    find(form, "textarea", HTMLTextAreaElement).focus();
  }

  openPicker(button, find(form, "input[type=file]", HTMLInputElement), add);
  takeFiles(form, add);
  return {
    read: () => files,
    replace,
    update(next) {
      if (texts !== next) {
        texts = next;
        draw();
      }
    },
  };
}

/** The button stands for the browser's own field, which cannot be styled. */
function openPicker(
  button: HTMLButtonElement,
  picker: HTMLInputElement,
  onFiles: (files: readonly File[]) => void,
): void {
  button.onclick = () => {
    picker.click();
  };
  picker.onchange = () => {
    onFiles([...(picker.files ?? [])]);
    picker.value = "";
  };
}

/** A file that waits, with the button that takes it out again. */
function createChip(
  attached: Attached,
  texts: Texts | undefined,
  onRemove: (attached: Attached) => void,
): HTMLElement {
  const { name, size } = attached.file;
  const cross = make("span", { text: "×", attributes: { "aria-hidden": "true" } });
  const label = { type: "button", "aria-label": texts?.removeFile(name) ?? name };
  const remove = make("button", { attributes: label }, cross);
  remove.onclick = () => {
    onRemove(attached);
  };
  const words = make("span", { class: "file-name", text: name });
  const bytes = make("span", { class: "file-size", text: formatSize(size) });
  const attributes = { "data-testid": "attached", role: "listitem" };
  return make("span", { class: "file-chip", attributes }, copyIcon("file"), words, bytes, remove);
}
