import { lasting, onceOfLasting } from "../../lasting";
import { plainText } from "../../plain-text";
import type { QuestionView } from "../../views";
import type { Say } from "../../locales/texts";
import type { Scene } from "../card-kit";
import { sayRuns, strong, subtle, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** One input of a card. Exactly one of the `is…` flags is true. */
export interface InputModel {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly hasHint: boolean;
  /** "From your message: “down for everyone”", where the value was read from it. */
  readonly origin: readonly TextRun[];
  readonly hasOrigin: boolean;
  readonly error: string;
  readonly hasError: boolean;
  readonly placeholder: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly errorMessage: string;
  readonly maxLength: number;
  readonly choices: readonly Choice[];
  readonly isCompact: boolean;
  readonly isExpanded: boolean;
  /** Any number of the choices. */
  readonly isMany: boolean;
  readonly isFiltered: boolean;
  /** The client also asks for what is typed: in `dataset`. */
  readonly isLookedUp: boolean;
  readonly dataset: string;
  readonly isText: boolean;
  readonly isLongText: boolean;
  readonly isDate: boolean;
  readonly isTime: boolean;
}

interface Choice {
  readonly title: string;
  readonly value: string;
}

/** Questions whose answers are sentences: a list that is open lets them be compared. */
const readInFull: readonly string[] = ["impact", "serviceHealth", "criteria", "diagnosis"];

const originStyle = { text: subtle, value: { ...subtle, ...strong } };

/** Prefilled text beyond this does not fit on a card; the longest text an input takes. */
const inputLength = { text: 300, longText: 2000 } as const;

/** What is wrong with an answer; that it is missing is said in the question's own words. */
export function faultOf({ say }: Scene, { error, errorMessage }: QuestionView): string {
  const fault = error === say("error.required") && errorMessage !== "" ? errorMessage : error;
  return cleanUserText(fault, shownLength.title);
}

/** Draws the questions of one card; on a card with many of them all lists stay folded. */
export function drawInputs(scene: Scene, questions: readonly QuestionView[]): readonly InputModel[] {
  const roomy = questions.length <= 10;
  const answerable = questions.filter(({ kind, options }) => !isChoice(kind) || options.length > 0);
  return answerable.map((question) =>
    Object.isFrozen(question) ? drawOnce(scene, question, roomy) : drawInput(scene, question, roomy),
  );
}

interface Drawn {
  roomy?: InputModel;
  folded?: InputModel;
}
const drawnOf = onceOfLasting((_question: QuestionView) => new WeakMap<Say, Drawn>());

/** A question that is the same for everybody who speaks a language is drawn once. */
function drawOnce(scene: Scene, question: QuestionView, roomy: boolean): InputModel {
  const ofQuestion = drawnOf(question);
  const drawn = ofQuestion.get(scene.say) ?? {};
  ofQuestion.set(scene.say, drawn);
  return (drawn[roomy ? "roomy" : "folded"] ??= lasting(drawInput(scene, question, roomy)));
}

function drawInput(scene: Scene, question: QuestionView, roomy: boolean): InputModel {
  const { say } = scene;
  const { id, kind, label, hint, error, placeholder, required } = question;
  const isExpanded = kind === "choice" && roomy && readInFull.includes(id) && question.options.length <= 6;
  return {
    id,
    label,
    hint,
    // A hint helps to answer; beside the words an answer was read from it is one line too many.
    hasHint: hint !== "" && question.origin === undefined,
    origin: sayOrigin(scene, question),
    hasOrigin: question.origin !== undefined,
    error: `! ${faultOf(scene, question)}`,
    hasError: error !== "",
    placeholder,
    value: readValue(question),
    isRequired: required,
    errorMessage: question.errorMessage === "" ? say("card.field_wrong") : question.errorMessage,
    maxLength: question.maxLength ?? (kind === "longText" ? shownLength.note : inputLength.text),
    choices: drawChoices(question.options),
    isCompact: kind === "choice" && !isExpanded,
    isExpanded,
    isMany: kind === "choices",
    isFiltered: kind === "search" && question.dataset === undefined,
    isLookedUp: kind === "search" && question.dataset !== undefined,
    dataset: question.dataset ?? "",
    isText: kind === "text",
    isLongText: kind === "longText",
    isDate: kind === "date",
    isTime: kind === "time",
  };
}

function sayOrigin({ say }: Scene, { origin }: QuestionView): readonly TextRun[] {
  if (origin === undefined) return [];
  return sayRuns(say, "card.page.origin", { words: cleanUserText(origin, shownLength.name) }, originStyle);
}

function isChoice(kind: QuestionView["kind"]): boolean {
  return kind === "choice" || kind === "choices" || kind === "search";
}

/** What the titles of one list may take together, so that a hundred customers and all products fit on a card. */
const titlesLength = 7000;

/** Lists of products and values are the same for everybody who speaks a language, and drawn once. */
const drawChoices = onceOfLasting((options: QuestionView["options"]): readonly Choice[] => {
  const maxLength = Math.max(40, Math.min(shownLength.name, Math.floor(titlesLength / options.length)));
  return options.map(({ value, title }) => ({ title: cleanUserText(title, maxLength), value }));
});

/** What was typed stays, cleaned; a choice that is no longer offered is left open. */
function readValue({ kind, value, options, maxLength, error }: QuestionView): string {
  if (kind === "choices") {
    const chosen = value.split(",").filter((one) => options.some((option) => option.value === one));
    return chosen.join(",");
  }
  if (isChoice(kind)) return options.some((option) => option.value === value) ? value : "";
  // A text to be kept as it is: it comes back as it was shown. What was refused is shown whole.
  if (kind === "longText" && maxLength !== undefined)
    return error === "" ? plainText(value).slice(0, maxLength) : plainText(value);
  if (kind === "longText") return cleanUserText(value, inputLength.longText, { keepLines: true });
  return cleanUserText(value, maxLength ?? inputLength.text);
}
