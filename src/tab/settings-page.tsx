import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import type { AskedKind } from "../vocabulary";
import type { Failure, Outcome } from "./api/outcome";
import { isAnything, isWebhookList, isWebhookSecret } from "./api/recognise";
import type { WebhookSecret } from "./api/wire";
import { Part } from "./case/part";
import { AddHook } from "./hooks/add-hook";
import type { HookDeeds } from "./hooks/hook-buttons";
import { HookRow } from "./hooks/hook-row";
import { HookSecret } from "./hooks/hook-secret";
import { ListSkeleton } from "./list/list-skeleton";
import { useTab } from "./shared/tab-context";
import { Trouble } from "./shared/trouble";
import { useLive } from "./shared/use-live";

const path = "/api/webhooks";

/** The programs that are told of changes: for leads. */
export default function SettingsPage() {
  const { say, client } = useTab();
  const live = useLive(client, path, isWebhookList);
  const { failure, fresh, done, deeds, add, forget } = useHookDeeds(() => {
    live.refresh();
  });
  const { body } = live;
  const trouble = failure?.kind === "refused" ? null : (failure ?? live.failure);
  const fault = failure?.kind === "refused" ? failure.errors.map(({ message }) => message).join(" ") : "";
  return (
    <div className="settings">
      {trouble === null ? null : (
        <Trouble
          failure={trouble}
          isStale={body !== null}
          retry={() => {
            forget();
            live.refresh(true);
          }}
        />
      )}
      {done === "" ? null : (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {fresh === null ? null : <HookSecret key={fresh.secret} fresh={fresh} />}
      <Part title={say("tab.hook.title")}>
        <p className="quiet">{say("tab.hook.what")}</p>
        {body === null && trouble === null ? <ListSkeleton /> : null}
        {body?.webhooks.length === 0 ? <p>{say("tab.hook.none")}</p> : null}
        <ul className="rows">
          {body?.webhooks.map((hook) => (
            <HookRow key={hook.id} hook={hook} deeds={deeds} />
          ))}
        </ul>
      </Part>
      {trouble?.kind === "not_allowed" ? null : (
        <Part title={say("tab.hook.add_title")}>
          <AddHook add={add} fault={fault} />
        </Part>
      )}
    </div>
  );
}

/** The calls behind the buttons, and what became of the last one. */
function useHookDeeds(refresh: () => void) {
  const { say, client, announce } = useTab();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [fresh, setFresh] = useState<WebhookSecret | null>(null);
  const [done, setDone] = useState("");
  const take = <Body,>(outcome: Outcome<Body>, said: string): Body | null => {
    setFailure(outcome.kind === "failed" ? outcome.failure : null);
    setDone(outcome.kind === "ok" ? said : "");
    if (outcome.kind !== "ok") return null;
    announce(said);
    refresh();
    return outcome.body;
  };
  const send = (where: string, body: unknown) =>
    client.post(where, body, isAnything, { tag: null, key: client.newKey() });
  const askSecret = async (where: string, body: unknown, said: string): Promise<boolean> => {
    const outcome = await client.post(where, body, isWebhookSecret, { tag: null, key: client.newKey() });
    const made = take(outcome, said);
    if (made !== null) setFresh(made);
    return made !== null;
  };
  const deeds: HookDeeds = {
    choose: async (id, kinds) =>
      take(await send(`${path}/${id}`, { kinds }), say("tab.hook.done.kinds")) !== null,
    pause: async (id, isPaused) => {
      const said = say(isPaused ? "tab.hook.done.pause" : "tab.hook.done.resume");
      take(await send(`${path}/${id}`, { paused: isPaused }), said);
    },
    rotate: async (id) => {
      await askSecret(`${path}/${id}/rotate`, {}, say("tab.hook.done.rotate"));
    },
    test: async (id) => {
      take(await send(`${path}/${id}/test`, {}), say("tab.hook.done.test"));
    },
    remove: async (id) => {
      if (take(await client.remove(`${path}/${id}`), say("tab.hook.done.remove")) === null) return;
      setFresh((shown) => (shown?.id === id ? null : shown));
    },
  };
  return {
    ...{ failure, fresh, done, deeds },
    add: (url: string, kinds: readonly AskedKind[]) =>
      askSecret(path, { url, kinds }, say("tab.hook.done.add")),
    forget: () => {
      setFailure(null);
    },
  };
}
