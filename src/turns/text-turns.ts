import type { Catalogue } from "../catalogue/catalogue";
import { findProducts, namesOf } from "../catalogue/find-product";
import type { Customer } from "../directory/customer";
import { findCustomer } from "../directory/find-customer";
import { askedQuestions } from "../intake/advance";
import type { Intake } from "../intake/intake";
import { pickForText } from "../intake/view-intake";
import { viewQuestion } from "../intake/question-views";
import { type CommandId, isBareReply, readCommand } from "../intake/read-command";
import { answerWordsOf } from "../intake/answer-words";
import { matchOption } from "../intake/match-option";
import { textsOf } from "../locales/texts";
import { isUnfinished as isOpen } from "../records/life-cycle";
import { formatRecordNumber } from "../records/record";
import { languages } from "../vocabulary";
import type { Option, QuestionView, View } from "../views";
import { isUnfinished, planResume, planStart, planStep } from "./intake-turns";
import { planForget, planForgetNow } from "./forget-turns";
import { planLanguage, planProfile } from "./profile-turns";
import { planCases, planNewestHandOver, planRecord, planRecordFile } from "./record-turns";
import { findOwnRecord, presentIntake, presentState } from "./present";
import { planReport } from "./report-turns";
import { planRoutes, planSetUp } from "./route-turns";
import { planSubject } from "./subject-turns";
import { planNewestSteps } from "./step-turns";
import { type Plan, type Scene, showing, wordingOf } from "./turn";

/** Typed text: a command in any of the three languages, an answer to the open question, or a new problem. */
export async function planText(scene: Scene, text: string): Promise<Plan> {
  const read = readCommand(text);
  if (read.kind === "record") return planRecord(scene, read.number);
  if (read.kind === "record_file") return planRecordFile(scene, read.number);
  if (read.kind === "subject") return planSubject(scene, read.subject);
  if (read.kind === "routes") return planRoutes(scene, read.number);
  if (read.kind === "language") return planLanguage(scene, read.language);
  if (read.kind === "command")
    return read.command === "accept" ? planAccept(scene, text.trim()) : planCommand(scene, read.command);
  const { intake } = scene.context;
  if (read.text === "") return planGreeting(scene);
  if (intake === null || !isUnfinished(intake))
    return isBareReply(read.text) ? planBareReply(scene) : planStart(scene, read.text, true);
  return planTypedAnswer(scene, intake, read.text);
}

/** Takes the value that was read from the first message for the open question; without one it is an answer in words. */
async function planAccept(scene: Scene, text: string): Promise<Plan> {
  const { intake } = scene.context;
  if (intake === null || !isUnfinished(intake)) return planBareReply(scene);
  const view = await presentIntake(scene, { ...intake, mode: "text" });
  const proposed = view.kind === "ask" && view.question.origin !== undefined ? view.question : null;
  if (proposed === null) return planTypedAnswer(scene, intake, text);
  const values = { [proposed.id]: proposed.value };
  return planStep(scene, intake, { kind: "answer", values, mode: "text" });
}

/** Nothing is asked: says what can be done with the case that was decided last; without one it is a greeting. */
async function planBareReply(scene: Scene): Promise<Plan> {
  const { intake } = scene.context;
  const record = intake?.state === "done" ? await findOwnRecord(scene, intake.recordNumber ?? 0) : null;
  if (record === null) return planGreeting(scene);
  const key = isOpen(record.state) ? "case_kept" : "case_settled";
  const values = { number: formatRecordNumber(record.number) };
  return showing({ kind: "message", notice: { key, values } });
}

async function planCommand(scene: Scene, command: Exclude<CommandId, "accept">): Promise<Plan> {
  const { intake } = scene.context;
  switch (command) {
    case "greeting":
      return planGreeting(scene);
    case "help":
      return showing({ kind: "help" });
    case "cases":
      return planCases(scene, 0);
    case "steps":
      return planNewestSteps(scene);
    case "hand_over":
      return planNewestHandOver(scene);
    case "report":
      return planReport(scene, {});
    case "profile":
      return planProfile(scene);
    case "set_up":
      return planSetUp(scene);
    case "self_test":
      return showing({ kind: "self_test", findings: null });
    case "forget_me":
      return planForget(scene);
    case "forget_me_now":
      return planForgetNow(scene);
    case "new":
      return planStart(scene, "", false);
    case "resume":
      return planResume(scene, undefined);
    case "card":
      return planResume(scene, undefined);
    case "undo":
      if (intake?.state !== "cancelled")
        return showing(await presentState(scene, { key: "nothing_to_undo" }));
      return planStep(scene, intake, { kind: "undo" });
    case "cancel":
    case "back":
    case "skip":
      if (intake === null || !isUnfinished(intake)) {
        return showing(await presentState(scene, { key: "nothing_unfinished" }));
      }
      return command === "skip" ? planSkip(scene, intake) : planStep(scene, intake, { kind: command });
  }
}

