import type { z } from "zod";
import type { CaseRecord } from "../../records/record";
import { isUnfinished } from "../../records/life-cycle";
import { viewAnswers } from "../../turns/answer-turns";
import { allowedForms } from "../../turns/decide-form";
import { viewForm } from "../../turns/record-turns";
import { isOneOf } from "../../vocabulary";
import { type QuestionView, recordForms } from "../../views";
import { type Call, type Desk, findReadable, openScene } from "./desk";
import { fieldNames, readValues } from "./case-changes";
import { type Answer, answerProblem } from "./problem";
import { answerTagged } from "./tag";
import { NewAnswers } from "./wire";
import { type CaseForm, FormParameters } from "./wire-page";

/** The form in which all answers are changed; a card draws it as a page of the dialog. */
const answersForm = "answers";

/** The questions of a card's form, under the names the action takes its answers by. */
export async function readForm(desk: Desk, call: Call): Promise<Answer> {
  const query = FormParameters.safeParse(Object.fromEntries(new URLSearchParams(call.search)));
  if (!query.success) return answerProblem("bad-parameter", { parameter: "state" });
  const record = await findReadable(desk, call);
  const form = call.path["form"];
  if (record === null) return answerProblem("not-found");
  if (form === answersForm && isUnfinished(record.state)) {
    const scene = await openScene(desk, call);
    return answerTagged(call, describeForm(form, record, await viewAnswers(scene, record)));
  }
  if (!isOneOf(recordForms, form) || !allowedForms(record).includes(form)) return answerProblem("not-found");
  const scene = await openScene(desk, call);
  const preset: Record<string, string> = query.data.state === undefined ? {} : { newState: query.data.state };
  const { questions } = await viewForm(scene, record, form, preset, {});
  return answerTagged(call, describeForm(form, record, questions));
}

/** The form of the answers as some of them would leave it. */
export async function askFurther(desk: Desk, call: Call): Promise<Answer> {
  const parsed = NewAnswers.safeParse(call.body);
  if (!parsed.success) return answerProblem("bad-body");
  const record = await findReadable(desk, call);
  if (record === null || !isUnfinished(record.state)) return answerProblem("not-found");
  const scene = await openScene(desk, call);
  const questions = await viewAnswers(scene, record, readValues(parsed.data, {}));
  return { status: 200, body: describeForm(answersForm, record, questions) };
}

function describeForm(
  form: string,
  { revision }: CaseRecord,
  questions: readonly QuestionView[],
): z.infer<typeof CaseForm> {
  return {
    form,
    revision,
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
}
