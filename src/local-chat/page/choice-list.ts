import { make } from "./dom.js";
import { filterTitles } from "./filter-titles.js";

/** The options that can be chosen; the others are remarks. */
const pressable = "[role=option]:not([aria-disabled])";

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
export type ChoiceList = ReturnType<typeof createChoiceList>;

/** Makes it, hidden or not as the box is; what is pressed in it is chosen. */
export function createChoiceList({ field, box, titles }: ChoiceListParts) {
  const cursor = createCursor(field, box);

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
    cursor.moveTo(filter === "" ? found.indexOf(field.value) : 0);
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

  onPressed(box, choose);
  const chooseActive = () => {
    const title = cursor.title();
    if (title) {
      choose(title);
    }
  };
  return { isOpen: () => !box.hidden, show, hide, choose, step: cursor.step, chooseActive };
}

/** Which option the keyboard is at. */
function createCursor(field: HTMLInputElement, box: HTMLElement) {
  let active = -1;
  const options = () => [...box.querySelectorAll<HTMLElement>(pressable)];

  function moveTo(next: number): void {
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

  /** Round and round; upwards from nowhere begins at the last. */
  function step(by: 1 | -1): void {
    const count = options().length;
    moveTo(active === -1 && by === -1 ? count - 1 : (active + by + count) % Math.max(1, count));
  }

  return { moveTo, step, title: () => options()[active]?.textContent };
}

/** With mousedown, because the click itself would come after the field has lost the focus and closed the list. */
function onPressed(box: HTMLElement, choose: (title: string) => void): void {
  box.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest(pressable) : null;
    if (option?.textContent) {
      choose(option.textContent);
    }
  });
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
