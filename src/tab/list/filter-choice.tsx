import { Select } from "@fluentui/react-components";
import { sorts } from "../address";
import { useTab } from "../shared/tab-context";
import type { Choice, FilterName } from "./filter-choices";

/** One filter, or the order; one that narrows stands out. */
export function FilterChoice({
  name,
  value,
  choices,
  pick,
}: {
  readonly name: FilterName;
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
