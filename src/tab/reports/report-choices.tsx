import { Select } from "@fluentui/react-components";
import type { Report } from "../api/wire";
import { useMe, useTab } from "../shared/tab-context";
import { SaveTable } from "./save-table";

/** Weeks looked back over. */
const periods = ["4", "12", "26", "52"] as const;

type Chosen = "weeks" | "team" | "customer";

interface ReportChoicesOptions {
  /** Null while it is on its way. */
  readonly report: Report | null;
  readonly search: string;
  readonly values: Readonly<Record<Chosen, string>>;
  /** A channel's tab tells of that channel alone. */
  readonly isOfChannel: boolean;
  readonly pick: Readonly<Record<Chosen, (value: string) => void>>;
}

/** Period and scope of a report, and the way to take it along. */
export function ReportChoices({ report, search, values, isOfChannel, pick }: ReportChoicesOptions) {
  const { say } = useTab();
  const me = useMe();
  const weeks = periods.map((value) => ({ value, title: say("tab.report.weeks", { number: value }) }));
  const channels = (report?.channels ?? me?.channels ?? []).map(({ id, name }) => ({
    value: id,
    title: name,
  }));
  const customers = (me?.customers ?? []).map(({ key, name }) => ({ value: key, title: name }));
  return (
    <section className="filters" aria-label={say("tab.report.choices")}>
      <Choice label="tab.report.period" value={values.weeks} options={weeks} pick={pick.weeks} />
      {isOfChannel ? null : (
        <Choice
          label="tab.report.team"
          any="tab.report.any_team"
          value={values.team}
          options={channels}
          pick={pick.team}
        />
      )}
      <Choice
        label="tab.filter.customer"
        any="tab.filter.any_customer"
        value={values.customer}
        options={customers}
        pick={pick.customer}
      />
      <SaveTable search={search} />
    </section>
  );
}

interface ChoiceOptions {
  readonly label: string;
  /** The sentence for all of them; absent where one has to be chosen. */
  readonly any?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly pick: (value: string) => void;
}

function Choice({ label, any, value, options, pick }: ChoiceOptions) {
  const { say } = useTab();
  return (
    <Select
      className="filter"
      aria-label={say(label)}
      value={value}
      onChange={(_event, { value: picked }) => {
        pick(picked);
      }}
    >
      {any === undefined ? null : <option value="">{say(any)}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </Select>
  );
}