/** The first greeting is answered with the whole welcome, later ones briefly; an open case is offered again. */
export function planGreeting(scene: Scene): Plan {
  const { intake, profile } = scene.context;
  if (intake !== null && isUnfinished(intake)) return showing({ kind: "resume", intake });
  if (profile?.welcomed === true) return showing({ kind: "greeting" });
  const updatedAt = scene.audience.now;
  const base = profile ?? { schema: 1, revision: 0, updatedAt };
  return {
    change: { profile: { ...base, schema: 1, revision: base.revision + 1, welcomed: true, updatedAt } },
    show: () => ({ kind: "welcome" }),
  };
}

/** Only what serves the hand-over may be left out. */
async function planSkip(scene: Scene, intake: Intake): Promise<Plan> {
  const question = await openQuestion(scene, intake);
  if (question === undefined || question.required) return notUnderstood(scene, intake);
  return planStep(scene, intake, { kind: "answer", values: { [question.id]: "" }, mode: "text" });
}

async function planTypedAnswer(scene: Scene, intake: Intake, text: string): Promise<Plan> {
  const question = intake.state === "editing" ? undefined : await openQuestion(scene, intake);
  if (question === undefined) return notUnderstood(scene, intake);
  const value = await readAnswer(scene, question, text);
  if (typeof value !== "string") return showing(askAgain(intake, question, value, scene));
  return planStep(scene, intake, { kind: "answer", values: { [question.id]: value }, mode: "text" });
}

/** The question a typed answer belongs to: the first of the page. */
async function openQuestion(scene: Scene, intake: Intake): Promise<QuestionView | undefined> {
  const wording = wordingOf(scene, await scene.customers());
  const asked = askedQuestions(intake, scene.context.profile, scene.bench);
  const views = asked.map((question) => viewQuestion(question, wording, { values: {}, errors: {} }));
  return pickForText(asked, views);
}

/** The value a text means, or the options it leaves open (none: it was not understood). */
async function readAnswer(
  scene: Scene,
  question: QuestionView,
  text: string,
): Promise<string | readonly Option[]> {
  if (question.id === "customer") return readCustomer(text, await scene.customers(), question);
  const option = findOption(scene, question, text);
  if (option !== null) return option.value;
  if (question.id !== "product") return [];
  const found = findProducts(text, scene.bench.catalogue).map(({ id }) => id);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  return question.options.filter(({ value }) => found.includes(value));
}

/** The option in the person's own words, else in those of another language: people type what they see elsewhere. */
function findOption(scene: Scene, { id, options }: QuestionView, text: string): Option | null {
  const words = id === "product" ? namesByProduct(scene.bench.catalogue) : answerWordsOf(id);
  const own = matchOption(text, options, words);
  if (own !== null || id === "product") return own;
  const others = languages.filter((language) => language !== scene.audience.language);
  const found = others.flatMap((language) => {
    const say = textsOf(language);
    const titled = options.map(({ value }) => ({ value, title: say(`value.${id}.${value}`) }));
    return matchOption(text, titled, words) ?? [];
  });
  const [first] = found;
  return first !== undefined && found.every(({ value }) => value === first.value) ? first : null;
}

/** A product's name in full goes before a title that merely has the word: "site" is SharePoint, not Site Recovery. */
function namesByProduct({ products }: Catalogue): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(products.map((product) => [product.id, namesOf(product)]));
}

function readCustomer(
  text: string,
  customers: readonly Customer[],
  question: QuestionView,
): string | readonly Option[] {
  const found = findCustomer(text, customers);
  if (found.kind === "known" || found.kind === "new") return text;
  if (found.kind === "incomplete") return [];
  return question.options.filter(({ title }) => found.customers.some(({ name }) => title.startsWith(name)));
}

/** The same question once more, with the options that were meant, or all of them. */
function askAgain(intake: Intake, question: QuestionView, open: readonly Option[], scene: Scene): View {
  const say = wordingOf(scene, []).say;
  const error = open.length > 0 ? say("error.several") : say("error.notUnderstood");
  return {
    kind: "ask",
    intake,
    question: { ...question, options: open.length > 0 ? open : question.options, error },
  };
}

async function notUnderstood(scene: Scene, intake: Intake): Promise<Plan> {
  return showing(await presentIntake(scene, intake, { key: "not_understood" }));
}
