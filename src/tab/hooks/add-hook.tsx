import { Button, Field, Input } from "@fluentui/react-components";
import { type SubmitEvent, useRef, useState } from "react";
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
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const address = url.trim();
    setMissing(address === "");
    if (address !== "" && chosen.length === 0) return;
    if (address === "" || !(await add(address, kindsKept(chosen)))) {
      field.current?.focus();
      return;
    }
    setUrl("");
    setChosen(askedKinds);
  };
  const told = isMissing ? say("tab.form.required") : fault;
  return (
    <form className="add-hook" noValidate onSubmit={(event) => void send(event)}>
      <Field
        label={say("tab.hook.url")}
        {...(told === "" ? {} : { validationMessage: told, validationState: "error" as const })}
      >
        <Input
          ref={field}
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
