import { Button, Field, Input } from "@fluentui/react-components";
import { type SubmitEvent, useState } from "react";
import { type AskedKind, askedKinds } from "../../vocabulary";
import { useTab } from "../shared/tab-context";
import { KindChoice, kindsKept } from "./kind-choice";

/** The form that has one more program told of changes. */
export function AddHook({
  add,
  fault,
}: {
  /** False where it was refused. */
  readonly add: (url: string, kinds: readonly AskedKind[]) => Promise<boolean>;
  readonly fault: string;
}) {
  const { say } = useTab();
  const [url, setUrl] = useState("");
  const [chosen, setChosen] = useState<readonly AskedKind[]>(askedKinds);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (url.trim() === "" || chosen.length === 0 || !(await add(url.trim(), kindsKept(chosen)))) return;
    setUrl("");
    setChosen(askedKinds);
  };
  return (
    <form className="add-hook" noValidate onSubmit={(event) => void send(event)}>
      <Field
        label={say("tab.hook.url")}
        {...(fault === "" ? {} : { validationMessage: fault, validationState: "error" as const })}
      >
        <Input
          name="url"
          type="url"
          value={url}
          maxLength={1000}
          placeholder="https://"
          onChange={(_event, { value }) => {
            setUrl(value);
          }}
        />
      </Field>
      <KindChoice chosen={chosen} choose={setChosen} />
      <Button type="submit" appearance="primary">
        {say("tab.hook.add")}
      </Button>
    </form>
  );
}
