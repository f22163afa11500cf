import { type Customer, customerKey } from "../directory/customer";
import { type Answers, inputValues, isOneOf, type Language } from "../vocabulary";
import { type CheckedPage, checkPage, titleLimit } from "./check-page";
import type { Intake } from "./intake";
import { intakeSchemaVersion, storedAnswers } from "./intake";
import { answeredQuestions, type Ground, nextQuestions, type Standing } from "./next-questions";
import type { Profile } from "./profile";
import { type Question, questions } from "./questions";

/** What a person does to an intake. Clicks carry values; typed answers come as one value. */
export type IntakeInput =
  | {
      readonly kind: "answer";
      readonly values: Readonly<Record<string, string>>;
      readonly mode: Intake["mode"];
    }
  | { readonly kind: "back" | "cancel" | "undo" | "edit" };

/** Everything the step may look at; nothing else decides. */
export interface StepContext extends Ground {
  readonly profile: Profile | null;
  readonly customers: readonly Customer[];
  /** ISO time in UTC. */
  readonly now: string;
}

/** The next state of an intake. Nothing is executed here: what changed is saved by the caller. */
export type Step =
  | {
      readonly kind: "refused";
      readonly errors: CheckedPage["errors"];
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "moved";
      readonly intake: Intake;
      readonly profile: Profile | null;
      readonly standing: Standing;
    };

/**
 * A new intake; the first message is kept as the problem's title. The language wished for Microsoft's replies is the
 * person's own until something else is said.
 */
export function startIntake(id: string, title: string, now: string, language: Language = "en"): Intake {
  return {
    schema: intakeSchemaVersion,
    id,
    revision: 1,
    state: "asking",
    mode: "card",
    title: title.slice(0, titleLimit),
    answers: { language },
    trail: [],
    draft: {},
    recognised: [],
    details: {},
    createdAt: now,
    updatedAt: now,
  };
}

/** One step of the dialog: (state, input) -> next state and what comes next. Pure. */
export function advance(intake: Intake, input: IntakeInput, context: StepContext): Step {
  switch (input.kind) {
    case "answer":
      return answer(intake, input, context);
    case "back":
      return goBack(intake, context);
    case "cancel":
      return changeState(intake, ["asking", "editing"], "cancelled", context);
    case "undo":
      return changeState(intake, ["cancelled"], "asking", context);
    case "edit":
      return changeState(intake, ["done"], "editing", context);
  }
}

function moved(
  intake: Intake,
  changes: Partial<Intake>,
  profile: Profile | null,
  context: StepContext,
): Step {
  const next = { ...intake, ...changes, revision: intake.revision + 1, updatedAt: context.now };
  return { kind: "moved", intake: next, profile, standing: nextQuestions(next, profile, context) };
}

function changeState(
  intake: Intake,
  from: readonly Intake["state"][],
  to: Intake["state"],
  context: StepContext,
): Step {
  if (!from.includes(intake.state)) return { kind: "unchanged" };
  // An edit that is given up leaves the record as it was.
  const state = intake.state === "editing" && to === "cancelled" ? "done" : to;
  return moved(intake, { state }, context.profile, context);
}

/** The questions the person has in view: the next page, or all answers while editing; in text, just one. */
export function askedQuestions(intake: Intake, profile: Profile | null, ground: Ground): readonly Question[] {
  if (intake.state === "editing") return answeredQuestions(intake, profile, ground);
  const standing = nextQuestions(intake, profile, ground);
  return standing.kind === "ask" ? standing.questions : [];
}

function answer(intake: Intake, input: Extract<IntakeInput, { kind: "answer" }>, context: StepContext): Step {
  if (intake.state !== "asking" && intake.state !== "editing") return { kind: "unchanged" };
  const inView = askedQuestions(intake, context.profile, context);
  const asked = input.mode === "text" ? inView.filter(({ id }) => input.values[id] !== undefined) : inView;
  const checked = checkPage(asked, input.values, context, context.customers);
  if (Object.keys(checked.errors).length > 0) {
    return { kind: "refused", errors: checked.errors, values: input.values };
  }
  const changes = takeOver(intake, asked, checked, input.mode);
  const profile = remember(context.profile, checked.accepted, context.now);
  const next = moved(intake, changes, profile, context);
  return next.kind === "moved" && next.standing.kind === "verdict"
    ? { ...next, intake: { ...next.intake, state: "done" } }
    : next;
}

