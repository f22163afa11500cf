import { useEffect, useRef, useState } from "react";
import type { Failure } from "../api/outcome";
import { casePath } from "../api/paths";
import { isCaseForm } from "../api/recognise";
import type { CaseForm, CasePage } from "../api/wire";
import { useTab } from "../shared/tab-context";
import { type ActionName, deeds, type FormName } from "./actions";
import { changedValues, keepTyped, presetValues, type Values, writeBody } from "./form-values";

/** A form as it is asked and filled in; what was typed outlives every reading. */
export interface FormReading {
  readonly name: FormName;
  /** Null until it has come. Its revision is the one whose changes were shown, however new its questions are. */
  readonly form: CaseForm | null;
  readonly values: Values;
  readonly change: (id: string, value: string) => void;
  /** The answers as they are sent. */
  readonly write: (form: CaseForm) => Values;
  /** Reads the form anew, where somebody was faster; what was typed stays, also where it cannot be read. */
  readonly readAgain: () => Promise<Failure | null>;
  /** Reads it where that has failed. */
  readonly retry: () => void;
  /** Asks what these answers leave open, which then stands in the form; gives the ids of what is new there. */
  readonly readFurther: () => Promise<readonly string[]>;
}

/** Which form, of which case. */
export interface FormReadingOptions {
  readonly action: ActionName;
  /** The case as it stood on the page when the form was opened. */
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

  const read = () => client.get(`${path}/forms/${name}${search}`, isCaseForm);
  const ask = (typed: Values, revision: number) =>
    client.post(`${path}/answers/questions`, typed, isCaseForm, {
      tag: `"${revision}"`,
      key: client.newKey(),
    });
  const open = async (): Promise<void> => {
    const outcome = await read();
    if (outcome.kind === "failed") fail(outcome.failure);
    if (outcome.kind !== "ok") return;
    first.current = presetValues(outcome.body.questions);
    // Newer than the page: that is told before anything is sent.
    setForm({ ...outcome.body, revision: Math.min(outcome.body.revision, record.revision) });
    setValues(first.current);
  };
  const readAgain = async (): Promise<Failure | null> => {
    const outcome = await read();
    if (outcome.kind === "failed") return outcome.failure;
    if (outcome.kind !== "ok") return null;
    const { questions, revision } = outcome.body;
    const typed = changedValues(first.current, values);
    const further = name === "answers" ? await ask(typed, revision) : null;
    const shown = further?.kind === "ok" ? further.body.questions : questions;
    setForm({ ...outcome.body, questions: shown });
    setValues(keepTyped(shown, first.current, values));
    first.current = presetValues(questions);
    return null;
  };
  const readFurther = async (): Promise<readonly string[]> => {
    const revision = form?.revision ?? record.revision;
    const outcome = await ask(changedValues(first.current, values), revision);
    if (outcome.kind !== "ok") return [];
    const { questions } = outcome.body;
    setForm({ ...outcome.body, revision });
    setValues({ ...presetValues(questions), ...values });
    return questions.map(({ id }) => id).filter((id) => !(id in values));
  };
  useEffect(() => {
    void open();
    // The form is read once when it opens, and again where somebody was faster.
  }, []);
  return {
    ...{ name, form, values, readAgain, readFurther },
    retry: () => void open(),
    change: (id, value) => {
      setValues({ ...values, [id]: value });
    },
    write: ({ questions }) =>
      name === "answers" ? changedValues(first.current, values) : writeBody(name, questions, values),
  };
}

function findForm(action: ActionName): { readonly name: FormName; readonly search: string } {
  const deed = deeds[action];
  if (deed.kind !== "form") return { name: "note", search: "" };
  return { name: deed.form, search: deed.state === undefined ? "" : `?state=${deed.state}` };
}
