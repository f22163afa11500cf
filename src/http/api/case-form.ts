import type { z } from "zod";
import { allowedForms } from "../../turns/decide-form";
import { viewForm } from "../../turns/record-turns";
import { isOneOf } from "../../vocabulary";
import { recordForms } from "../../views";
import { type Call, type Desk, findReadable, openScene } from "./desk";
import { fieldNames } from "./case-changes";
import { type Answer, answerProblem } from "./problem";
import { answerTagged } from "./tag";
import { type CaseForm, FormParameters } from "./wire-page";

/** The questions of a card's form, under the names the action takes its answers by. */
export async function readForm(desk: Desk, call: Call): Promise<Answer> {
  const query = FormParameters.safeParse(Object.fromEntries(new URLSearchParams(call.search)));
  if (!query.success) return answerProblem("bad-parameter", { parameter: "state" });
  const record = await findReadable(desk, call);
  const form = call.path["form"];
  if (record === null || !isOneOf(recordForms, form)) return answerProblem("not-found");
  if (!allowedForms(record).includes(form)) return answerProblem("not-found");
  const scene = await openScene(desk, call);
  const preset: Record<string, string> = query.data.state === undefined ? {} : { newState: query.data.state };
  const { questions } = await viewForm(scene, record, form, preset, {});
  const body: z.infer<typeof CaseForm> = {
    form,
    revision: record.revision,
    questions: questions.map(({ id, options, maxLength, ...question }) => ({
      id: fieldNames.get(id) ?? id,
      kind: question.kind,
      label: question.label,
      hint: question.hint,
      placeholder: question.placeholder,
      options: options.map(({ value, title }) => ({ value, title })),
      value: question.value,
      required: question.required,
      errorMessage: question.errorMessage,
      maxLength: maxLength ?? null,
    })),
  };
  return answerTagged(call, body);
}
