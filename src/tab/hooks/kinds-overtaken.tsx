import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { AskedKind } from "../../vocabulary";
import { useTab } from "../shared/tab-context";
import { sayKinds } from "./kind-choice";

/** That a colleague chose other kinds while one was choosing, and which. */
export function KindsOvertaken({ kinds }: { readonly kinds: readonly AskedKind[] }) {
  const { say, announce } = useTab();
  const notice = useRef<HTMLDivElement>(null);
  const title = say("tab.hook.stale.title");
  const way = say("tab.hook.stale.way", { kinds: sayKinds(kinds, say) });
  useEffect(() => {
    announce(`${title} ${way}`);
    // Whoever has sent the form is at its end.
    notice.current?.focus();
  }, [announce, title, way]);
  return (
    <div ref={notice} tabIndex={-1} className="overtaken">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle>
          {way}
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}
