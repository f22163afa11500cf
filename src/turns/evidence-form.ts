import { DateTime } from "luxon";
import { type EvidenceInput, listEvidenceInputs } from "../evidence/evidence-inputs";
import { describeInput, type Wording } from "../intake/question-views";
import type { Profile } from "../intake/profile";
import type { CaseRecord } from "../records/record";
import type { QuestionView, View } from "../views";
import { detailIds } from "../vocabulary";
import { type Scene, wordingOf } from "./turn";

type Values = Readonly<Record<string, string>>;

/** The one card for evidence: only what matters for this case, filled in with what is known. */
export function viewEvidenceForm(
  scene: Scene,
  record: CaseRecord,
  values: Values,
  errors: Values,
): Extract<View, { readonly kind: "form" }> {
  const known = { ...knownValues(scene, record), ...values };
  const wording = wordingOf(scene, []);
  const questions = listEvidenceInputs(record).map((input) => viewInput(input, wording, known, errors));
  const isRefused = Object.keys(errors).length > 0;
  return {
    kind: "form",
    form: "evidence",
    record,
    questions,
    ...(isRefused ? { notice: { key: "check_fields" } } : {}),
  };
}

function viewInput(
  { id, kind, maxLength, values }: EvidenceInput,
  wording: Wording,
  known: Values,
  errors: Values,
): QuestionView {
  const error = errors[id] === undefined ? "" : wording.say(`error.${errors[id]}`, { maxLength });
  const question = describeInput(id, wording, {
    kind,
    options: values.map((value) => ({ value, title: wording.say(`value.${id}.${value}`) })),
    value: known[id] ?? "",
    required: false,
    error,
  });
  return { ...question, maxLength };
}

/** What the record says already, and the contact of whoever asks: the partner's, never the customer's (P-51, P-59). */
function knownValues({ turn, context, audience }: Scene, { details }: CaseRecord): Values {
  const { startedAt } = details;
  const kept = detailIds.flatMap((id) => {
    const value = details[id];
    return value === undefined ? [] : [[id, value] as const];
  });
  return {
    contactName: turn.person.name,
    contactEmail: context.profile?.contactEmail ?? "",
    contactPhone: context.profile?.contactPhone ?? "",
    ...Object.fromEntries(kept),
    ...(startedAt === undefined ? {} : readStart(startedAt, audience.timeZone)),
  };
}

function readStart(startedAt: string, timeZone: string): Values {
  const started = DateTime.fromISO(startedAt, { zone: timeZone });
  if (!started.isValid) return {};
  return { startedDate: started.toFormat("yyyy-MM-dd"), startedTime: started.toFormat("HH:mm") };
}

/** The profile with the contact just given, so that it is asked once; null when nothing is new. */
export function rememberContact(scene: Scene, { details }: CaseRecord): Profile | null {
  const { profile } = scene.context;
  const { contactEmail = profile?.contactEmail, contactPhone = profile?.contactPhone } = details;
  if (contactEmail === profile?.contactEmail && contactPhone === profile?.contactPhone) return null;
  const base = profile ?? { schema: 1, revision: 0, welcomed: true };
  return {
    ...base,
    schema: 1,
    revision: base.revision + 1,
    contactEmail,
    contactPhone,
    updatedAt: scene.audience.now,
  };
}
