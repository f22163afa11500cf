import { Badge } from "@fluentui/react-components";
import { useState } from "react";
import type { ListedWebhook } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { UserLine } from "../shared/user-text";
import { When } from "../shared/when";
import { ChangeKinds } from "./change-kinds";
import { type HookDeeds, HookButtons } from "./hook-buttons";
import { sayKinds } from "./kind-choice";

/** A program that is told of changes: of which, how it stands with it, and what can be done with it. */
export function HookRow({ hook, deeds }: { readonly hook: ListedWebhook; readonly deeds: HookDeeds }) {
  const { say } = useTab();
  /** "chosen": the form was there, and whoever used it goes on at the button that opened it. */
  const [form, setForm] = useState<"closed" | "open" | "chosen">("closed");
  const { id, url, kinds, pausedAt } = hook;
  return (
    <li className="row hook">
      <div>
        <div className="hook-name">
          <strong>
            <UserLine text={url} />
          </strong>
          {pausedAt === null ? null : (
            <Badge appearance="tint" color="warning">
              {say("tab.hook.paused")}
            </Badge>
          )}
        </div>
        <p className="hook-kinds">{say("tab.hook.told", { kinds: sayKinds(kinds, say) })}</p>
        <Origin hook={hook} />
        <Standing hook={hook} />
        {form === "open" ? (
          <ChangeKinds
            kinds={kinds}
            save={async (chosen, seen) => {
              const became = await deeds.choose(id, chosen, seen);
              if (became.kind === "saved") setForm("chosen");
              return became;
            }}
            cancel={() => {
              setForm("chosen");
            }}
          />
        ) : (
          <HookButtons
            hook={hook}
            deeds={deeds}
            hasChosen={form === "chosen"}
            choose={() => {
              setForm("open");
            }}
          />
        )}
      </div>
    </li>
  );
}

function Origin({ hook: { createdBy, createdAt, oldSecretUntil } }: { readonly hook: ListedWebhook }) {
  const { say } = useTab();
  return (
    <span className="source">
      <span>
        {say("tab.hook.by")} <UserLine text={createdBy.name} />
      </span>
      <When at={createdAt} />
      {oldSecretUntil === null ? null : (
        <span>
          {say("tab.hook.old_secret")} <When at={oldSecretUntil} />
        </span>
      )}
    </span>
  );
}

function Standing({ hook: { standing, pausedAt } }: { readonly hook: ListedWebhook }) {
  const { say } = useTab();
  return (
    <>
      <span className="source">
        {standing.arrivedAt === null ? (
          <span>{say("tab.hook.never")}</span>
        ) : (
          <span>
            {say("tab.hook.arrived")} <When at={standing.arrivedAt} />
          </span>
        )}
        {standing.waiting === 0 ? null : <span>{say("tab.hook.waiting", { number: standing.waiting })}</span>}
        {standing.error === null ? null : <span className="bad">{say("tab.hook.trouble")}</span>}
      </span>
      {pausedAt === null ? null : (
        <span className="source">
          <span>
            {say("tab.hook.paused_since")} <When at={pausedAt} />
          </span>
          <span>{say("tab.hook.held")}</span>
        </span>
      )}
    </>
  );
}
