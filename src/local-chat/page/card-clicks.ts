/** A button that reaches the bot. */
export interface Click {
  readonly kind: "execute" | "submit";
  readonly action: {
    readonly verb?: string;
    readonly id?: string;
    readonly title?: string;
    readonly data?: unknown;
  };
}

/** Tells of each click that reaches the bot, one at a time; a link is opened here. `onClick` resolves when it was answered. */
export function createClickHandler(element: HTMLElement, onClick: (click: Click) => Promise<void>) {
  let isBusy = false;
  return (action: AdaptiveCards.Action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      openUrl(action.url);
      return;
    }
    const click = readClick(action);
    if (click === undefined || isBusy) {
      return;
    }
    isBusy = true;
    // The renderer enables its buttons once more right after this handler.
    queueMicrotask(() => {
      setBusy(element, isBusy);
    });
    void onClick(click).finally(() => {
      isBusy = false;
      setBusy(element, false);
      giveFocusBack(action.renderedElement);
    });
  };
}

function readClick(action: AdaptiveCards.Action): Click | undefined {
  const { id, title } = action;
  if (action instanceof AdaptiveCards.ExecuteAction) {
    return { kind: "execute", action: { verb: action.verb, id, title, data: action.data } };
  }
  return action instanceof AdaptiveCards.SubmitAction
    ? { kind: "submit", action: { id, title, data: action.data } }
    : undefined;
}

function setBusy(element: HTMLElement, isBusy: boolean): void {
  element.setAttribute("aria-busy", String(isBusy));
  element.querySelectorAll<HTMLButtonElement>("button.ac-pushButton").forEach((button) => {
    button.disabled = isBusy;
  });
}

/** A button that was disabled has lost the focus; without this a keyboard would start from the top of the page. */
function giveFocusBack(button: HTMLElement | undefined): void {
  if (button?.isConnected === true && document.activeElement === document.body) {
    button.focus({ preventScroll: true });
  }
}

function openUrl(url: string | undefined): void {
  const link = document.createElement("a");
  link.href = url ?? "";
  if (!["http:", "https:", "mailto:"].includes(link.protocol)) {
    return;
  }
  // A link to a message of this very page needs no second page.
  if (link.hash !== "" && link.href.replace(link.hash, "") === location.href.replace(location.hash, "")) {
    location.hash = link.hash;
    return;
  }
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
}
