import type { Catalogue } from "../catalogue/catalogue";
import { findProducts, namesOf } from "../catalogue/find-product";
import type { Customer } from "../directory/customer";
import { findCustomer } from "../directory/find-customer";
import { askedQuestions } from "../intake/advance";
import { answerWordsOf } from "../intake/answer-words";
import type { Intake, Recognised } from "../intake/intake";
import { matchOption } from "../intake/match-option";
import { viewQuestion } from "../intake/question-views";
import { pickForText } from "../intake/view-intake";
import { textsOf } from "../locales/texts";
import { languages } from "../vocabulary";
import type { Option, QuestionView, View } from "../views";
import { planAside } from "./aside-turns";
import { planStep } from "./intake-turns";
import { readSentence } from "./read-sentence";
import { presentIntake } from "./present";
import { type Plan, type Scene, showing, wordingOf } from "./turn";

/** Typed text while a case is open: an answer to what is asked, else words nobody asked for, which are not lost. */
export async function planTypedAnswer(scene: Scene, intake: Intake, text: string): Promise<Plan> {
  const question = intake.state === "editing" ? undefined : await openQuestion(scene, intake);
  // Of all customers a card offers only some, so that a name is looked for among all of them.
  const named =
    question === undefined || question.id === "customer" ? null : findOption(scene, question, text);
  if (question !== undefined && named !== null) return answerInText(scene, intake, question, named.value);
  const answer = question === undefined ? [] : await readAnswer(scene, question, text);
  const read = await readSentence(scene, text);
  const told = question && (toldAnswer(question, read) ?? (typeof answer === "string" ? answer : undefined));
  const aside = planAside(scene, intake, { text, read, question, value: told });
  if (aside !== null) return aside;
  if (question === undefined) return notUnderstood(scene, intake);
  if (told !== undefined) return answerInText(scene, intake, question, told);
  return showing(askAgain(intake, question, typeof answer === "string" ? [] : answer, scene));
}

function answerInText(scene: Scene, intake: Intake, { id }: QuestionView, value: string): Promise<Plan> {
  return planStep(scene, intake, { kind: "answer", values: { [id]: value }, mode: "text" });
}

/**
 * What a whole sentence tells about the very thing that is asked: "nobody can join" for the impact. Of a customer the
 * name or address in it is the answer, as far as it is a sentence.
 */
function toldAnswer({ id, options }: QuestionView, read: readonly Recognised[]): string | undefined {
  const valueOf = (wanted: string): string | undefined => read.find(({ field }) => field === wanted)?.value;
  const told = valueOf(id);
  if (id !== "customer") return options.some(({ value }) => value === told) ? told : undefined;
  return valueOf("issueType") === undefined ? undefined : (told ?? valueOf("newCustomer"));
}

/** The question a typed answer belongs to: the first of the page. */
export async function openQuestion(scene: Scene, intake: Intake): Promise<QuestionView | undefined> {
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

/** Shows where the dialog stands, and that the words were no answer. */
export async function notUnderstood(scene: Scene, intake: Intake): Promise<Plan> {
  return showing(await presentIntake(scene, intake, { key: "not_understood" }));
}
