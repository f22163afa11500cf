import { recordStates, severities } from "../../vocabulary";
import { dueFilters, sorts } from "../address";
import type { Me } from "../api/wire";
import type { Say } from "../texts/say";

/** What is chosen from, in the order it stands beside each other. */
export const filterNames = ["state", "severity", "due", "owner", "product", "customer", "sort"] as const;
/** One of them, by the word in the address. */
export type FilterName = (typeof filterNames)[number];

/** What can be chosen, and what it is called. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** What a filter offers; people, products and customers are those the reader knows of. */
export function choicesOf(name: FilterName, say: Say, me: Me | null, chosen: string): readonly Choice[] {
  switch (name) {
    case "state":
      return [
        { value: "unfinished", title: say("tab.filter.unfinished") },
        ...recordStates.map((value) => ({ value, title: say(`state.${value}`) })),
      ];
    case "severity":
      return severities.map((value) => ({ value, title: say(`severity.${value}`) }));
    case "due":
      return dueFilters.map((value) => ({ value, title: say(`tab.due.${value}`) }));
    case "sort":
      return sorts.map((value) => ({ value, title: say(`tab.sort.${value}`) }));
    case "owner":
      return withChosen(
        [
          { value: "me", title: say("tab.filter.owner_me") },
          { value: "none", title: say("tab.filter.owner_none") },
          ...(me?.people ?? []).map(({ id, name: title }) => ({ value: id, title })),
        ],
        chosen,
      );
    case "product":
      return (me?.products ?? []).map(({ id, name: title }) => ({ value: id, title }));
    case "customer":
      return withChosen(
        (me?.customers ?? []).map(({ key, name: title }) => ({ value: key, title })),
        chosen,
      );
  }
}

/** What an address names is not lost where it is none of those offered. */
function withChosen(choices: readonly Choice[], chosen: string): readonly Choice[] {
  const isKnown = chosen === "" || choices.some(({ value }) => value === chosen);
  return isKnown ? choices : [...choices, { value: chosen, title: chosen.replace(/^\w+:/, "") }];
}
