import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { Failure } from "../api/outcome";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";

/** Why something that was done at once did not happen. */
export function DeedTrouble({ failure }: { readonly failure: Failure | null }) {
  const { say } = useTab();
  if (failure === null) return null;
  if (failure.kind !== "stale" && failure.kind !== "refused")
    return <Trouble failure={failure} retry={() => undefined} canRetry={false} />;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {failure.kind === "stale"
          ? say("tab.form.stale_button")
          : failure.errors.map(({ message }) => message).join(" ")}
      </MessageBarBody>
    </MessageBar>
  );
}
