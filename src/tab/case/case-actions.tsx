import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from "@fluentui/react-components";
import { useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import { casePath } from "../api/paths";
import { isRecordDetail } from "../api/recognise";
import type { CasePage, RecordDetail } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { ActionForm } from "./action-form";
import { type ActionName, deeds, sortActions } from "./actions";

type State = RecordDetail["state"];

interface Done {
  readonly action: ActionName | "undo";
  /** The state the case had before, where only that was changed. */
  readonly before: State | null;
}

/** Everything that can be done with the case now, as on its card, and what came of it. */
export function CaseActions({ page, refresh }: { readonly page: CasePage; readonly refresh: () => void }) {
  const { say, client, announce } = useTab();
  const { record, choices } = page;
  const [open, setOpen] = useState<ActionName | null>(null);
  const [busy, setBusy] = useState<ActionName | "undo" | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const key = useRef(client.newKey());
  const { allowed, refused } = sortActions(page);

  const finish = (action: Done["action"], before: State | null): void => {
    key.current = client.newKey();
    setFailure(null);
    setDone({ action, before });
    announce(say(`tab.done.${action}`));
    refresh();
  };
  const actAtOnce = async (action: ActionName | "undo", path: string, body: object): Promise<void> => {
    setBusy(action);
    const call = { tag: `"${record.revision}"`, key: key.current };
    const outcome = await client.post(`${casePath(record.number)}/${path}`, body, isRecordDetail, call);
    setBusy(null);
    if (outcome.kind === "ok") finish(action, null);
    else if (outcome.kind === "failed") {
      setFailure(outcome.failure);
      refresh();
    }
  };
  const press = (action: ActionName): void => {
    const deed = deeds[action];
    setDone(null);
    setFailure(null);
    if (deed.kind === "form") setOpen(action);
    else void actAtOnce(action, deed.path, {});
  };
  const undoTo = done?.before ?? null;
  const canUndo = undoTo !== null && choices.states.some(({ id }) => id === undoTo);
  return (
    <section className="case-actions" aria-label={say("tab.case.actions")}>
      {failure === null ? null : <ActionTrouble failure={failure} />}
      {done === null ? null : (
        <MessageBar intent="success">
          <MessageBarBody>{say(`tab.done.${done.action}`)}</MessageBarBody>
          {canUndo ? (
            <MessageBarActions>
              <Button onClick={() => void actAtOnce("undo", "state", { state: undoTo })}>
                {say("tab.undo")}
              </Button>
            </MessageBarActions>
          ) : null}
        </MessageBar>
      )}
      <div className="buttons">
        {allowed.map((action, index) => (
          <Button
            key={action}
            appearance={index === 0 ? "primary" : "secondary"}
            disabledFocusable={busy !== null}
            icon={busy === action ? <Spinner size="tiny" /> : null}
            onClick={() => {
              press(action);
            }}
          >
            {say(`tab.action.${action}`)}
          </Button>
        ))}
      </div>
      {refused.length === 0 ? null : (
        <details className="refused">
          <summary>{say("tab.case.refused")}</summary>
          <ul className="bullets">
            {refused.map(({ action, reason }) => (
              <li key={action}>
                <strong>{say(`tab.action.${action}`)}</strong> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {open === null ? null : (
        <ActionForm
          key={open}
          action={open}
          page={page}
          refresh={refresh}
          close={() => {
            setOpen(null);
          }}
          saved={() => {
            const deed = deeds[open];
            const isOfState = deed.kind === "form" && deed.form === "state";
            setOpen(null);
            finish(open, isOfState ? record.state : null);
          }}
        />
      )}
    </section>
  );
}

/** Why something that was done at once did not happen. */
function ActionTrouble({ failure }: { readonly failure: Failure }) {
  const { say } = useTab();
  if (failure.kind !== "stale" && failure.kind !== "refused")
    return <Trouble failure={failure} retry={() => undefined} canRetry={false} />;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {failure.kind === "stale"
          ? say("tab.form.stale_button")
          : failure.errors.map(({ message }) => message).join(" ")}
      </MessageBarBody>
    </MessageBar>
  );
}
