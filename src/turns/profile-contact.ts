import type { Profile } from "../intake/profile";
import { describeInput, type Wording } from "../intake/question-views";
import { plainLine } from "../plain-text";
import { emailShape, phoneShape } from "../evidence/change-evidence";
import type { QuestionView } from "../views";

type Values = Readonly<Record<string, string>>;

/** The partner's own contact for support requests, asked once (P-51, P-59). */
const contacts = [
  { id: "contactEmail", shape: emailShape, error: "email", maxLength: 254 },
  { id: "contactPhone", shape: phoneShape, error: "phone", maxLength: 40 },
] as const;

/** The inputs of the profile card; what was typed stays beside its fault. */
export function viewContact(
  profile: Profile | null,
  wording: Wording,
  typed: Values,
  errors: Values,
): readonly QuestionView[] {
  return contacts.map(({ id, maxLength }) => {
    const question = describeInput(id, wording, {
      kind: "text",
      options: [],
      value: typed[id] ?? profile?.[id] ?? "",
      required: false,
      error: errors[id] === undefined ? "" : wording.say(`error.${errors[id]}`),
    });
    return { ...question, maxLength };
  });
}

/** The faults by input id. */
export function checkContact(values: Values): Values {
  const wrong = contacts.filter(({ id, shape }) => {
    const value = plainLine(values[id] ?? "");
    return value !== "" && !shape.test(value);
  });
  return Object.fromEntries(wrong.map(({ id, error }) => [id, error]));
}

/** What was given; an empty input takes the value away, one that was not there leaves it. */
export function readContact(values: Values): Pick<Profile, "contactEmail" | "contactPhone"> {
  const given = contacts.flatMap(({ id }) => {
    const value = values[id];
    return value === undefined ? [] : [[id, plainLine(value) || undefined] as const];
  });
  return Object.fromEntries(given);
}
