import { Button, Spinner } from "@fluentui/react-components";
import { type SubmitEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import type { CasePage } from "../api/wire";
import { useAnnouncer } from "../shared/announcer";
import { TabContext, useTab } from "../shared/tab-context";
import type { ActionName } from "./actions";
import { FormField } from "./form-field";
import { FormTrouble, FurtherAsked, Overtaken } from "./form-notices";
import { shownQuestions } from "./form-values";
import { type FormReading, useFormReading } from "./use-form-reading";
import { type FormSending, type FormSendingOptions, useFormSending } from "./use-form-sending";

interface FormOptions {
  readonly action: ActionName;
  readonly page: CasePage;
  readonly refresh: () => void;
  readonly close: () => void;
  readonly saved: FormSendingOptions["saved"];
}

/**
 * A form of the case's card. Where the case changes while one types, what changed is shown and what was typed stays;
 * sending again then means: knowing that.
 */
export function ActionForm({ action, page, refresh, close, saved }: FormOptions) {
  const scene = useTab();
  const { say } = scene;
  // What stands beside an open dialog is not read aloud, so it says its own.
  const { announce, region } = useAnnouncer();
  const inside = useMemo(() => ({ ...scene, announce }), [scene, announce]);
  const [failure, fail] = useState<Failure | null>(null);
  /** The revision one began to type on; newer lines of the history are news to whoever types. */
  const [{ record }] = useState(page);
  const { dialog, focus } = useDialog();
  const heading = useId();
  const reading = useFormReading({ action, record, fail });
  const sending = useFormSending({ reading, record, fail, focus, announce, refresh, saved });
  const isRead = reading.form !== null;
  useEffect(() => {
    // While it was on its way, only the way out was there to stand at.
    if (isRead) dialog.current?.querySelector<HTMLElement>(".fields [name]")?.focus();
  }, [dialog, isRead]);

  const retry = (): void => {
    // The button goes with what it stood in.
    dialog.current?.querySelector<HTMLElement>(".form-buttons button")?.focus();
    fail(null);
    reading.retry();
  };
  const news = page.timeline.filter(({ revision }) => revision !== null && revision > record.revision);
  return (
    <dialog
      ref={dialog}
      className={reading.name === "answers" ? "form form-wide" : "form"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          void sending.send();
        }}
      >
        <h2 id={heading}>{say(`tab.action.${action}`)}</h2>
        {sending.overtaken === "no" ? null : <Overtaken news={news} isOver={sending.overtaken === "ended"} />}
        {sending.isFurther ? <FurtherAsked /> : null}
        {failure === null ? null : (
          <TabContext value={inside}>
            <FormTrouble failure={failure} retry={isRead ? null : retry} />
          </TabContext>
        )}
        {!isRead && failure === null ? (
          <Spinner className="late" size="small" label={say("tab.loading")} />
        ) : null}
        <Fields reading={reading} errors={sending.errors} />
        <FormButtons action={action} isRead={isRead} sending={sending} close={close} />
      </form>
      {region}
    </dialog>
  );
}

/** A dialog that is open as long as it is there, and its fields by name. */
function useDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // One that is closed before it goes gives the focus back to where it was opened.
    return () => {
      shown?.close();
    };
  }, []);
  const focus = (id: string): void => {
    const field = dialog.current?.querySelector(`[name="${CSS.escape(id)}"]`);
    if (field instanceof HTMLElement) field.focus();
  };
  return { dialog, focus };
}

interface FieldsOptions {
  readonly reading: FormReading;
  readonly errors: FormSending["errors"];
}

function Fields({ reading: { name, form, values, change }, errors }: FieldsOptions) {
  if (form === null) return null;
  return (
    <div className={name === "answers" ? "fields fields-many" : "fields"}>
      {shownQuestions(form.questions, values).map((question) => (
        <FormField
          key={question.id}
          question={question}
          value={values[question.id] ?? ""}
          error={errors[question.id]}
          change={(value) => {
            change(question.id, value);
          }}
        />
      ))}
    </div>
  );
}

interface FormButtonsOptions {
  readonly action: ActionName;
  readonly isRead: boolean;
  readonly sending: FormSending;
  readonly close: () => void;
}

function FormButtons({ action, isRead, sending: { isSending, overtaken }, close }: FormButtonsOptions) {
  const { say } = useTab();
  return (
    <div className="buttons form-buttons">
      <Button type="button" onClick={close}>
        {say("tab.form.cancel")}
      </Button>
      {isRead && overtaken !== "ended" ? (
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={isSending}
          icon={isSending ? <Spinner size="tiny" /> : null}
        >
          {say(overtaken === "changed" ? "tab.form.send_anyway" : `tab.form.send.${action}`)}
        </Button>
      ) : null}
    </div>
  );
}