function takeOver(
  intake: Intake,
  asked: readonly Question[],
  checked: CheckedPage,
  mode: Intake["mode"],
): Partial<Intake> {
  const ids = asked.map(({ id }) => id);
  const draft = Object.fromEntries(
    Object.entries(intake.draft).filter(([id]) => !ids.some((asked) => asked === id)),
  );
  return {
    mode,
    state: "asking",
    title: checked.accepted["title"]?.slice(0, titleLimit) ?? intake.title,
    customer: customerOf(intake, checked),
    product: checked.accepted["product"] ?? intake.product,
    answers: { ...intake.answers, ...toAnswers(checked.accepted) },
    trail: intake.state === "editing" ? intake.trail : [...intake.trail, ids],
    draft,
  };
}

/**
 * The customer of the case. Somebody who changes the cloud of the same customer while editing corrects the directory,
 * which then has no say about it in this case.
 */
function customerOf(
  intake: Intake,
  { customer = intake.customer, accepted }: CheckedPage,
): Intake["customer"] {
  const isSame =
    customer !== undefined &&
    intake.customer !== undefined &&
    customerKey(customer) === customerKey(intake.customer);
  const isCorrected =
    intake.state === "editing" && accepted["cloud"] !== undefined && accepted["cloud"] !== customer?.cloud;
  return isSame && isCorrected ? { ...customer, cloud: undefined } : customer;
}

function toAnswers(accepted: Readonly<Record<string, string>>): Answers {
  return storedAnswers.parse(
    Object.fromEntries(questions.flatMap(({ id, gives }) => answerOf(id, gives, accepted))),
  );
}

function answerOf(
  id: string,
  gives: Question["gives"],
  accepted: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const value = accepted[id];
  // The family of a product is looked up where it is needed, so that the catalogue stays its one place.
  return gives === undefined || id === "product" || value === undefined ? [] : [[gives, value]];
}

/** Back takes the last page away again; what was answered there is offered as preset. */
function goBack(intake: Intake, context: StepContext): Step {
  const last = intake.trail.at(-1);
  if (intake.state !== "asking" || last === undefined) return { kind: "unchanged" };
  const gone = questions.filter(({ id }) => last.includes(id));
  const kept = Object.entries(intake.answers).filter(([input]) => !gone.some(({ gives }) => gives === input));
  const draft = gone.flatMap(({ id, gives }) => {
    const value = id === "product" ? intake.product : gives === undefined ? undefined : intake.answers[gives];
    return value === undefined ? [] : [[id, value] as const];
  });
  const changes: Partial<Intake> = {
    answers: storedAnswers.parse(Object.fromEntries(kept)),
    product: last.includes("product") ? undefined : intake.product,
    trail: intake.trail.slice(0, -1),
    draft: { ...intake.draft, ...Object.fromEntries(draft) },
  };
  return moved(intake, changes, context.profile, context);
}

/** Keeps the answers that are true beyond this case. A cloud is the customer's; the profile only presets it. */
function remember(
  profile: Profile | null,
  accepted: Readonly<Record<string, string>>,
  now: string,
): Profile | null {
  const { partnerType, agentRole, techPlan } = accepted;
  const learned = {
    ...(isOneOf(inputValues.partnerType, partnerType) ? { partnerType } : {}),
    ...(isOneOf(inputValues.agentRole, agentRole) ? { agentRole } : {}),
    ...(isOneOf(inputValues.techPlan, techPlan) ? { techPlan } : {}),
  };
  const base: Profile = profile ?? { schema: 1, revision: 0, welcomed: true, updatedAt: now };
  const isNew = Object.entries(learned).some(([key, value]) =>
    Object.entries(base).every(([k, v]) => k !== key || v !== value),
  );
  return isNew ? { ...base, ...learned, revision: base.revision + 1, updatedAt: now } : profile;
}
