import type { Profile } from "../intake/profile";
import { profileQuestionIds, type ProfileQuestionId } from "../intake/questions";
import { describeInput, valueOptions, type Wording } from "../intake/question-views";
import { allowedValues } from "../policy/allowed-values";
import type { QuestionView, View } from "../views";
import { inputValues, isOneOf, type Language } from "../vocabulary";
import { checkContact, readContact, viewContact } from "./profile-contact";
import { type Plan, type Scene, showing, wordingOf } from "./turn";

/** The profile as a form: what is asked once, and the language wished for Microsoft's replies. */
export function planProfile(scene: Scene): Plan {
  return showing(viewProfile(scene, scene.context.profile, {}));
}

type Values = Readonly<Record<string, string>>;

function viewProfile(scene: Scene, profile: Profile | null, errors: Values, typed: Values = {}): View {
  const wording = wordingOf(scene, []);
  return {
    kind: "profile",
    profile,
    questions: [
      ...profileQuestionIds.map((id) => viewInput(id, profile, wording, errors)),
      ...viewContact(profile, wording, typed, errors),
    ],
  };
}

function viewInput(
  id: ProfileQuestionId,
  profile: Profile | null,
  wording: Wording,
  errors: Readonly<Record<string, string>>,
): QuestionView {
  const presets: Partial<Record<ProfileQuestionId, string>> = {
    language: wording.language,
    cloud: "commercial",
  };
  const known = profile?.[id] ?? presets[id] ?? "";
  return describeInput(id, wording, {
    kind: "choice",
    options: valueOptions(id, wording),
    value: known,
    required: false,
    error: errors[id] === undefined ? "" : wording.say(`error.${errors[id]}`),
  });
}

/** Saves the profile; a value that is not allowed is shown at its field and nothing is saved. */
export function planSaveProfile(scene: Scene, values: Readonly<Record<string, string>>): Plan {
  const { profile } = scene.context;
  const given = profileQuestionIds.flatMap((id) => {
    const value = (values[id] ?? "").trim();
    return value === "" ? [] : [[id, value] as const];
  });
  const wrong = given.filter(([id, value]) => !allowedValues(scene.bench.edition, id).includes(value));
  const errors = { ...Object.fromEntries(wrong.map(([id]) => [id, "choose"])), ...checkContact(values) };
  if (Object.keys(errors).length > 0) return showing(viewProfile(scene, profile, errors, values));
  const merged = mergeProfile(profile, Object.fromEntries(given), scene.audience.now);
  const next = { ...merged, ...readContact(values) };
  return {
    change: { profile: next },
    show: () => ({ ...viewProfile(scene, next, {}), notice: { key: "profile_saved" } }),
  };
}

function mergeProfile(
  profile: Profile | null,
  values: Readonly<Record<string, string>>,
  now: string,
): Profile {
  const { partnerType, agentRole, techPlan, cloud, language } = values;
  return {
    ...(profile ?? { schema: 1, welcomed: true }),
    ...(isOneOf(inputValues.partnerType, partnerType) ? { partnerType } : {}),
    ...(isOneOf(inputValues.agentRole, agentRole) ? { agentRole } : {}),
    ...(isOneOf(inputValues.techPlan, techPlan) ? { techPlan } : {}),
    ...(isOneOf(inputValues.cloud, cloud) ? { cloud } : {}),
    ...(isOneOf(inputValues.language, language) ? { language } : {}),
    schema: 1,
    revision: (profile?.revision ?? 0) + 1,
    updatedAt: now,
  };
}

/** Shows the languages, or takes one: from then on the client's locale no longer decides for this person. */
export function planLanguage(scene: Scene, language: Language | null): Plan {
  if (language === null) return showing({ kind: "language", current: scene.audience.language });
  const base = scene.context.profile ?? { schema: 1, revision: 0, welcomed: true };
  const profile: Profile = {
    ...base,
    schema: 1,
    revision: base.revision + 1,
    uiLanguage: language,
    updatedAt: scene.audience.now,
  };
  return {
    change: { profile },
    show: () => ({ kind: "language", current: language, notice: { key: "language_changed" } }),
  };
}
