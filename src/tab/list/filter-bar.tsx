import { Button, Select } from "@fluentui/react-components";
import { useState } from "react";
import { recordStates, severities } from "../../vocabulary";
import { countFilters, type ListFilter, noFilter } from "../address";
import { useTab } from "../shared/tab-context";
import { SearchInput } from "./search-input";

type Name = "state" | "severity" | "product";

interface Choice {
  readonly value: string;
  readonly title: string;
}

/** Narrows the list. On a narrow screen the filters fold away behind a button that counts them. */
export function FilterBar({ products }: { readonly products: readonly string[] }) {
  const { say, navigation } = useTab();
  const { filter } = navigation.place;
  const [isOpen, setOpen] = useState(false);
  const count = countFilters(filter);
  const set = (change: Partial<ListFilter>): void => {
    navigation.go({ filter: { ...filter, ...change } }, true);
  };
  const choices: Readonly<Record<Name, readonly Choice[]>> = {
    state: recordStates.map((value) => ({ value, title: say(`state.${value}`) })),
    severity: severities.map((value) => ({ value, title: say(`severity.${value}`) })),
    product: products.map((value) => ({ value, title: say(`product.${value}`) })),
  };
  return (
    <search className="filters" aria-label={say("tab.filter.label")}>
      <div className="filter-line">
        <SearchInput
          value={filter.search}
          onSearch={(search) => {
            set({ search });
          }}
        />
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
      <div id="filter-choices" className={isOpen ? "filter-choices is-open" : "filter-choices"}>
        {(["state", "severity", "product"] as const).map((name) => (
          <FilterChoice
            key={name}
            name={name}
            value={filter[name]}
            choices={choices[name]}
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
            }}
          >
            {say("tab.filter.clear")}
          </Button>
        )}
      </div>
    </search>
  );
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
  return (
    <Select
      className={value === "" ? "filter" : "filter is-set"}
      aria-label={say(`tab.filter.${name}`)}
      value={value}
      onChange={(_event, { value: picked }) => {
        pick(picked);
      }}
    >
      <option value="">{say(`tab.filter.any_${name}`)}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.title}
        </option>
      ))}
    </Select>
  );
}
