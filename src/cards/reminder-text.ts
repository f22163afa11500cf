import { sayReminder } from "../clocks/clock-sentences";
import type { Reminder } from "../clocks/due-reminders";
import type { CaseRecord } from "../records/record";
import type { Audience } from "../views";
import { type CardKit, createScene } from "./card-kit";
import { customerOf, joinFacts, numberOf, titleOf } from "./case-words";
import { createClockWords } from "./clock-words";
import { shownLength } from "./user-text";

/**
 * The reminders of one case as one plain text: which case, and of each how it stands and what to do;
 * how to see the case again is said where its card does not stand right above.
 */
export function sayReminders(
  kit: CardKit,
  record: CaseRecord,
  reminders: readonly Reminder[],
  audience: Audience,
  isBelowCard = false,
): string {
  const scene = createScene(kit, audience);
  const words = createClockWords(scene);
  const sentences = reminders.map((reminder) =>
    sayReminder(reminder, audience.now, words).map(({ key, values }) => scene.say(key, values)),
  );
  const subject = joinFacts(scene, [numberOf(record), titleOf(record, shownLength.row), customerOf(record)]);
  return [
    subject,
    ...sentences.map((lines) => lines.join("\n")),
    ...(isBelowCard ? [] : [scene.say("text.see_again", { number: numberOf(record) })]),
  ].join("\n");
}
