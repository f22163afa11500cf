import { Button, Select } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { recordStates, severities } from "../../vocabulary";
import { countFilters, dueFilters, type ListFilter, noFilter, sorts } from "../address";
import type { Me } from "../api/wire";
import type { Say } from "../texts/say";
import { useMe, useTab } from "../shared/tab-context";
import { SearchInput } from "./search-input";

const names = ["state", "severity", "due", "owner", "product", "customer", "sort"] as const;
type Name = (typeof names)[number];

/** What a search by words cannot do. */
const apartFromWords: readonly Name[] = ["due", "sort"];

interface Choice {
  readonly value: string;
  readonly title: string;
}

/** Narrows and orders the list. On a narrow screen it folds away behind a button that counts what narrows. */
export function FilterBar() {
  const { say, navigation } = useTab();
  const me = useMe();
  const { filter } = navigation.place;
  const [isOpen, setOpen] = useState(false);
  const choices = useRef<HTMLDivElement>(null);
  const count = countFilters(filter);
  const set = (change: Partial<ListFilter>): void => {
    navigation.go({ filter: { ...filter, ...change } }, true);
  };
  return (
    <search className="filters" aria-label={say("tab.filter.label")}>
      <div className="filter-line">
        {me?.features.hasSearch === false ? null : (
          <SearchInput
            value={filter.search}
            onSearch={(search) => {
              set(search === "" ? { search } : { search, due: "", sort: "" });
            }}
          />
        )}
        <Button
          className="filter-toggle"
          aria-expanded={isOpen}
          aria-controls="filter-choices"
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {count === 0 ? say("tab.filter.open") : say("tab.filter.open_count", { number: count })}
        </Button>
      </div>
      <div ref={choices} id="filter-choices" className={isOpen ? "filter-choices is-open" : "filter-choices"}>
        {names
          .filter((name) => filter.search === "" || !apartFromWords.includes(name))
          .map((name) => (
            <FilterChoice
              key={name}
              name={name}
              value={filter[name]}
              choices={choicesOf(name, say, me, filter[name])}
              pick={(value) => {
                set({ [name]: value });
              }}
            />
          ))}
        {count === 0 ? null : (
          <Button
            appearance="subtle"
            onClick={() => {
              set({ ...noFilter, search: filter.search, sort: filter.sort });
              // The button goes with what it cleared.
              choices.current?.querySelector("select")?.focus();
            }}
          >
            {say("tab.filter.clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

function choicesOf(name: Name, say: Say, me: Me | null, chosen: string): readonly Choice[] {
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

function FilterChoice({
  name,
  value,
  choices,
  pick,
}: {
  readonly name: Name;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly pick: (value: string) => void;
}) {
  const { say } = useTab();
  const isSet = value !== "" && name !== "sort";
  // The first order is the usual one.
  const any = name === "sort" ? null : <option value="">{say(`tab.filter.any_${name}`)}</option>;
  return (
    <Select
      className={isSet ? "filter is-set" : `filter filter-${name}`}
      aria-label={say(`tab.filter.${name}`)}
      value={name === "sort" && value === "" ? sorts[0] : value}
      onChange={(_event, { value: picked }) => {
        pick(name === "sort" && picked === sorts[0] ? "" : picked);
      }}
    >
      {any}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.title}
        </option>
      ))}
    </Select>
  );
}
