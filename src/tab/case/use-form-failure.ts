import { useState } from "react";
import type { Failure, FieldError } from "../api/outcome";
import type { CaseForm } from "../api/wire";
import { useTab } from "../shared/tab-context";
import type { Values } from "./form-values";
import type { FormReading } from "./use-form-reading";

/** What stands in the way of a form's answers. */
export interface FormTroubles {
  /** By the id of the question, what is wrong with its answer. */
  readonly errors: Values;
  /** What a colleague has done to the case since the form was opened: changed it, or ended what the form is for. */
  readonly overtaken: "no" | "changed" | "ended";
  /** What was sent led to further questions, which stand in the form now. */
  readonly isFurther: boolean;
}

/** The form, and how its dialog shows and says what happens. */
export interface FormFailureOptions {
  readonly reading: FormReading;
  readonly fail: (failure: Failure | null) => void;
  readonly focus: (id: string) => void;
  readonly announce: (text: string) => void;
  readonly refresh: () => void;
}

interface FormFailure extends FormTroubles {
  readonly setErrors: (errors: Values) => void;
  /** Resolves when the form stands as it is to be shown. */
  readonly takeFailure: (failure: Failure) => Promise<void>;
}

/** Tells a failure at the field it is of, asks what is still to be asked, and reads the form anew where somebody was faster. */
export function useFormFailure(options: FormFailureOptions): FormFailure {
  const { reading, fail, focus } = options;
  const [errors, setErrors] = useState<Values>({});
  const { overtaken, overtake } = useOvertaking(options);
  const { isFurther, askFurther } = useFurther(options);

  const takeFailure = async (failure: Failure): Promise<void> => {
    if (failure.kind === "stale") return overtake();
    if (failure.kind !== "refused") {
      setErrors({});
      fail(failure);
      return;
    }
    const fields = errorsOfFields(reading.form, failure.errors);
    const isOfForm = fields.length === failure.errors.length;
    if (reading.name === "answers" && !isOfForm && (await askFurther())) {
      setErrors({});
      return;
    }
    setErrors(Object.fromEntries(fields.map(({ field, message }) => [field, message])));
    if (fields[0] === undefined) fail(failure);
    else focus(fields[0].field);
  };
  return { errors, setErrors, overtaken, isFurther, takeFailure };
}

/** Somebody was faster: the form is read anew, or is over. */
function useOvertaking({ reading, fail, announce, refresh }: FormFailureOptions) {
  const { say } = useTab();
  const [overtaken, setOvertaken] = useState<FormTroubles["overtaken"]>("no");
  const overtake = async (): Promise<void> => {
    refresh();
    const failure = await reading.readAgain();
    const isEnded = failure?.kind === "not_found";
    setOvertaken(isEnded ? "ended" : "changed");
    announce(say(isEnded ? "tab.form.over.title" : "tab.form.stale.title"));
    if (failure !== null && !isEnded) fail(failure);
  };
  return { overtaken, overtake };
}

/** What the answers lead to; `askFurther` tells whether there was anything further to ask. */
function useFurther({ reading, focus, announce }: FormFailureOptions) {
  const { say } = useTab();
  const [isFurther, setFurther] = useState(false);
  const askFurther = async (): Promise<boolean> => {
    const [further] = await reading.readFurther();
    if (further === undefined) return false;
    setFurther(true);
    announce(say("tab.form.further"));
    // It is drawn first.
    setTimeout(() => {
      focus(further);
    });
    return true;
  };
  return { isFurther, askFurther };
}

/** Those of the refusal that stand at a field of the form; what else is wrong is told of the whole. */
function errorsOfFields(form: CaseForm | null, errors: readonly FieldError[]): readonly FieldError[] {
  const known = new Set(form?.questions.map(({ id }) => id));
  return errors.filter(({ field }) => known.has(field));
}
