import { Button, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import type { DeedName } from "./actions";
import { DeedTrouble } from "./deed-trouble";
import { Difference } from "./difference";
import { FirstStep } from "./first-step";
import { changedTicks, type Ticks, ticksOf } from "./ticks";
import type { Deeds } from "./use-deed";

/** What the steps need of the page: its case, and what is being done on it. */
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
      {firstSteps.map((step) => (
        <FirstStep
          key={step.id}
          step={step}
          healths={choices.serviceHealth}
          value={values[step.id]}
          set={(value) => {
            setTicks({ ...ticks, [step.id]: value });
          }}
        />
      ))}
      {doing.failed === "steps" ? <DeedTrouble doing={doing} isKept /> : null}
      {done !== "steps" || isChanged ? null : (
        <MessageBar intent={doing.isChanged ? "success" : "info"} layout="multiline">
          <MessageBarBody>
            {say(doing.isChanged ? "tab.done.steps" : "tab.done.nothing")}
            {doing.isChanged ? <Difference lines={difference} /> : null}
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
