import { make } from "./dom.js";
import { filterTitles } from "./filter-titles.js";

interface ChoiceListParts {
  readonly field: HTMLInputElement;
  readonly box: HTMLElement;
  readonly titles: () => readonly string[];
}

interface Showing {
  /** What is typed. */
  readonly filter: string;
  /** Said where nothing fits. */
  readonly nothing: string;
  /** Said while more is looked for. */
  readonly searching?: string;
  readonly elsewhere?: readonly string[];
}

/** The list that drops down under a combobox; the focus stays in the field all the time. */
export function createChoiceList({ field, box, titles }: ChoiceListParts) {
  let active = -1;
  const options = () => [...box.querySelectorAll<HTMLElement>("[role=option]:not([aria-disabled])")];

  function activate(next: number): void {
    const all = options();
    active = Math.min(next, all.length - 1);
    all.forEach((option, at) => option.classList.toggle("active", at === active));
    const option = all[active];
    if (option === undefined) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Shows what fits and what was found elsewhere; below it, that more is looked for, or else that there is nothing. */
  function show({ filter, nothing, searching, elsewhere = [] }: Showing): void {
    const found = [...new Set([...filterTitles(titles(), filter), ...elsewhere])];
    const made = found.map((text, at) =>
      createOption({ text, id: `${box.id}-${at}`, isChosen: text === field.value }),
    );
    const said = searching ?? (made.length > 0 ? undefined : nothing);
    box.replaceChildren(...made, ...(said === undefined ? [] : [createRemark(said)]));
    box.setAttribute("aria-busy", String(searching !== undefined));
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    box.scrollIntoView({ block: "nearest" });
    activate(filter === "" ? found.indexOf(field.value) : 0);
  }

  function hide(): void {
    box.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(title: string): void {
    field.value = title;
    // The renderer learns of a new value from this event alone.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    hide();
  }

  return {
    isOpen: () => !box.hidden,
    show,
    hide,
    choose,
    step(by: 1 | -1): void {
      const count = options().length;
      activate(active === -1 && by === -1 ? count - 1 : (active + by + count) % Math.max(1, count));
    },
    chooseActive(): void {
      const title = options()[active]?.textContent;
      if (title) {
        choose(title);
      }
    },
  };
}

/** A line of the list that cannot be chosen. */
function createRemark(text: string): HTMLElement {
  return make("li", { text, attributes: { role: "option", "aria-disabled": "true" } });
}

function createOption(option: {
  readonly text: string;
  readonly id: string;
  readonly isChosen: boolean;
}): HTMLElement {
  const { text, id, isChosen } = option;
  return make("li", { text, attributes: { role: "option", id, "aria-selected": String(isChosen) } });
}
