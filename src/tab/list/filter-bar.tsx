import { Button } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { countFilters, type ListFilter, noFilter } from "../address";
import { useMe, useTab } from "../shared/tab-context";
import { FilterChoice } from "./filter-choice";
import { choicesOf, type FilterName, filterNames } from "./filter-choices";
import { SearchInput } from "./search-input";

/** What a search by words cannot do. */
const apartFromWords: readonly FilterName[] = ["due", "sort"];

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
        <FilterToggle
          count={count}
          isOpen={isOpen}
          toggle={() => {
            setOpen(!isOpen);
          }}
        />
      </div>
      <div ref={choices} id="filter-choices" className={isOpen ? "filter-choices is-open" : "filter-choices"}>
        {filterNames
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

/** Folds the choices away where there is little room; how many of them narrow is still told then. */
function FilterToggle({
  count,
  isOpen,
  toggle,
}: {
  readonly count: number;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}) {
  const { say } = useTab();
  return (
    <Button className="filter-toggle" aria-expanded={isOpen} aria-controls="filter-choices" onClick={toggle}>
      {count === 0 ? say("tab.filter.open") : say("tab.filter.open_count", { number: count })}
    </Button>
  );
}
