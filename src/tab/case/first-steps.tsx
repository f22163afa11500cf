import {
  Button,
  Checkbox,
  Field,
  Link,
  MessageBar,
  MessageBarBody,
  Select,
  Spinner,
} from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import type { DeedName } from "./actions";
import { Difference } from "./case-actions";
import { DeedTrouble } from "./deed-trouble";
import { changedTicks, type Ticks, ticksOf } from "./ticks";
import type { Deeds } from "./use-deed";

export interface FirstStepsOptions {
  readonly page: CasePage;
  readonly doing: Deeds<DeedName>;
  /** Where what was ticked leads to further questions. */
  readonly askFurther: () => void;
}

/** What to try before the case may go on: ticked here as on the card, and decided again when that is saved. */
export function FirstSteps({ page, doing, askFurther }: FirstStepsOptions) {
  const { say } = useTab();
  const { firstSteps, choices, openQuestions, difference } = page;
  const [ticks, setTicks] = useState<Ticks>({});
  const { done, busy } = doing;
  const changed = changedTicks(firstSteps, ticks);
  const isChanged = Object.keys(changed).length > 0;
  useEffect(() => {
    if (done === "steps" && openQuestions > 0) askFurther();
    // Once, when the page that followed the saving has come.
  }, [done, openQuestions]);
  const save = async (): Promise<void> => {
    if (await doing.act("steps", { path: "first-steps", body: changed })) setTicks({});
  };
  const values = ticksOf(firstSteps, ticks);
  return (
    <div className="first-steps">
      {firstSteps.map(({ id, text, health, links }) => (
        <div key={id} className="first-step">
          {health === null ? (
            <Checkbox
              label={text}
              checked={values[id] === true}
              onChange={(_event, { checked }) => {
                setTicks({ ...ticks, [id]: checked === true });
              }}
            />
          ) : (
            <Field label={text}>
              <Select
                name={id}
                value={String(values[id])}
                onChange={(_event, { value }) => {
                  setTicks({ ...ticks, [id]: value });
                }}
              >
                {choices.serviceHealth.map((choice) => (
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
      ))}
      {doing.failed === "steps" ? <DeedTrouble failure={doing.failure} /> : null}
      {done !== "steps" || isChanged ? null : (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            {say("tab.done.steps")}
            <Difference lines={difference} />
          </MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button
          appearance={isChanged ? "primary" : "secondary"}
          disabledFocusable={!isChanged || busy !== null}
          icon={busy !== "steps" ? null : <Spinner size="tiny" />}
          onClick={() => {
            if (isChanged) void save();
          }}
        >
          {say("tab.case.save_steps")}
        </Button>
      </div>
    </div>
  );
}
