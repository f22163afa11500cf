import { asideChoices, asideLimit } from "../../intake/read-aside";
import type { QuestionView, View } from "../../views";
import { execute, type ExecuteAction, frameCard, inRows } from "../card-model";
import type { Scene } from "../card-kit";
import { customerOf, joinFacts, titleOf } from "../case-words";
import { headingOf, summarise } from "../headings";
import { run, sayRuns, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";
import type { FormModel } from "./form-model";
import { drawInputs } from "./input-model";
import { drawLeads } from "./lead-model";

type AsideView = Extract<View, { kind: "aside" }>;

/** Asks what to do with words that are no answer; they stand in a field, so that nothing has to be typed again. */
export function buildAside(scene: Scene, view: AsideView): FormModel {
  const frame = frameCard(scene, {
    heading: headingOf(scene, view),
    summary: summarise(scene, view),
    notice: view.notice,
    actionRows: inRows(drawActions(scene, view)),
  });
  return {
    ...frame,
    leads: drawLeads(frame, sayLeads(scene, view)),
    inputs: drawInputs(scene, asideQuestions(scene, view)),
  };
}

function sayLeads(scene: Scene, { intake, answer }: AsideView): readonly (readonly TextRun[])[] {
  const { say } = scene;
  const open = joinFacts(scene, [customerOf(intake), titleOf(intake)]);
  return [
    [run(say("card.aside.lead"))],
    open === "" ? [] : sayRuns(say, "card.aside.open", { case: open }),
    answer === undefined
      ? []
      : sayRuns(say, "card.aside.answer", { answer: cleanUserText(answer.title, shownLength.name) }),
  ].filter((runs) => runs.length > 0);
}

/** What to do with the words, of the choices there are now, and the words, to be put right. */
export function asideQuestions({ say }: Scene, view: AsideView): readonly QuestionView[] {
  const common = {
    hint: "",
    placeholder: "",
    required: true,
    errorMessage: say("error.required"),
    error: "",
  };
  const offered = asideChoices.filter(
    (choice) => (choice !== "add" || view.canAdd) && (choice !== "answer" || view.answer !== undefined),
  );
  const options = offered.map((value) => ({ value, title: say(`value.aside.${value}`) }));
  return [
    { ...common, id: "aside", kind: "choice", label: say("card.aside.what"), options, value: "begin" },
    {
      ...{ ...common, id: "asideText", kind: "longText", label: say("card.aside.words") },
      ...{ options: [], value: view.text, maxLength: asideLimit },
    },
  ];
}

function drawActions({ say }: Scene, { intake, answer }: AsideView): readonly ExecuteAction[] {
  const target = { intakeId: intake.id, revision: intake.revision };
  const data = answer === undefined ? target : { ...target, [answer.id]: answer.value };
  return [
    execute(say("card.action.continue"), "intake/answer", data, { primary: true, withInputs: true }),
    // "Resume" beside "Continue" would be one word for two ways.
    execute(say("card.aside.back"), "intake/resume", target),
  ];
}
