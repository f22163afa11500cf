/** Files that are pasted into the form or dropped on its pane. `isPicture`: all of them were pictures, to stand in the message. */
export function takeFiles(
  form: HTMLFormElement,
  onFiles: (files: readonly File[], isPicture: boolean) => void,
): void {
  form.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length > 0) {
      event.preventDefault();
      onFiles(
        pasted,
        pasted.every(({ type }) => type.startsWith("image/")),
      );
    }
  });
  takeDrops(form.closest<HTMLElement>(".pane") ?? form, (dropped) => {
    onFiles(dropped, false);
  });
}

/** Files may be dropped anywhere on the pane; the browser would open them otherwise. */
function takeDrops(pane: HTMLElement, onDrop: (files: readonly File[]) => void): void {
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
    onDrop([...(event.dataTransfer?.files ?? [])]);
  });
}
