import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useEffect } from "react";
import type { Failure } from "../api/outcome";
import { useTab } from "./tab-context";

/** What is no other where it is asked for again. */
const helpless: readonly Failure["kind"][] = ["not_allowed", "elsewhere", "not_found"];

/** The names of the sentences that say what is not there. */
const gone = { case: "not_found", file: "no_file", program: "no_program" } as const;

/** What went wrong, and the way on. With `isStale` what is shown below is older, and it says so. */
export function Trouble({
  failure,
  retry,
  isStale = false,
  canRetry = true,
  isByHand = !canRetry,
  sought = "case",
}: {
  readonly failure: Failure;
  readonly retry: () => void;
  readonly isStale?: boolean;
  /** Where the person sends it again by the button they pressed before. */
  readonly canRetry?: boolean;
  /** Nothing asks again by itself. */
  readonly isByHand?: boolean;
  /** What was asked for, or was to be changed: this is what is not there where it was not found. */
  readonly sought?: keyof typeof gone;
}) {
  const { say, announce, host } = useTab();
  const { kind } = failure;
  const name = kind === "not_found" ? gone[sought] : kind;
  // Outside of Teams nobody can sign in.
  const isOutside = kind === "signed_out" && host.kind === "browser";
  const isLater = kind === "busy" || kind === "unavailable";
  const values = isLater ? { seconds: failure.wait } : undefined;
  const title = say(`tab.failure.${name}.title`);
  const text = isOutside
    ? say("tab.failure.signed_out.outside")
    : isStale
      ? say("tab.failure.stale_view")
      : isLater && isByHand
        ? say(`tab.failure.${kind}.by_hand`, values)
        : say(`tab.failure.${name}.way`, values);
  useEffect(() => {
    announce(`${title} ${text}`);
    // Once for each kind of trouble: how long to wait changes with every try.
  }, [announce, title]);
  const intent = isStale || isLater || kind === "offline" ? "warning" : "error";
  return (
    <MessageBar intent={intent} layout="multiline" className="trouble">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {text}
      </MessageBarBody>
      {!canRetry || isOutside || helpless.includes(kind) ? null : (
        <MessageBarActions>
          <Button onClick={retry}>{say(kind === "signed_out" ? "tab.sign_in" : "tab.retry")}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
