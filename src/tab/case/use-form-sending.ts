import { useState } from "react";
import { casePath } from "../api/paths";
import { isRecordDetail } from "../api/recognise";
import type { CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { formPaths } from "./actions";
import { missingOf } from "./form-values";
import { type OwnDeed, readOwnDeed } from "./own-deed";
import { type FormFailureOptions, type FormTroubles, useFormFailure } from "./use-form-failure";

/** What stands in the way of a form's answers, and the way to send them. */
export interface FormSending extends FormTroubles {
  readonly isSending: boolean;
  readonly send: () => Promise<void>;
}

/** The form, and how its dialog shows, says and closes. */
export interface FormSendingOptions extends FormFailureOptions {
  readonly record: CasePage["record"];
  readonly saved: (made: OwnDeed) => void;
}

/** Sends what was typed, once however often it is pressed, and tells what stands in the way at the field it is of. */
export function useFormSending(options: FormSendingOptions): FormSending {
  const { reading, record, fail, focus, saved } = options;
  const { name, form, values } = reading;
  const { say, client } = useTab();
  const { setErrors, takeFailure, ...troubles } = useFormFailure(options);
  const [isSending, setSending] = useState(false);
  const [key] = useState(() => client.newKey());

  const send = async (): Promise<void> => {
    if (form === null || isSending) return;
    const missing = missingOf(form.questions, values);
    setErrors(Object.fromEntries(missing.map((id) => [id, say("tab.form.required")])));
    if (missing[0] !== undefined) {
      focus(missing[0]);
      return;
    }
    setSending(true);
    fail(null);
    const call = { tag: `"${form.revision}"`, key };
    const path = `${casePath(record.number)}/${formPaths[name]}`;
    const outcome = await client.post(path, reading.write(form), isRecordDetail, call);
    if (outcome.kind === "ok") saved(readOwnDeed(form.revision, outcome.body.revision));
    else if (outcome.kind === "failed") await takeFailure(outcome.failure);
    // Not before the form has been read anew: what was typed until then would be lost in it.
    setSending(false);
  };
  return { ...troubles, isSending, send };
}
