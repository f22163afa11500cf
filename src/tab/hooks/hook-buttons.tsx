import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { AskedKind } from "../../vocabulary";
import type { ListedWebhook } from "../api/wire";
import { useTab } from "../shared/tab-context";

/** What became of a choice; `overtaken`: nothing was saved, and by a colleague's choice it is told of these. */
export type KindsChosen =
  | { readonly kind: "saved" | "failed" }
  | { readonly kind: "overtaken"; readonly kinds: readonly AskedKind[] };

/** What can be done with a program that is told of changes. */
export interface HookDeeds {
  /** `seen`: the kinds as they were when the form was opened. */
  readonly choose: (
    id: string,
    kinds: readonly AskedKind[],
    seen: readonly AskedKind[],
  ) => Promise<KindsChosen>;
  readonly pause: (id: string, isPaused: boolean) => Promise<void>;
  readonly rotate: (id: string) => Promise<void>;
  readonly test: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** The buttons of a program; removing it is asked twice, in their place. */
export function HookButtons({
  hook: { id, url, pausedAt },
  deeds: { pause, rotate, test, remove },
  choose,
  hasChosen,
}: {
  readonly hook: ListedWebhook;
  readonly deeds: HookDeeds;
  readonly choose: () => void;
  /** Whether the form that `choose` opens was there and is closed again. */
  readonly hasChosen: boolean;
}) {
  const { say } = useTab();
  const [removal, setRemoval] = useState<"none" | "asked" | "taken_back">("none");
  const isPaused = pausedAt !== null;
  if (removal === "asked")
    return (
      <div className="buttons" role="group" aria-label={url}>
        <Button size="small" appearance="primary" autoFocus onClick={() => void remove(id)}>
          {say("tab.hook.remove_now")}
        </Button>
        <Button
          size="small"
          onClick={() => {
            setRemoval("taken_back");
          }}
        >
          {say("tab.form.cancel")}
        </Button>
      </div>
    );
  return (
    <div className="buttons" role="group" aria-label={url}>
      <Button size="small" autoFocus={hasChosen && removal === "none"} onClick={choose}>
        {say("tab.hook.change")}
      </Button>
      <Button size="small" onClick={() => void pause(id, !isPaused)}>
        {say(isPaused ? "tab.hook.resume" : "tab.hook.pause")}
      </Button>
      {isPaused ? null : (
        <Button size="small" onClick={() => void test(id)}>
          {say("tab.hook.test")}
        </Button>
      )}
      <Button size="small" onClick={() => void rotate(id)}>
        {say("tab.hook.rotate")}
      </Button>
      <Button
        size="small"
        autoFocus={removal === "taken_back"}
        onClick={() => {
          setRemoval("asked");
        }}
      >
        {say("tab.hook.remove")}
      </Button>
    </div>
  );
}
