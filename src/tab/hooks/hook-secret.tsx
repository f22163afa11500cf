import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { WebhookSecret } from "../api/wire";
import { copyText } from "../case/share";
import { useTab } from "../shared/tab-context";

/** A secret is shown this once; it can be copied, and nobody is shown it again. */
export function HookSecret({ fresh: { url, secret } }: { readonly fresh: WebhookSecret }) {
  const { say, announce } = useTab();
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // It stands above a list that may be long, and is shown only now.
  useEffect(() => {
    field.current?.select();
  }, []);
  const copy = async (): Promise<void> => {
    const worked = await copyText(secret);
    setCopied(worked);
    announce(say(worked ? "tab.hook.copied" : "tab.hook.not_copied"));
  };
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{say("tab.hook.secret")}</MessageBarTitle>
        {say("tab.hook.once", { url })}
        <span className="secret">
          <input
            ref={field}
            className="share-link"
            readOnly
            aria-label={say("tab.hook.secret")}
            value={secret}
          />
          <Button onClick={() => void copy()}>{say(isCopied ? "tab.hook.copied" : "tab.hook.copy")}</Button>
        </span>
      </MessageBarBody>
    </MessageBar>
  );
}
