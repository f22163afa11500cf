import { type Click, createClickHandler } from "./card-clicks.js";
import { enhanceInputs, type LookUp } from "./card-inputs.js";
import { findDatasets } from "./datasets.js";
import { createHostConfig } from "./host-config.js";
import { keepTogether } from "./keep-together.js";
import { createPlaceholder, findFocusTarget } from "./label-inputs.js";
import { highlightMentions } from "./mention-view.js";
import { markMentions } from "./mentions.js";
import type { Texts } from "./texts.js";
import type { JsonObject } from "./wire.js";

/** A card that was drawn. */
export interface CardView {
  readonly element: HTMLElement;
  /** Moves the focus to where a person goes on: the first input, else the heading. */
  focus(): void;
}

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
