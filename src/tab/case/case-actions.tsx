import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useState } from "react";
import type { CasePage, RecordDetail } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { useKeptFocus } from "../shared/use-kept-focus";
import { ActionForm } from "./action-form";
import { ActionButtons } from "./action-buttons";
import { type ActionName, type DeedName, deeds } from "./actions";
import { DeedTrouble } from "./deed-trouble";
import { Difference } from "./difference";
import type { Deeds } from "./use-deed";

type State = RecordDetail["state"];

/** The case, and what the rest of its page shares with its buttons. */
export interface CaseActionsOptions {
  readonly page: CasePage;
  readonly refresh: () => void;
  readonly doing: Deeds<DeedName>;
  /** The form that is open; other parts of the page open one as well. */
  readonly form: ActionName | null;
  readonly openForm: (action: ActionName | null) => void;
}

/** Everything that can be done with the case now, as on its card, and what came of it. */
export function CaseActions({ page, refresh, doing, form, openForm }: CaseActionsOptions) {
  const { say } = useTab();
  const kept = useKeptFocus();
  /** The state the case had before, where only that was changed, and the revision it was changed on. */
  const [before, setBefore] = useState<State | null>(null);
  const press = (action: ActionName): void => {
    const deed = deeds[action];
    setBefore(null);
    doing.clear();
    if (deed.kind === "form") openForm(action);
    else void doing.act(action, { path: deed.path, body: {} });
  };
  // The steps tell of theirs themselves, as long as they are there.
  const isToldElsewhere = doing.failed === "steps" && page.firstSteps.length > 0;
  return (
    <section className="case-actions" aria-label={say("tab.case.actions")} {...kept}>
      {isToldElsewhere ? null : <DeedTrouble doing={doing} />}
      {doing.done === null ? null : (
        <DoneBar
          done={doing.done}
          isChanged={doing.isChanged}
          page={page}
          before={before}
          undo={(state) => {
            setBefore(null);
            void doing.act("undo", { path: "state", body: { state } });
          }}
        />
      )}
      {page.openQuestions === 0 ? null : (
        <OpenQuestions
          number={page.openQuestions}
          answer={() => {
            press("answers");
          }}
        />
      )}
      <ActionButtons page={page} busy={doing.busy} press={press} />
      {form === null ? null : (
        <ActionForm
          key={form}
          action={form}
          page={page}
          refresh={refresh}
          close={() => {
            openForm(null);
          }}
          saved={(made) => {
            openForm(null);
            setBefore(isOfState(form) ? page.record.state : null);
            doing.finish(form, made);
          }}
        />
      )}
    </section>
  );
}

/** Whether the action changes the state alone, so that it can be taken back by the state before. */
function isOfState(action: ActionName): boolean {
  const deed = deeds[action];
  return deed.kind === "form" && deed.form === "state";
}

/** What was done, what it made of the verdict, and the way back where there is one. */
function DoneBar({
  done,
  isChanged,
  page: { choices, difference },
  before,
  undo,
}: {
  readonly done: DeedName;
  readonly isChanged: boolean;
  readonly page: CasePage;
  readonly before: State | null;
  readonly undo: (state: State) => void;
}) {
  const { say } = useTab();
  const canUndo = before !== null && choices.states.some(({ id }) => id === before);
  return (
    <MessageBar intent={isChanged ? "success" : "info"} layout="multiline">
      <MessageBarBody>
        {say(`tab.done.${isChanged ? done : "nothing"}`)}
        {isChanged && (done === "answers" || done === "steps") ? <Difference lines={difference} /> : null}
      </MessageBarBody>
      {canUndo ? (
        <MessageBarActions>
          <Button
            onClick={() => {
              undo(before);
            }}
          >
            {say("tab.undo")}
          </Button>
        </MessageBarActions>
      ) : null}
    </MessageBar>
  );
}

function OpenQuestions({ number, answer }: { readonly number: number; readonly answer: () => void }) {
  const { say } = useTab();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {number === 1 ? say("tab.case.open_question") : say("tab.case.open_questions", { number })}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={answer}>{say("tab.case.answer_now")}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
