/** On a phone one conversation is seen at a time; the tab of the other tells when something happens there. */
export function createTabs(root: HTMLElement) {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>("button")];

  function select(kind: string): void {
    document.body.dataset["pane"] = kind;
    for (const button of buttons) {
      const isSelected = button.dataset["pane"] === kind;
      button.setAttribute("aria-pressed", String(isSelected));
      if (isSelected) {
        setUnread(button, false);
      }
    }
  }

  buttons.forEach((button) => {
    button.addEventListener("click", () => {
      select(button.dataset["pane"] ?? "chat");
    });
  });
  select("chat");

  return {
    select,
    markUnread(kind: string): void {
      const button = buttons.find(({ dataset }) => dataset["pane"] === kind);
      if (button !== undefined && document.body.dataset["pane"] !== kind) {
        setUnread(button, true);
      }
    },
  };
}

function setUnread(button: HTMLElement, isUnread: boolean): void {
  const dot = button.querySelector<HTMLElement>(".unread");
  if (dot !== null) {
    dot.hidden = !isUnread;
  }
}
