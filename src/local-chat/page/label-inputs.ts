import { make } from "./dom.js";

/**
 * Completes what the card renderer leaves out for keyboards and screen readers: it labels the box around a group
 * of choices or a filtered field instead of the control, and marks a wrong value by a colour alone.
 */
export function labelInputs(card: AdaptiveCards.AdaptiveCard): void {
  card.getAllInputs().forEach(labelInput);
}

function labelInput(input: AdaptiveCards.Input): void {
  const { renderedElement: whole, renderedInputControlElement: control } = input;
  if (whole === undefined || control === undefined) {
    return;
  }
  const label = whole.querySelector(":scope > .ac-richTextBlock, :scope > label");
  const field = control.matches("input, select, textarea") ? control : findInner(control);
  if (field === undefined) {
    groupChoices(control, label);
    return;
  }
  watchValidity(whole, { control, field, label });
}

/** The field inside a filtered choice set or a toggle; groups of choices have several and so have none. */
function findInner(control: HTMLElement): HTMLElement | undefined {
  const fields = control.querySelectorAll<HTMLElement>("input");
  const isGroup = control.matches(".ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect");
  return fields.length === 1 && !isGroup ? fields[0] : undefined;
}

function groupChoices(control: HTMLElement, label: Element | null): void {
  control.setAttribute("role", control.matches(".ac-choiceSetInput-expanded") ? "radiogroup" : "group");
  if (label !== null) {
    control.setAttribute("aria-labelledby", label.id);
  }
  // The renderer says the group's name as part of the first choice only; with the group named, that is one too many.
  control.querySelectorAll("input").forEach((choice) => {
    choice.removeAttribute("aria-labelledby");
  });
}

interface Parts {
  readonly control: HTMLElement;
  readonly field: HTMLElement;
  readonly label: Element | null;
}

/** Says on the field itself, each time the renderer has looked at it, whether its value is wrong and why. */
function watchValidity(whole: HTMLElement, { control, field, label }: Parts): void {
  const update = () => {
    const isWrong = control.classList.contains("ac-input-validation-failed");
    const error = isWrong ? whole.lastElementChild : null;
    field.setAttribute("aria-invalid", String(isWrong));
    if (field === control) {
      return;
    }
    control.removeAttribute("aria-labelledby");
    const ids = [label, error === control.parentElement ? null : error].flatMap((one) =>
      one?.id ? [one.id] : [],
    );
    if (ids.length > 0 && !field.matches("[type=checkbox]")) {
      field.setAttribute("aria-labelledby", ids.join(" "));
    }
  };
  update();
  new MutationObserver(update).observe(whole, { childList: true, subtree: true, attributeFilter: ["class"] });
}

/**
 * The first field of a card that asks, else its heading. Fields below a heading of their own, such as the checklist
 * of a verdict, are not what the card is about.
 */
export function findFocusTarget(element: HTMLElement): HTMLElement {
  const first = element.querySelector<HTMLElement>(
    "input:not(:disabled), select:not(:disabled), textarea:not(:disabled)",
  );
  const headings = [...element.querySelectorAll<HTMLElement>("[role=heading]")];
  if (first !== null && headings.filter((heading) => isBefore(heading, first)).length < 2) {
    return findChecked(element, first) ?? first;
  }
  // A card without a heading still needs something to send the focus to.
  const target = headings[0] ?? element;
  target.tabIndex = -1;
  return target;
}

/** Of a group of radios the one that is on: that of a later question is not where the card begins. */
function findChecked(element: HTMLElement, first: HTMLElement): HTMLElement | undefined {
  if (!(first instanceof HTMLInputElement) || first.type !== "radio") return undefined;
  const all = element.querySelectorAll<HTMLInputElement>("input[type=radio]:checked");
  return [...all].find(({ name }) => name === first.name);
}

function isBefore(element: HTMLElement, other: HTMLElement): boolean {
  return (element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** What stands in for a card that cannot be rendered. */
export function createPlaceholder(text: string): HTMLElement {
  return make("p", { class: "cannot-show", text });
}
