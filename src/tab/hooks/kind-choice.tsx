import { Checkbox } from "@fluentui/react-components";
import { useId } from "react";
import { type AskedKind, askedKinds } from "../../vocabulary";
import { useTab } from "../shared/tab-context";

/** All of them, where a list that names none means every kind. */
export function kindsShown(kinds: readonly AskedKind[]): readonly AskedKind[] {
  return kinds.length === 0 ? askedKinds : kinds;
}

/** As it is kept: who wants every kind wants those too that are still to come. */
export function kindsKept(chosen: readonly AskedKind[]): readonly AskedKind[] {
  return chosen.length === askedKinds.length ? [] : chosen;
}

/** The kinds in a row; "every change" where the list names none. */
export function sayKinds(kinds: readonly AskedKind[], say: (key: string) => string): string {
  if (kinds.length === 0) return say("tab.hook.all");
  return kinds.map((kind) => say(`tab.hook.kind.${kind}`)).join(say("tab.hook.comma"));
}

/** What a program is told of, kind by kind; at least one has to be chosen. */
export function KindChoice({
  chosen,
  choose,
}: {
  readonly chosen: readonly AskedKind[];
  readonly choose: (chosen: readonly AskedKind[]) => void;
}) {
  const { say } = useTab();
  const fault = useId();
  const isFaulty = chosen.length === 0;
  // No Field of the library: it gives all boxes in it one id, and the first of them all labels.
  return (
    <fieldset className="kinds" {...(isFaulty ? { "aria-describedby": fault } : {})}>
      <legend>{say("tab.hook.kinds")}</legend>
      <div className="kind-boxes">
        {askedKinds.map((kind) => (
          <Checkbox
            key={kind}
            label={say(`tab.hook.kind.${kind}`)}
            checked={chosen.includes(kind)}
            onChange={(_event, { checked }) => {
              choose(askedKinds.filter((one) => (one === kind ? checked === true : chosen.includes(one))));
            }}
          />
        ))}
      </div>
      {isFaulty ? (
        <p className="bad" id={fault} role="alert">
          {say("tab.hook.no_kind")}
        </p>
      ) : null}
    </fieldset>
  );
}
