import { advance, type IntakeInput, startIntake, type Step } from "../intake/advance";
import type { CaseSource, Intake, Recognised } from "../intake/intake";
import { prefill } from "../intake/prefill";
import { type Customer, customerKey } from "../directory/customer";
import type { Act } from "../records/change-record";
import { makeRecord, reviseRecord } from "../records/make-record";
import { isUnfinished as isOpen } from "../records/life-cycle";
import { changesSince, closeEdit, collidingChanges, rebaseEdit } from "../records/edit-intake";
import { allowedValues } from "../policy/allowed-values";
import { recognise } from "../recognise/recognise";
import type { CaseRecord, HistoryEntry } from "../records/record";
import type { Notice } from "../views";
import { isOneOf } from "../vocabulary";
import { findOwnRecord, presentIntake, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

/** Begins a case; an unfinished one is offered first unless the person wants a new one all the same. */
export async function planStart(
  scene: Scene,
  title: string,
  fresh: boolean,
  source?: CaseSource,
): Promise<Plan> {
  const { intake, profile } = scene.context;
  if (!fresh && intake !== null && isUnfinished(intake)) return showing({ kind: "resume", intake });
  const { now, language } = scene.audience;
  const empty = startIntake(scene.bench.newId(), title, now, language);
  const started =
    title === "" ? empty : prefill(empty, await readSentence(scene, title), scene.turn.timeZone);
  const begun = source === undefined ? started : { ...started, source };
  const welcomed = profile ?? { schema: 1, revision: 1, welcomed: true, updatedAt: now };
  return {
    change: { intake: begun, ...(profile === null ? { profile: welcomed } : {}) },
    show: () => presentIntake(withProfile(scene, welcomed), begun),
  };
}

/**
 * Begins a case from a chat message, beside whatever is unfinished. The same message once more goes on with the case it
 * began: people close dialogs half-way, and Teams may deliver one click again under a new id.
 */
export async function planStartFromMessage(
  scene: Scene,
  { text, source }: { readonly text: string; readonly source?: CaseSource },
): Promise<Plan> {
  const { intake } = scene.context;
  if (intake !== null && source !== undefined && isUnfinished(intake) && intake.source?.link === source.link)
    return showing(await presentIntake(scene, { ...intake, mode: "card" }));
  return planStart(scene, text, true, source);
}

/** What the first sentence tells; what the profile says already is no question to this person. */
export async function readSentence(scene: Scene, text: string): Promise<readonly Recognised[]> {
  const { catalogue, directory } = scene.bench;
  const { timeZone, key } = scene.turn;
  const read = (customers: readonly Customer[]): readonly Recognised[] =>
    recognise(text, { catalogue, customers, now: scene.audience.now, timeZone });
  // The directory's own list lives long, and so does what was prepared for searching it.
  const listed = await directory.list(key.tenantId);
  const known = new Set(listed.map(customerKey));
  const others = (await scene.customers()).filter((customer) => !known.has(customerKey(customer)));
  const found = others.length === 0 ? read(listed) : mergeCustomers(read(listed), read(others));
  return found.filter((entry) => isNews(entry, scene));
}

/** A plan the edition does not know could not be chosen, so it is not offered. */
function isNews({ field, value }: Recognised, { bench, context }: Scene): boolean {
  const { profile } = context;
  if (field === "language") return profile?.language === undefined;
  if (field === "partnerType" || field === "agentRole") return value !== profile?.[field];
  if (field !== "techPlan") return true;
  return value !== profile?.techPlan && isOneOf(allowedValues(bench.edition, field), value);
}

/** What was read with two lists of customers: one customer in both together, or none. */
function mergeCustomers(listed: readonly Recognised[], others: readonly Recognised[]): readonly Recognised[] {
  const named = [...listed, ...others].filter(({ field }) => field === "customer");
  const rest = listed.filter(({ field }) => field !== "customer" && field !== "newCustomer");
  const [only] = named;
  if (only === undefined) return listed;
  return named.length === 1 ? [only, ...rest] : rest;
}

/** Leaves an unfinished case for a new one. A second click, or one on an older card, must not leave the new one, too. */
export async function planDiscard(scene: Scene, intakeId: string): Promise<Plan> {
  if (scene.context.intake?.id !== intakeId) return showing(await presentState(scene, { key: "stale" }));
  return planStart(scene, "", true);
}

/** Whether the dialog still waits for an answer. */
export function isUnfinished(intake: Intake): boolean {
  return intake.state === "asking" || intake.state === "editing";
}

/** A click on an intake's card: only the newest revision counts, every other shows the present state. */
export async function planIntakeClick(
  scene: Scene,
  {
    intakeId,
    revision,
    step,
  }: { readonly intakeId: string; readonly revision: number; readonly step: IntakeInput },
): Promise<Plan> {
  const intake = await findIntake(scene, intakeId);
  if (intake === null) return showing(await presentState(scene, { key: "stale" }));
  if (intake.revision !== revision) {
    // What was typed on an older card is offered again where the same questions are still open.
    const kept = step.kind === "answer" ? { values: step.values, errors: {} } : undefined;
    return showing(await presentIntake(scene, { ...intake, mode: "card" }, { key: "stale" }, kept));
  }
  return planStep(scene, intake, step);
}

/** Opens an unfinished intake again, on this device or another. */
export async function planResume(scene: Scene, intakeId: string | undefined): Promise<Plan> {
  const intake = intakeId === undefined ? scene.context.intake : await findIntake(scene, intakeId);
  if (intake === null || !isUnfinished(intake))
    return showing(await presentState(scene, { key: "nothing_unfinished" }));
  return showing(await presentIntake(scene, { ...intake, mode: "card" }));
}

/** An intake of this person in any chat; null where there is none. */
export async function findIntake(scene: Scene, intakeId: string): Promise<Intake | null> {
  const { context, turn, bench } = scene;
  if (context.intake?.id === intakeId) return context.intake;
  return bench.store.findIntake(turn.key.tenantId, turn.key.userId, intakeId);
}

/** One step of the dialog; a verdict makes or revises the record in the same transaction. */
export async function planStep(scene: Scene, intake: Intake, input: IntakeInput): Promise<Plan> {
  const { bench, context, audience } = scene;
  if (input.kind === "cancel" && intake.state === "asking" && intake.recordNumber !== undefined) {
    const record = await findOwnRecord(scene, intake.recordNumber);
    if (record !== null) return planGiveUp(scene, intake, record);
  }
  const customers = namesCustomer(input) ? await scene.customers() : [];
  const step = advance(intake, input, { ...bench, profile: context.profile, customers, now: audience.now });
  if (step.kind === "unchanged") return showing(await presentIntake(scene, intake, { key: "stale" }));
  if (step.kind === "refused") {
    const notice: Notice = { key: "check_fields" };
    const mode = input.kind === "answer" ? input.mode : intake.mode;
    return showing(
      await presentIntake(scene, { ...intake, mode }, notice, { values: step.values, errors: step.errors }),
    );
  }
  if (step.intake.state !== "done") return planPage(scene, input, step);
  return planVerdict(scene, intake, step, input.kind === "answer" ? input.values : {});
}

function namesCustomer(input: IntakeInput): boolean {
  if (input.kind !== "answer") return false;
  return ["customer", "newCustomer"].some((id) => (input.values[id] ?? "") !== "");
}

/** An edit given up after it had led to further questions. */
function planGiveUp(scene: Scene, intake: Intake, record: CaseRecord): Plan {
  const restored = closeEdit(record, intake, scene.audience.now);
  return { change: { intake: restored }, show: () => presentIntake(scene, restored) };
}

type Moved = Extract<Step, { readonly kind: "moved" }>;

function planPage(scene: Scene, input: IntakeInput, step: Moved): Plan {
  const notice: Notice | undefined = input.kind === "undo" ? { key: "undone" } : undefined;
  return {
    change: { intake: step.intake, ...learned(scene, step) },
    show: () => presentIntake(withProfile(scene, step.profile), step.intake, notice),
  };
}

async function planVerdict(
  scene: Scene,
  before: Intake,
  step: Moved,
  typed: Readonly<Record<string, string>>,
): Promise<Plan> {
  const present = withProfile(scene, step.profile);
  const record =
    step.intake.recordNumber === undefined ? null : await findOwnRecord(scene, step.intake.recordNumber);
  // An edit that was given up: the record stays as it is.
  if (step.standing.kind !== "verdict" || (record !== null && isGivenUp(before, step))) {
    return { change: { intake: step.intake }, show: () => presentIntake(present, step.intake) };
  }
  const { verdict, answers } = step.standing;
  const decision = { intake: step.intake, verdict, answers };
  if (record === null) {
    const made = makeRecord(decision, actOf(scene));
    return {
      change: {
        intake: step.intake,
        ...learned(scene, step),
        createRecord: made.record,
        history: made.history,
      },
      show: (saved) => (saved === null ? presentState(scene) : presentRecord(present, saved)),
    };
  }
  // The edit was opened before the case was settled; the record stays as it is.
  if (!isOpen(record.state)) {
    const given = planGiveUp(scene, before, record);
    return { ...given, show: () => presentRecord(scene, record, { key: "not_allowed_now" }) };
  }
  const changes = await findCollision(scene, before, record);
  if (changes.length > 0) {
    const rebased = rebaseEdit(record, before, typed, scene.audience.now);
    const notice: Notice = { key: "changed_meanwhile" };
    return {
      change: { intake: rebased },
      show: () => presentIntake(present, rebased, notice, undefined, changes),
    };
  }
  const revised = reviseRecord(record, decision, actOf(scene));
  if (revised.kind === "refused") return showing(await presentRecord(scene, record, { key: "check_fields" }));
  return {
    change: {
      intake: step.intake,
      ...learned(scene, step),
      updateRecord: revised.record,
      history: revised.history,
    },
    show: (saved) => presentRecord(present, saved ?? revised.record, { key: "answers_changed" }),
  };
}

/** What somebody else changed about the matter since this edit was opened. */
async function findCollision(
  scene: Scene,
  { baseRevision }: Intake,
  record: CaseRecord,
): Promise<readonly HistoryEntry[]> {
  if (baseRevision === undefined || baseRevision === record.revision) return [];
  const history = await scene.bench.store.readHistory(scene.turn.key.tenantId, record.number);
  return collidingChanges(changesSince(history, baseRevision));
}

/** Cancelling an edit leaves all answers as they were. */
function isGivenUp(before: Intake, step: Moved): boolean {
  return before.state === "editing" && step.intake.answers === before.answers;
}

function learned(scene: Scene, step: Moved): Pick<NonNullable<Plan["change"]>, "profile"> {
  return step.profile === null || step.profile === scene.context.profile ? {} : { profile: step.profile };
}

function withProfile(scene: Scene, profile: Scene["context"]["profile"]): Scene {
  return { ...scene, context: { ...scene.context, profile } };
}

/** Who acts, and when. */
export function actOf({ turn, audience }: Scene): Act {
  return { by: turn.person, at: audience.now, timeZone: turn.timeZone };
}
