import { useState } from "react";
import type { Failure, FieldError } from "../api/outcome";
import { casePath } from "../api/paths";
import { isRecordDetail } from "../api/recognise";
import type { CaseForm, CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { formPaths } from "./actions";
import { missingOf, type Values } from "./form-values";
import type { FormReading } from "./use-form-reading";

/** What stands in the way of a form's answers, and the way to send them. */
export interface FormSending {
  /** By the id of the question, what is wrong with its answer. */
  readonly errors: Values;
  readonly isSending: boolean;
  /** What a colleague has done to the case since the form was opened: changed it, or ended what the form is for. */
  readonly overtaken: "no" | "changed" | "ended";
  /** What was sent led to further questions, which stand in the form now. */
  readonly isFurther: boolean;
  readonly send: () => Promise<void>;
}

/** The form, and how its dialog shows, says and closes. */
export interface FormSendingOptions {
  readonly reading: FormReading;
  readonly record: CasePage["record"];
  readonly fail: (failure: Failure | null) => void;
  readonly focus: (id: string) => void;
  readonly announce: (text: string) => void;
  readonly refresh: () => void;
  readonly saved: () => void;
}

/** Sends what was typed, once however often it is pressed, and tells what stands in the way at the field it is of. */
export function useFormSending(options: FormSendingOptions): FormSending {
  const { reading, record, fail, focus, announce, refresh, saved } = options;
  const { name, form, values } = reading;
  const { say, client } = useTab();
  const [errors, setErrors] = useState<Values>({});
  const [isSending, setSending] = useState(false);
  const [overtaken, setOvertaken] = useState<FormSending["overtaken"]>("no");
  const [isFurther, setFurther] = useState(false);
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
    if (outcome.kind === "ok") saved();
    else if (outcome.kind === "failed") await takeFailure(outcome.failure);
    // Not before the form has been read anew: what was typed until then would be lost in it.
    setSending(false);
  };
  const takeFailure = async (failure: Failure): Promise<void> => {
    if (failure.kind === "stale") return overtake();
    if (failure.kind !== "refused") {
      setErrors({});
      fail(failure);
      return;
    }
    const fields = errorsOfFields(form, failure.errors);
    if (name === "answers" && fields.length < failure.errors.length && (await askFurther())) return;
    setErrors(Object.fromEntries(fields.map(({ field, message }) => [field, message])));
    if (fields[0] === undefined) fail(failure);
    else focus(fields[0].field);
  };
  const overtake = async (): Promise<void> => {
    refresh();
    const failure = await reading.readAgain();
    const isEnded = failure?.kind === "not_found";
    setOvertaken(isEnded ? "ended" : "changed");
    announce(say(isEnded ? "tab.form.over.title" : "tab.form.stale.title"));
    if (failure !== null && !isEnded) fail(failure);
  };
  /** Whether there was anything further to ask. */
  const askFurther = async (): Promise<boolean> => {
    const [further] = await reading.readFurther();
    if (further === undefined) return false;
    setErrors({});
    setFurther(true);
    announce(say("tab.form.further"));
    // It is drawn first.
    setTimeout(() => {
      focus(further);
    });
    return true;
  };
  return { errors, isSending, overtaken, isFurther, send };
}

/** Those of the refusal that stand at a field of the form; what else is wrong is told of the whole. */
function errorsOfFields(form: CaseForm | null, errors: readonly FieldError[]): readonly FieldError[] {
  const known = new Set(form?.questions.map(({ id }) => id));
  return errors.filter(({ field }) => known.has(field));
}
