import { useState } from "react";
import type { AskedKind } from "../../vocabulary";
import type { Failure, Outcome } from "../api/outcome";
import { isAnything, isWebhookSecret } from "../api/recognise";
import type { WebhookSecret } from "../api/wire";
import { useTab } from "../shared/tab-context";
import type { HookDeeds } from "./hook-buttons";

const path = "/api/webhooks";

/** The calls behind the buttons, and what became of the last one. */
export function useHookDeeds(refresh: () => void) {
  const { say, client, announce } = useTab();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [fresh, setFresh] = useState<WebhookSecret | null>(null);
  const [done, setDone] = useState("");
  const take = <Body>(outcome: Outcome<Body>, said: string): Body | null => {
    setFailure(outcome.kind === "failed" ? outcome.failure : null);
    setDone(outcome.kind === "ok" ? said : "");
    const isGone = outcome.kind === "failed" && outcome.failure.kind === "not_found";
    if (outcome.kind === "ok" || isGone) refresh();
    if (outcome.kind !== "ok") return null;
    announce(said);
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
    choose: async (id, kinds, seenKinds) => {
      const outcome = await send(`${path}/${id}`, { kinds, seenKinds });
      const said = say(kinds.join() === seenKinds.join() ? "tab.done.nothing" : "tab.hook.done.kinds");
      const now = outcome.kind === "failed" && outcome.failure.kind === "stale" && outcome.failure.webhook;
      if (!now) return { kind: take(outcome, said) === null ? "failed" : "saved" };
      setFailure(null);
      setDone("");
      refresh();
      return { kind: "overtaken", kinds: now.kinds };
    },
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
