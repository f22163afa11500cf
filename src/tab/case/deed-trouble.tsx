import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useEffect } from "react";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { Entries } from "./timeline";
import type { Deeds } from "./use-deed";

/** Why something that was done at once did not happen; where somebody was faster, with what they did. */
export function DeedTrouble({
  doing: { failure, news },
  isKept = false,
}: {
  readonly doing: Pick<Deeds<string>, "failure" | "news">;
  /** Something was filled in, and stays as it was. */
  readonly isKept?: boolean;
}) {
  const { say, announce } = useTab();
  const text =
    failure?.kind === "stale"
      ? say(isKept ? "tab.form.stale_steps" : "tab.form.stale_button")
      : failure?.kind === "refused"
        ? failure.errors.map(({ message }) => message).join(" ")
        : "";
  useEffect(() => {
    if (text !== "") announce(text);
  }, [announce, text]);
  if (failure === null) return null;
  if (text === "") return <Trouble failure={failure} retry={() => undefined} canRetry={false} />;
  return (
    <div className="overtaken">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{text}</MessageBarBody>
      </MessageBar>
      {failure.kind === "stale" ? <Entries entries={news} /> : null}
    </div>
  );
}
