import { Button, MessageBar, MessageBarBody, MessageBarTitle, Spinner } from "@fluentui/react-components";
import { type SubmitEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import { casePath } from "../api/paths";
import { isCaseForm, isRecordDetail } from "../api/recognise";
import type { CaseForm, CasePage } from "../api/wire";
import { useAnnouncer } from "../shared/announcer";
import { TabContext, useTab } from "../shared/tab-context";
import { Trouble } from "../shared/trouble";
import { type ActionName, deeds, formPaths } from "./actions";
import { FormField } from "./form-field";
import {
  changedValues,
  keepTyped,
  missingOf,
  presetValues,
  shownQuestions,
  type Values,
  writeBody,
} from "./form-values";
import { Entries } from "./timeline";

interface FormOptions {
  readonly action: ActionName;
  readonly page: CasePage;
  readonly refresh: () => void;
  readonly close: () => void;
  readonly saved: () => void;
}

/**
 * A form of the case's card. Where the case changes while one types, what changed is shown and what was typed stays;
 * sending again then means: knowing that.
 */
export function ActionForm({ action, page, refresh, close, saved }: FormOptions) {
  const scene = useTab();
  const { say, client } = scene;
  // What stands beside an open dialog is not read aloud, so it says its own.
  const { announce, region } = useAnnouncer();
  const inside = useMemo(() => ({ ...scene, announce }), [scene, announce]);
  const deed = deeds[action];
  const name = deed.kind === "form" ? deed.form : "note";
  const state = deed.kind === "form" ? deed.state : undefined;
  const [form, setForm] = useState<CaseForm | null>(null);
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSending, setSending] = useState(false);
  /** The revision one began to type on; newer lines of the history are news to whoever types. */
  const [begun] = useState(page.record.revision);
  const [isOvertaken, setOvertaken] = useState(false);
  const [key] = useState(() => client.newKey());
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const path = casePath(page.record.number);
  /** What the form said before anything was typed; of the answers only what differs from it is sent. */
  const first = useRef<Values>({});
  const [isFurther, setFurther] = useState(false);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // One that is closed before it goes gives the focus back to where it was opened.
    return () => {
      shown?.close();
    };
  }, []);
  const read = async (typed: Values | null): Promise<void> => {
    const search = state === undefined ? "" : `?state=${state}`;
    const outcome = await client.get(`${path}/forms/${name}${search}`, isCaseForm);
    if (outcome.kind === "failed") setFailure(outcome.failure);
    if (outcome.kind !== "ok") return;
    const { questions } = outcome.body;
    first.current = presetValues(questions);
    setForm(outcome.body);
    setValues(typed === null ? presetValues(questions) : keepTyped(questions, typed));
  };
  /** The answers as they would be, with what these leave open; what was typed stays. */
  const readFurther = async (): Promise<readonly string[]> => {
    const body = changedValues(first.current, values);
    const call = { tag: `"${form?.revision ?? begun}"`, key: client.newKey() };
    const outcome = await client.post(`${path}/answers/questions`, body, isCaseForm, call);
    if (outcome.kind !== "ok") return [];
    const { questions } = outcome.body;
    setForm(outcome.body);
    setValues({ ...presetValues(questions), ...values });
    return questions.map(({ id }) => id).filter((id) => !(id in values));
  };
  useEffect(() => {
    void read(null);
    // The form is read once when it opens, and again where somebody was faster.
  }, []);

  const isRead = form !== null;
  useEffect(() => {
    // While it was on its way, only the way out was there to stand at.
    if (isRead) dialog.current?.querySelector<HTMLElement>(".fields [name]")?.focus();
  }, [isRead]);

  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (form === null || isSending) return;
    const missing = missingOf(form.questions, values);
    setErrors(Object.fromEntries(missing.map((id) => [id, say("tab.form.required")])));
    if (missing[0] !== undefined) {
      focusField(dialog.current, missing[0]);
      return;
    }
    setSending(true);
    setFailure(null);
    const body =
      name === "answers" ? changedValues(first.current, values) : writeBody(name, form.questions, values);
    const call = { tag: `"${form.revision}"`, key };
    const outcome = await client.post(`${path}/${formPaths[name]}`, body, isRecordDetail, call);
    setSending(false);
    if (outcome.kind === "ok") {
      saved();
      return;
    }
    if (outcome.kind === "failed") await refused(outcome.failure);
  };
  const refused = async (why: Failure): Promise<void> => {
    if (why.kind === "stale") {
      setOvertaken(true);
      refresh();
      await read(values);
      announce(say("tab.form.stale.title"));
      return;
    }
    const known = new Set(form?.questions.map(({ id }) => id));
    const fields = why.kind === "refused" ? why.errors.filter(({ field }) => known.has(field)) : [];
    if (name === "answers" && why.kind === "refused" && fields.length < why.errors.length) {
      const [further] = await readFurther();
      if (further !== undefined) {
        setErrors({});
        setFurther(true);
        announce(say("tab.form.further"));
        setTimeout(() => {
          focusField(dialog.current, further);
        });
        return;
      }
    }
    setErrors(Object.fromEntries(fields.map(({ field, message }) => [field, message])));
    if (fields[0] === undefined) setFailure(why);
    else focusField(dialog.current, fields[0].field);
  };

  const news = page.timeline.filter(({ revision }) => revision !== null && revision > begun);
  return (
    <dialog
      ref={dialog}
      className={name === "answers" ? "form form-wide" : "form"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form noValidate onSubmit={(event) => void send(event)}>
        <h2 id={heading}>{say(`tab.action.${action}`)}</h2>
        {isOvertaken ? (
          <div className="overtaken">
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>
                <MessageBarTitle>{say("tab.form.stale.title")}</MessageBarTitle>
                {say("tab.form.stale.way")}
              </MessageBarBody>
            </MessageBar>
            <Entries entries={news} />
          </div>
        ) : null}
        {isFurther ? (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{say("tab.form.further")}</MessageBarBody>
          </MessageBar>
        ) : null}
        {failure === null ? null : (
          <TabContext value={inside}>
            <FormTrouble failure={failure} />
          </TabContext>
        )}
        {form === null ? (
          failure === null ? (
            <Spinner className="late" size="small" label={say("tab.loading")} />
          ) : null
        ) : (
          <div className={name === "answers" ? "fields fields-many" : "fields"}>
            {shownQuestions(form.questions, values).map((question) => (
              <FormField
                key={question.id}
                question={question}
                value={values[question.id] ?? ""}
                error={errors[question.id]}
                change={(value) => {
                  setValues({ ...values, [question.id]: value });
                }}
              />
            ))}
          </div>
        )}
        <div className="buttons form-buttons">
          <Button type="button" onClick={close}>
            {say("tab.form.cancel")}
          </Button>
          {form === null ? null : (
            <Button
              type="submit"
              appearance="primary"
              disabledFocusable={isSending}
              icon={isSending ? <Spinner size="tiny" /> : null}
            >
              {say(isOvertaken ? "tab.form.send_anyway" : `tab.form.send.${action}`)}
            </Button>
          )}
        </div>
      </form>
      {region}
    </dialog>
  );
}

function focusField(root: HTMLElement | null, id: string): void {
  const field = root?.querySelector(`[name="${CSS.escape(id)}"]`);
  if (field instanceof HTMLElement) field.focus();
}

function FormTrouble({ failure }: { readonly failure: Failure }) {
  return failure.kind === "refused" ? (
    <Refusal text={failure.errors.map(({ message }) => message).join(" ")} />
  ) : (
    <Trouble failure={failure} retry={() => undefined} canRetry={false} />
  );
}

function Refusal({ text }: { readonly text: string }) {
  const { announce } = useTab();
  useEffect(() => {
    announce(text);
  }, [announce, text]);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
