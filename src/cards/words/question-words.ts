import type { QuestionView } from "../../views";
import type { Scene } from "../card-kit";
import { faultOf } from "../models/input-model";
import { sayRuns, wordsOf } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/** A list longer than this is not read out; its names are typed instead. */
const mostNumbered = 12;
const examples = 3;

/** One question of the typed dialog below its label: fault, hint, numbered answers, and how to reply. */
export function sayAsk(scene: Scene, question: QuestionView): readonly string[] {
  const { say } = scene;
  const hint = [faultOf(scene, question), question.hint, sayProposal(scene, question)].filter(
    (line) => line !== "",
  );
  const ways = { back: say("command.back"), cancel: say("command.cancel"), card: say("command.card") };
  const skip = question.required ? [] : [say("text.optional", { skip: say("command.skip") })];
  return [
    hint.join("\n"),
    sayOptions(question).join("\n"),
    [sayHow(scene, question), ...skip].join(" "),
    say("text.way_out", ways),
  ];
}

/** A value read from the first message, which one word accepts. */
function sayProposal({ say }: Scene, { origin, value, options }: QuestionView): string {
  const title = options.find((option) => option.value === value)?.title;
  if (origin === undefined || title === undefined) return "";
  const values = {
    value: cleanUserText(title, shownLength.name),
    words: cleanUserText(origin, shownLength.name),
    ok: say("command.accept"),
  };
  return wordsOf(sayRuns(say, "text.proposal", values));
}

function sayOptions({ options }: QuestionView): readonly string[] {
  if (options.length > mostNumbered) return [];
  return options.map(({ title }, index) => `${index + 1}. ${cleanUserText(title, shownLength.name)}`);
}

function sayHow({ say }: Scene, { kind, options }: QuestionView): string {
  if (kind === "date") return say("text.by_date");
  if (kind === "time") return say("text.by_time");
  if (options.length === 0) return say("text.by_words");
  if (options.length <= mostNumbered) return say("text.by_number");
  const names = options.slice(0, examples).map(({ title }) => cleanUserText(title, shownLength.name));
  // The names are text of people: they stay out of the interpolation.
  return wordsOf(sayRuns(say, "text.by_name", { examples: names.join(say("text.examples_joint")) }));
}

/** All questions of a card, each with what is chosen or typed by now and what is wrong with it. */
export function sayQuestions(scene: Scene, questions: readonly QuestionView[]): readonly string[] {
  const lines = questions.map((question) => {
    const { label, value, options, error } = question;
    const shown =
      options.find((option) => option.value === value)?.title ?? (options.length === 0 ? value : "");
    const parts = [
      cleanUserText(shown, shownLength.title),
      error === "" ? "" : `! ${faultOf(scene, question)}`,
    ];
    return ["-", label, ...parts.filter((part) => part !== "")].join(" ");
  });
  return [lines.join("\n")];
}
