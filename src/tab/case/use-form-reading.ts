import { useEffect, useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import { casePath } from "../api/paths";
import { isCaseForm } from "../api/recognise";
import type { CaseForm, CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { type ActionName, deeds, type FormName } from "./actions";
import { changedValues, keepTyped, presetValues, type Values, writeBody } from "./form-values";

export interface FormReading {
  readonly name: FormName;
  /** Null until it has come. */
  readonly form: CaseForm | null;
  readonly values: Values;
  readonly change: (id: string, value: string) => void;
  /** The answers as they are sent. */
  readonly write: (form: CaseForm) => Values;
  /** Reads the form anew, where somebody was faster; what was typed stays. */
  readonly readAgain: () => Promise<void>;
  /** Asks what these answers leave open, which then stands in the form; gives the ids of what is new there. */
  readonly readFurther: () => Promise<readonly string[]>;
}

export interface FormReadingOptions {
  readonly action: ActionName;
  readonly record: CasePage["record"];
  readonly fail: (failure: Failure) => void;
}

/** What a form of the case's card asks, read when it opens, and what is typed into it. */
export function useFormReading({ action, record, fail }: FormReadingOptions): FormReading {
  const { client } = useTab();
  const { name, search } = findForm(action);
  const path = casePath(record.number);
  const [form, setForm] = useState<CaseForm | null>(null);
  const [values, setValues] = useState<Values>({});
  /** What the form said before anything was typed; of the answers only what differs from it is sent. */
  const first = useRef<Values>({});

  const read = async (typed: Values | null): Promise<void> => {
    const outcome = await client.get(`${path}/forms/${name}${search}`, isCaseForm);
    if (outcome.kind === "failed") fail(outcome.failure);
    if (outcome.kind !== "ok") return;
    const { questions } = outcome.body;
    first.current = presetValues(questions);
    setForm(outcome.body);
    setValues(typed === null ? presetValues(questions) : keepTyped(questions, typed));
  };
  const readFurther = async (): Promise<readonly string[]> => {
    const body = changedValues(first.current, values);
    const call = { tag: `"${form?.revision ?? record.revision}"`, key: client.newKey() };
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
  return {
    ...{ name, form, values, readFurther },
    change: (id, value) => {
      setValues({ ...values, [id]: value });
    },
    write: ({ questions }) =>
      name === "answers" ? changedValues(first.current, values) : writeBody(name, questions, values),
    readAgain: () => read(values),
  };
}

function findForm(action: ActionName): { readonly name: FormName; readonly search: string } {
  const deed = deeds[action];
  if (deed.kind !== "form") return { name: "note", search: "" };
  return { name: deed.form, search: deed.state === undefined ? "" : `?state=${deed.state}` };
}
