import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { Failure } from "../api/outcome";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { Entries } from "./timeline";

/** That the case changed while one typed, and what of it did; `isOver` where the form has no use any more. */
export function Overtaken({
  news,
  isOver,
}: {
  readonly news: CasePage["timeline"];
  readonly isOver: boolean;
}) {
  const { say } = useTab();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever has just sent a long form is at its end, and the button they stood at may be gone.
    notice.current?.focus();
  }, [isOver]);
  return (
    <div ref={notice} tabIndex={-1} className="overtaken">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{say(isOver ? "tab.form.over.title" : "tab.form.stale.title")}</MessageBarTitle>
          {say(isOver ? "tab.form.over.way" : "tab.form.stale.way")}
        </MessageBarBody>
      </MessageBar>
      <Entries entries={news} />
    </div>
  );
}

/** That what was answered leads to further questions. */
export function FurtherAsked() {
  const { say } = useTab();
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{say("tab.form.further")}</MessageBarBody>
    </MessageBar>
  );
}

/** Why the form could not be read or sent; what is wrong with one answer stands at its field instead. */
export function FormTrouble({
  failure,
  retry,
}: {
  readonly failure: Failure;
  /** Null where there is something to send: its button is the way to try again. */
  readonly retry: (() => void) | null;
}) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It stands above a form that may be longer than the screen.
    notice.current?.scrollIntoView({ block: "nearest" });
  }, [failure]);
  return (
    <div ref={notice}>
      {failure.kind === "refused" ? (
        <Refusal text={failure.errors.map(({ message }) => message).join(" ")} />
      ) : (
        <Trouble failure={failure} retry={() => retry?.()} canRetry={retry !== null} isByHand />
      )}
    </div>
  );
}

function Refusal({ text }: { readonly text: string }) {
  const { announce } = useTab();
  useEffect(() => {
    announce(text);
  }, [announce, text]);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
