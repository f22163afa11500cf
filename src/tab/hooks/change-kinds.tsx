import { Button } from "@fluentui/react-components";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { AskedKind } from "../../vocabulary";
import { useTab } from "../shared/tab-context";
import { KindChoice, kindsKept, kindsShown } from "./kind-choice";

/** The form in which what a program is told of is chosen anew. */
export function ChangeKinds({
  kinds,
  save,
  cancel,
}: {
  readonly kinds: readonly AskedKind[];
  readonly save: (kinds: readonly AskedKind[]) => Promise<void>;
  readonly cancel: () => void;
}) {
  const { say } = useTab();
  const [chosen, setChosen] = useState(() => kindsShown(kinds));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The button that opened it is gone.
    form.current?.querySelector("input")?.focus();
  }, []);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (chosen.length > 0) await save(kindsKept(chosen));
  };
  return (
    <form className="change-kinds" ref={form} noValidate onSubmit={(event) => void send(event)}>
      <KindChoice chosen={chosen} choose={setChosen} />
      <div className="buttons">
        <Button type="submit" size="small" appearance="primary">
          {say("tab.hook.save")}
        </Button>
        <Button size="small" onClick={cancel}>
          {say("tab.form.cancel")}
        </Button>
      </div>
    </form>
  );
}
