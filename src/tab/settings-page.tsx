import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { isWebhookList } from "./api/recognise";
import { Part } from "./case/part";
import { AddHook } from "./hooks/add-hook";
import { HookRow } from "./hooks/hook-row";
import { HookSecret } from "./hooks/hook-secret";
import { useHookDeeds } from "./hooks/use-hook-deeds";
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
          // The list was read anew after that.
          isStale={body !== null && trouble.kind !== "not_found"}
          sought="program"
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
