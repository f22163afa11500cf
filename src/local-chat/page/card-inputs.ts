import { enhanceFilteredChoices } from "./filtered-choices.js";
import { labelInputs } from "./label-inputs.js";
import type { Texts } from "./texts.js";
import type { WireChoice } from "./wire.js";

/** Asks the bot for what a picker can be filled with; nothing where it cannot be asked. */
export type LookUp = (dataset: string, text: string) => Promise<readonly WireChoice[]>;

interface Enhancing {
  readonly texts: Texts;
  readonly lookUp: LookUp;
  /** What can be looked up, by the ids of the pickers. */
  readonly datasets: ReadonlyMap<string, string>;
}

/** Labels the inputs of a card, and makes its filtered pickers ones that can be typed into. */
export function enhanceInputs(card: AdaptiveCards.AdaptiveCard, enhancing: Enhancing): void {
  for (const input of card.getAllInputs()) {
    const field = input.renderedInputControlElement?.querySelector("input");
    if (input instanceof AdaptiveCards.ChoiceSetInput && isFiltered(input) && field) {
      enhancePicker(input, field, enhancing);
    }
  }
  labelInputs(card);
}

function isFiltered({ style, isMultiSelect }: AdaptiveCards.ChoiceSetInput): boolean {
  return style === "filtered" && !isMultiSelect;
}

function enhancePicker(
  input: AdaptiveCards.ChoiceSetInput,
  field: HTMLInputElement,
  { texts, lookUp, datasets }: Enhancing,
): void {
  const chosen = input.choices.find(({ value }) => value === input.defaultValue);
  // The renderer would show the value itself, a word people are not meant to see.
  field.value = chosen?.title ?? field.value;
  const titles = () => input.choices.flatMap(({ title }) => (title ? [title] : []));
  const dataset = datasets.get(input.id ?? "");
  const words = { nothing: texts.noChoice, searching: texts.searching };
  if (dataset === undefined) {
    enhanceFilteredChoices({ field, titles, words });
    return;
  }
  const find = async (text: string): Promise<readonly string[]> => {
    const found = await lookUp(dataset, text);
    // The renderer takes the value of the choice whose title stands in the field.
    const added = found.filter(({ title }) => !titles().includes(title));
    input.choices.push(...added.map(({ title, value }) => new AdaptiveCards.Choice(title, value)));
    return found.map(({ title }) => title);
  };
  enhanceFilteredChoices({ field, titles, words, find });
}
