import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from "@fluentui/react-components";
import { useState } from "react";
import type { CasePage, RecordDetail } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { ActionForm } from "./action-form";
import { type ActionName, type DeedName, deeds, foldActions, shownAtFirst, sortActions } from "./actions";
import { DeedTrouble } from "./deed-trouble";
import { useKeptFocus } from "../shared/use-kept-focus";
import { useUnfold } from "../shared/use-unfold";
import type { Deeds } from "./use-deed";

type State = RecordDetail["state"];

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
  const { record } = page;
  const kept = useKeptFocus();
  /** The state the case had before, where only that was changed, and the revision it was changed on. */
  const [before, setBefore] = useState<State | null>(null);
  const { isWhole, unfold, list } = useUnfold<HTMLDivElement>(shownAtFirst);
  const { allowed, refused } = sortActions(page);
  const { shown, folded } = foldActions(allowed, isWhole);

  const press = (action: ActionName): void => {
    const deed = deeds[action];
    setBefore(null);
    doing.clear();
    if (deed.kind === "form") openForm(action);
    else void doing.act(action, { path: deed.path, body: {} });
  };
  return (
    <section className="case-actions" aria-label={say("tab.case.actions")} {...kept}>
      {doing.failed === "steps" ? null : <DeedTrouble failure={doing.failure} />}
      {doing.done === null ? null : (
        <DoneBar
          done={doing.done}
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
      <div className="buttons" ref={list}>
        {shown.map((action, index) => (
          <Button
            key={action}
            appearance={index === 0 ? "primary" : "secondary"}
            disabledFocusable={doing.busy !== null}
            icon={doing.busy === action ? <Spinner size="tiny" /> : null}
            onClick={() => {
              press(action);
            }}
          >
            {say(`tab.action.${action}`)}
          </Button>
        ))}
        {folded === 0 ? null : (
          <Button appearance="subtle" aria-expanded={false} onClick={unfold}>
            {say("tab.case.more", { number: folded })}
          </Button>
        )}
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
      {form === null ? null : (
        <ActionForm
          key={form}
          action={form}
          page={page}
          refresh={refresh}
          close={() => {
            openForm(null);
          }}
          saved={() => {
            const deed = deeds[form];
            const isOfState = deed.kind === "form" && deed.form === "state";
            openForm(null);
            setBefore(isOfState ? record.state : null);
            doing.finish(form);
          }}
        />
      )}
    </section>
  );
}

/** What was done, what it made of the verdict, and the way back where there is one. */
function DoneBar({
  done,
  page: { choices, difference },
  before,
  undo,
}: {
  readonly done: DeedName;
  readonly page: CasePage;
  readonly before: State | null;
  readonly undo: (state: State) => void;
}) {
  const { say } = useTab();
  const canUndo = before !== null && choices.states.some(({ id }) => id === before);
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>
        {say(`tab.done.${done}`)}
        {done === "answers" || done === "steps" ? <Difference lines={difference} /> : null}
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

/** "Severity A → C", and below it the answers that made it so. */
export function Difference({ lines }: { readonly lines: readonly string[] }) {
  const [first, ...because] = lines;
  if (first === undefined) return null;
  return (
    <ul className="difference">
      <li>
        <strong>
          <bdi>{first}</bdi>
        </strong>
      </li>
      {because.map((line) => (
        <li key={line}>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
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
