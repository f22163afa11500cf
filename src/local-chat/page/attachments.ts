import { copyIcon, find, make } from "./dom.js";
import { formatSize } from "./file-view.js";
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
  const picker = find(form, "input[type=file]", HTMLInputElement);
  const chips = find(form, ".attached", HTMLElement);
  let files: readonly Attached[] = [];
  let texts: Texts | undefined;

  function replace(next: readonly Attached[]): void {
    files = next.slice(0, mostFiles);
    draw();
  }

  function add(more: Iterable<File>, isPicture = false): void {
    replace([...files, ...[...more].map((file) => ({ file, isPicture }))]);
    find(form, "textarea", HTMLTextAreaElement).focus();
  }

  function draw(): void {
    chips.hidden = files.length === 0;
    const drawn = files.map((attached) =>
      createChip(attached, texts, () => {
        replace(files.filter((other) => other !== attached));
        button.focus();
      }),
    );
    chips.replaceChildren(...drawn);
  }

  button.onclick = () => {
    picker.click();
  };
  picker.onchange = () => {
    add(picker.files ?? []);
    picker.value = "";
  };
  form.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length > 0) {
      event.preventDefault();
      add(
        pasted,
        pasted.every(({ type }) => type.startsWith("image/")),
      );
    }
  });
  takeDrops(form, (dropped) => {
    add(dropped);
  });

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

/** A file that waits, with the button that takes it out again. */
function createChip({ file }: Attached, texts: Texts | undefined, onRemove: () => void): HTMLElement {
  const { name, size } = file;
  const cross = make("span", { text: "×", attributes: { "aria-hidden": "true" } });
  const label = { type: "button", "aria-label": texts?.removeFile(name) ?? name };
  const remove = make("button", { attributes: label }, cross);
  remove.onclick = onRemove;
  const words = make("span", { class: "file-name", text: name });
  const bytes = make("span", { class: "file-size", text: formatSize(size) });
  const attributes = { "data-testid": "attached", role: "listitem" };
  return make("span", { class: "file-chip", attributes }, copyIcon("file"), words, bytes, remove);
}

/** Files may be dropped anywhere on the pane; the browser would open them otherwise. */
function takeDrops(form: HTMLFormElement, onDrop: (files: Iterable<File>) => void): void {
  const pane = form.closest<HTMLElement>(".pane") ?? form;
  pane.addEventListener("dragover", (event) => {
    event.preventDefault();
    pane.classList.add("dropping");
  });
  pane.addEventListener("dragleave", () => {
    pane.classList.remove("dropping");
  });
  pane.addEventListener("drop", (event) => {
    event.preventDefault();
    pane.classList.remove("dropping");
    onDrop(event.dataTransfer?.files ?? []);
  });
}
