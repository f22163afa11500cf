import { find, make } from "./dom.js";
import { createNewest } from "./newest.js";
import { describeOutcome } from "./outcome-text.js";
import type { Texts } from "./texts.js";
import type { Deed, WireOutcome, WireResult } from "./wire.js";

/** Who searches, and where what is found is posted. */
type Target = Omit<Extract<Deed, { readonly kind: "open" }>, "kind">;

/** Posts one of what was found. */
type Share = (result: WireResult) => Promise<void>;

interface CaseSearchOptions {
  readonly element: HTMLDialogElement;
  readonly act: (deed: Deed) => Promise<WireOutcome>;
  readonly texts: () => Texts;
}

/** Milliseconds after the last key before the bot is asked. */
const typingPause = 200;

/** The app's search as Teams has it beside the composer: what is chosen is posted where it was opened. */
export function createCaseSearch({ element, act, texts }: CaseSearchOptions) {
  const field = find(element, "input", HTMLInputElement);
  const found = createFound(element, texts);
  const begin = createNewest();
  let target: Target | undefined;

  async function search(pause: number): Promise<void> {
    const isNewest = begin();
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (!isNewest() || target === undefined) {
      return;
    }
    const outcome = await act({ ...target, kind: "query", text: field.value.trim().slice(0, 300) });
    // Whoever has typed on is not shown what is old.
    if (isNewest() && element.open) {
      found.show(outcome, share);
    }
  }

  async function share({ card }: WireResult): Promise<void> {
    if (target === undefined) {
      return;
    }
    const outcome = await act({ ...target, kind: "share", card });
    if (outcome.kind === "delivered") {
      element.close();
    } else {
      found.show(outcome, share);
    }
  }

  watchSearch(element, field, (pause) => void search(pause));
  return {
    open(wanted: Target): void {
      target = wanted;
      field.value = "";
      found.wait();
      element.showModal();
      field.focus();
      void search(0);
    },
  };
}

/** Searches a moment after the last key, at Enter at once; the cross closes. */
function watchSearch(
  element: HTMLDialogElement,
  field: HTMLInputElement,
  search: (pause: number) => void,
): void {
  find(element, ".close-dialog", HTMLButtonElement).onclick = () => {
    element.close();
  };
  find(element, "form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    search(0);
  });
  field.addEventListener("input", () => {
    search(typingPause);
  });
}

/** What was found, and the line that says how much, or why nothing. */
function createFound(element: HTMLDialogElement, texts: () => Texts) {
  const list = find(element, ".found", HTMLElement);
  const status = find(element, ".found-state", HTMLElement);

  return {
    wait(): void {
      list.replaceChildren();
      status.textContent = texts().searching;
    },
    show(outcome: WireOutcome, share: Share): void {
      const results = outcome.kind === "results" ? outcome.results : [];
      list.replaceChildren(...results.map((result) => createResult(result, share)));
      status.textContent =
        outcome.kind === "results"
          ? texts().found(results.length)
          : (describeOutcome(outcome, texts())?.text ?? "");
    },
  };
}

function createResult(result: WireResult, share: Share): HTMLElement {
  const title = make("span", { class: "found-title", text: result.title });
  const facts = make("span", { class: "found-facts", text: result.text });
  const attributes = { type: "button", "data-testid": "found" };
  const button = make("button", { attributes }, title, facts);
  button.onclick = () => void share(result);
  return make("li", {}, button);
}
