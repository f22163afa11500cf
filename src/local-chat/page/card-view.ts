import { createHostConfig } from "./host-config.js";
import { enhanceFilteredChoices } from "./filtered-choices.js";
import { findDatasets } from "./datasets.js";
import { keepTogether } from "./keep-together.js";
import { createPlaceholder, findFocusTarget, labelInputs } from "./label-inputs.js";
import { highlightMentions } from "./mention-view.js";
import { markMentions } from "./mentions.js";
import type { Texts } from "./texts.js";
import type { JsonObject, WireChoice } from "./wire.js";

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

/** A card that was drawn. */
export interface CardView {
  readonly element: HTMLElement;
  /** Moves the focus to where a person goes on: the first input, else the heading. */
  focus(): void;
}

/** Asks the bot for what a picker can be filled with; nothing where it cannot be asked. */
export type LookUp = (dataset: string, text: string) => Promise<readonly WireChoice[]>;

interface CardOptions {
  readonly card: JsonObject;
  readonly texts: Texts;
  /** Resolves when the click has been answered; until then the card takes no other. */
  readonly onClick: (click: Click) => Promise<void>;
  readonly lookUp: LookUp;
}

/** To be called once, before the first card. */
export function configureCards(): void {
  // Plain text keeps every character a person typed; there is no HTML the page would have to trust.
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
    result.didProcess = false;
  };
  AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
  AdaptiveCards.GlobalSettings.useAdvancedTextBlockTruncation = false;
  AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
}

/** Draws a card; one that cannot be drawn becomes a sentence that says so. */
export function renderCard({ card: json, texts, onClick, lookUp }: CardOptions): CardView {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = createHostConfig();
  const element = parseAndRender(card, markMentions(json)) ?? createPlaceholder(texts.cannotShow);
  element.classList.add("card");
  highlightMentions(element);
  keepTogether(element);
  enhanceInputs(card, { texts, lookUp, datasets: findDatasets(json) });
  nameRowsByContent(element);
  keepFocusOnToggles(element);
  card.onExecuteAction = createClickHandler(element, onClick);
  return {
    element,
    focus() {
      findFocusTarget(element).focus({ preventScroll: true });
    },
  };
}

function parseAndRender(card: AdaptiveCards.AdaptiveCard, json: JsonObject): HTMLElement | undefined {
  try {
    card.parse(json);
    return card.render();
  } catch {
    // A card the renderer chokes on must not take the chat with it.
    return undefined;
  }
}

interface Enhancing extends Pick<CardOptions, "texts" | "lookUp"> {
  /** What can be looked up, by the ids of the pickers. */
  readonly datasets: ReadonlyMap<string, string>;
}

function enhanceInputs(card: AdaptiveCards.AdaptiveCard, { texts, lookUp, datasets }: Enhancing): void {
  for (const input of card.getAllInputs()) {
    const field = input.renderedInputControlElement?.querySelector("input");
    const isFiltered =
      input instanceof AdaptiveCards.ChoiceSetInput && input.style === "filtered" && !input.isMultiSelect;
    if (!isFiltered || !field) {
      continue;
    }
    const chosen = input.choices.find(({ value }) => value === input.defaultValue);
    // The renderer would show the value itself, a word people are not meant to see.
    field.value = chosen?.title ?? field.value;
    const titles = () => input.choices.flatMap(({ title }) => (title ? [title] : []));
    const dataset = datasets.get(input.id ?? "");
    const find = async (text: string): Promise<readonly string[]> => {
      const found = dataset === undefined ? [] : await lookUp(dataset, text);
      // The renderer takes the value of the choice whose title stands in the field.
      const added = found.filter(({ title }) => !titles().includes(title));
      input.choices.push(...added.map(({ title, value }) => new AdaptiveCards.Choice(title, value)));
      return found.map(({ title }) => title);
    };
    const words = { nothing: texts.noChoice, searching: texts.searching };
    enhanceFilteredChoices({ field, titles, words, ...(dataset === undefined ? {} : { find }) });
  }
  labelInputs(card);
}

function createClickHandler(element: HTMLElement, onClick: CardOptions["onClick"]) {
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

/** What unfolds a part hides itself and shows its counterpart beside it, which is where a keyboard goes on. */
function keepFocusOnToggles(element: HTMLElement): void {
  const follow = ({ target }: Event): void => {
    const pressed = target instanceof Element ? target.closest('[role="button"]') : null;
    if (pressed === null) {
      return;
    }
    const hidden = Array.from(pressed.parentElement?.children ?? []).filter(
      (one) => one.matches('[role="button"]') && !one.checkVisibility(),
    );
    setTimeout(() => {
      const shown = hidden.find((one) => one.checkVisibility());
      if (shown instanceof HTMLElement && !pressed.checkVisibility()) {
        shown.focus({ preventScroll: true });
      }
    });
  };
  // Before the renderer, which shows and hides at once.
  element.addEventListener("click", follow, true);
  element.addEventListener("keydown", follow, true);
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

/**
 * A clickable row is called by all it shows; the renderer calls it by its action alone, which leaves words out. Where
 * the action says the words shown and more, such as which case they are about, it stays the name.
 */
function nameRowsByContent(element: HTMLElement): void {
  for (const row of element.querySelectorAll(".ac-selectable[role=button]")) {
    const shown = row.textContent.trim();
    const isInName = row.getAttribute("aria-label")?.includes(shown) === true;
    if (shown !== "" && !isInName) row.removeAttribute("aria-label");
  }
}
