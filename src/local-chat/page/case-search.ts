import { find, make } from "./dom.js";
import { describeOutcome } from "./outcome-text.js";
import type { Texts } from "./texts.js";
import type { Deed, WireOutcome, WireResult } from "./wire.js";

/** Who searches, and where what is found is posted. */
type Target = Omit<Extract<Deed, { readonly kind: "open" }>, "kind">;

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
  const list = find(element, ".found", HTMLElement);
  const status = find(element, ".found-state", HTMLElement);
  let target: Target | undefined;
  let asked = 0;
  find(element, ".close-dialog", HTMLButtonElement).onclick = () => {
    element.close();
  };
  find(element, "form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void search(0);
  });
  field.addEventListener("input", () => void search(typingPause));

  async function search(pause: number): Promise<void> {
    asked += 1;
    const mine = asked;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine !== asked || target === undefined) {
      return;
    }
    const outcome = await act({ ...target, kind: "query", text: field.value.trim().slice(0, 300) });
    // Whoever has typed on is not shown what is old.
    if (mine === asked && element.open) {
      show(outcome);
    }
  }

  function show(outcome: WireOutcome): void {
    const found = outcome.kind === "results" ? outcome.results : [];
    list.replaceChildren(...found.map((result) => createResult(result, share)));
    status.textContent =
      outcome.kind === "results"
        ? texts().found(found.length)
        : (describeOutcome(outcome, texts())?.text ?? "");
  }

  async function share({ card }: WireResult): Promise<void> {
    if (target === undefined) {
      return;
    }
    const outcome = await act({ ...target, kind: "share", card });
    if (outcome.kind === "delivered") {
      element.close();
    } else {
      show(outcome);
    }
  }

  return {
    open(wanted: Target): void {
      target = wanted;
      field.value = "";
      list.replaceChildren();
      status.textContent = texts().searching;
      element.showModal();
      field.focus();
      void search(0);
    },
  };
}

function createResult(result: WireResult, share: (result: WireResult) => Promise<void>): HTMLElement {
  const title = make("span", { class: "found-title", text: result.title });
  const facts = make("span", { class: "found-facts", text: result.text });
  const attributes = { type: "button", "data-testid": "found" };
  const button = make("button", { attributes }, title, facts);
  button.onclick = () => void share(result);
  return make("li", {}, button);
}
