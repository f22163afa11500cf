import type { Recognised } from "../../intake/intake";
import type { View } from "../../views";
import { type InputId, inputIds, inputValues, isOneOf } from "../../vocabulary";
import type { Scene } from "../card-kit";
import { sayMoment } from "../response-clock";
import { run, sayRuns, strong, subtle, type TextRun } from "../text-runs";
import { cleanUserText, shownLength } from "../user-text";

/**
 * What the first message told beyond the questions of the first card, each with its words; what is asked on the card
 * stands at its question.
 */
export function sayUnderstood(
  scene: Scene,
  { intake, questions }: Extract<View, { kind: "page" }>,
): readonly (readonly TextRun[])[] {
  if (intake.trail.length > 0 || intake.state !== "asking") return [];
  return intake.recognised
    .filter(({ field }) => questions.every(({ id }) => id !== field))
    .map((entry) => [
      run(scene.say("card.verdict.path", { label: scene.say(`field.${entry.field}`) })),
      run(sayValue(scene, entry), strong),
      ...sayWords(scene, entry),
    ]);
}

function sayValue(scene: Scene, { field, value }: Recognised): string {
  if (field === "startedAt") return sayMoment(scene, Date.parse(value));
  if (isOneOf<InputId>(inputIds, field) && isOneOf<string>(inputValues[field], value))
    return scene.say(`value.${field}.${value}`);
  return cleanUserText(value, shownLength.title);
}

/** The words stand apart where the value is not simply the words themselves. */
function sayWords({ say }: Scene, { value, words }: Recognised): readonly TextRun[] {
  if (value === words) return [];
  return [
    run("  "),
    ...sayRuns(
      say,
      "card.page.from_words",
      { words: cleanUserText(words, shownLength.name) },
      { text: subtle, value: subtle },
    ),
  ];
}
