import { createChoiceList, type ChoiceList } from "./choice-list.js";
import { make } from "./dom.js";
import { filterTitles } from "./filter-titles.js";
import { createNewest } from "./newest.js";

interface FilteredChoices {
  readonly field: HTMLInputElement;
  readonly titles: () => readonly string[];
  /** Said when no choice is left, and while more are looked for. */
  readonly words: { readonly nothing: string; readonly searching: string };
  /** Finds further titles for what is typed. */
  readonly find?: (text: string) => Promise<readonly string[]>;
}

let made = 0;
/** Milliseconds after the last key before the bot is asked. */
const typingPause = 150;

/**
 * Turns a text field with a datalist into a combobox: a datalist can neither be styled nor be trusted to work
 * alike everywhere. The field keeps the chosen title as its text, which is what the renderer reads.
 */
export function enhanceFilteredChoices({ field, titles, words, find }: FilteredChoices): void {
  const box = make("ul", { class: "choices", attributes: { role: "listbox", id: `choices-${++made}` } });
  const list = createChoiceList({ field, box, titles });
  const open = () => {
    list.show({ filter: "", nothing: words.nothing });
  };
  const begin = createNewest();
  const lookUp = createLookUp({ field, list, words, find, begin });

  prepareField(field, box);
  listenToKeys(field, list, open);
  field.addEventListener("input", (event) => {
    if (event.isTrusted) {
      void lookUp(field.value.trim());
    }
  });
  field.addEventListener("click", () => {
    if (!list.isOpen()) {
      open();
    }
  });
  field.addEventListener("blur", () => {
    list.hide();
    begin();
    settle(field, titles(), list.choose);
  });
}

interface LookingUp extends Pick<FilteredChoices, "field" | "words" | "find"> {
  readonly list: ChoiceList;
  readonly begin: () => () => boolean;
}

/** Shows what fits at once, and what was found elsewhere when it comes. */
function createLookUp({ field, list, words, find, begin }: LookingUp): (text: string) => Promise<void> {
  const { nothing, searching } = words;
  return async (text) => {
    const isNewest = begin();
    if (find === undefined || text === "") {
      list.show({ filter: text, nothing });
      return;
    }
    list.show({ filter: text, nothing, searching });
    await new Promise((resolve) => setTimeout(resolve, typingPause));
    const elsewhere = isNewest() ? await find(text) : [];
    // Whoever has typed on, or gone on, is not shown what is old.
    if (isNewest() && document.activeElement === field && list.isOpen()) {
      list.show({ filter: text, nothing, elsewhere });
    }
  };
}

function listenToKeys(field: HTMLInputElement, list: ChoiceList, open: () => void): void {
  field.addEventListener("keydown", (event) => {
    // While an input method is composing, Enter and the arrows belong to it.
    if (!event.isComposing && pressKey(event.key, list, open)) {
      event.preventDefault();
    }
  });
}

/** Answers whether the key meant something to the list. */
function pressKey(key: string, list: ChoiceList, open: () => void): boolean {
  if (!list.isOpen()) {
    const opens = key === "ArrowDown" || key === "ArrowUp";
    if (opens) {
      open();
    }
    return opens;
  }
  switch (key) {
    case "ArrowDown":
      list.step(1);
      return true;
    case "ArrowUp":
      list.step(-1);
      return true;
    case "Enter":
      list.chooseActive();
      return true;
    case "Escape":
      list.hide();
      return true;
    default:
      return false;
  }
}

function prepareField(field: HTMLInputElement, box: HTMLElement): void {
  field.removeAttribute("list");
  field.autocomplete = "off";
  const roles = {
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": box.id,
  };
  Object.entries(roles).forEach(([name, value]) => {
    field.setAttribute(name, value);
  });
  const container = field.parentElement;
  container?.classList.add("combobox");
  container?.querySelector("datalist")?.remove();
  container?.append(box);
  box.hidden = true;
}

/** Who typed a title in lower case, or enough of it to leave one choice, meant that choice. */
function settle(field: HTMLInputElement, titles: readonly string[], choose: (title: string) => void): void {
  const typed = field.value.trim();
  if (typed === "" || titles.includes(field.value)) {
    return;
  }
  const exact = titles.find((title) => title.toLowerCase() === typed.toLowerCase());
  const matches = filterTitles(titles, typed);
  const meant = exact ?? (matches.length === 1 ? matches[0] : undefined);
  if (meant !== undefined) {
    choose(meant);
  }
}
