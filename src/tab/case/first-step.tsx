import { Checkbox, Field, Link, Select } from "@fluentui/react-components";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import type { Ticks } from "./ticks";

interface FirstStepOptions {
  readonly step: CasePage["firstSteps"][number];
  /** What service health can have shown. */
  readonly healths: CasePage["choices"]["serviceHealth"];
  readonly value: Ticks[string] | undefined;
  readonly set: (value: boolean | string) => void;
}

/** One of the first steps: a box to tick, or what service health showed; and the ways to where it is done. */
export function FirstStep({ step: { id, text, health, links }, healths, value, set }: FirstStepOptions) {
  const { say } = useTab();
  return (
    <div className="first-step">
      {health === null ? (
        <Checkbox
          label={text}
          checked={value === true}
          onChange={(_event, { checked }) => {
            set(checked === true);
          }}
        />
      ) : (
        <Field label={text}>
          <Select
            name={id}
            value={String(value)}
            onChange={(_event, { value: picked }) => {
              set(picked);
            }}
          >
            {healths.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {links.map(({ label, url }) => (
        <Link key={url} href={url} target="_blank" rel="noopener noreferrer">
          {label}
          <span aria-hidden="true"> ↗</span>
          <span className="unseen"> {say("tab.new_window")}</span>
        </Link>
      ))}
    </div>
  );
}
