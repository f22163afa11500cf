import { Button } from "@fluentui/react-components";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { AskedKind } from "../../vocabulary";
import { useTab } from "../shared/tab-context";
import type { KindsChosen } from "./hook-buttons";
import { KindChoice, kindsKept, kindsShown } from "./kind-choice";
import { KindsOvertaken } from "./kinds-overtaken";

/**
 * The form in which what a program is told of is chosen anew. Where a colleague chooses meanwhile, that is shown and the
 * ticks stay; saving again then means: knowing that.
 */
export function ChangeKinds({
  kinds,
  save,
  cancel,
}: {
  readonly kinds: readonly AskedKind[];
  readonly save: (kinds: readonly AskedKind[], seen: readonly AskedKind[]) => Promise<KindsChosen>;
  readonly cancel: () => void;
}) {
  const { say } = useTab();
  const [chosen, setChosen] = useState(() => kindsShown(kinds));
  /** As they were shown here: what the list behind the form is told meanwhile was not chosen from. */
  const [seen, setSeen] = useState({ kinds, overtaken: 0 });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The button that opened it is gone.
    form.current?.querySelector("input")?.focus();
  }, []);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (chosen.length === 0) return;
    const became = await save(kindsKept(chosen), seen.kinds);
    if (became.kind === "overtaken") setSeen({ kinds: became.kinds, overtaken: seen.overtaken + 1 });
  };
  const isOvertaken = seen.overtaken > 0;
  return (
    <form className="change-kinds" ref={form} noValidate onSubmit={(event) => void send(event)}>
      {isOvertaken ? <KindsOvertaken key={seen.overtaken} kinds={seen.kinds} /> : null}
      <KindChoice chosen={chosen} choose={setChosen} />
      <div className="buttons">
        <Button type="submit" size="small" appearance="primary">
          {say(isOvertaken ? "tab.form.send_anyway" : "tab.hook.save")}
        </Button>
        <Button size="small" onClick={cancel}>
          {say("tab.form.cancel")}
        </Button>
      </div>
    </form>
  );
}
