import { type InputValue, inputValues } from "../vocabulary";
import { containsAny, createFinder, type Found, startsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import { isInDoubt, isOwnPart } from "./own-part";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type TechPlan = InputValue<"techPlan">;

/** The support plan that was read, never `unknown`, and where. */
export interface ReadTechPlan {
  readonly techPlan: TechPlan;
  readonly span: Span;
}

const { kinds, ours, others, over } = wordLists.plan;

const findKinds = createFinder<TechPlan>(
  inputValues.techPlan.flatMap((plan) => (plan === "unknown" ? [] : tagged(kinds[plan], plan))),
);

/** "We have no support plan"; a contract with somebody else than Microsoft is another thing. */
const without = [
  /(?<![a-z'])(?:we|our company)(?: (?:currently|still|really|also))? (?:(?:have|has|got|hold) no|(?:don'?t|do not|doesn'?t|does not|haven'?t|have not) (?:have|hold|got|bought|buy) (?:an?|any)) (?:(?:microsoft|technical|paid) ){0,2}(?:support (?:plan|contract|agreement)|technical plan)s?(?![a-z])(?! (?:for|with (?!microsoft)))/g,
  /(?:我們|我们|我司|敝公司|本公司)(?:公司)?(?:目前|現在|现在|都|也|還|还)?(?:沒有?|没有?) ?(?:跟微軟|跟微软|向微軟|向微软)?(?:買|买|簽|签|購買|购买)?(?:任何)?(?:技術|技术|微軟|微软)?(?:支援|支持)(?:方案|合約|合约|合同|計畫|计划|協議|协议)/g,
];
const unknown = [
  /(?:not sure|unsure|don'?t know|do not know|no idea) (?:which|what) (?:(?:microsoft|technical) ){0,2}support (?:plan|contract) (?:we|our company) (?:have|has|hold|are on)(?![a-z])/g,
  /(?:不知道|不清楚|不確定|不确定)(?:我們|我们)(?:公司)?(?:有|是|買|买|用|簽|签)?(?:的是)?(?:哪個|哪个|哪種|哪种|哪一個|哪一个|什麼|什么)(?:技術|技术)?(?:支援|支持)(?:方案|合約|合约|合同|計畫|计划)/g,
];

/** The partner's own technical support plan, as far as it is said of "us"; a customer's plan, or one to buy, tells nothing. */
export function readTechPlan(message: Message, { isSupposed }: Faults): ReadTechPlan | null {
  const { text } = message;
  const named = findKinds(message)
    .filter((kind) => isOurs(kind, message))
    .map(({ from, to, tag }) => ({ techPlan: tag, span: { from, to } }));
  const said = [...named, ...findAll(text, without, "none"), ...findAll(text, unknown, "unknown")].filter(
    ({ span }) => !isSupposed(span.from),
  );
  const [first] = said;
  return first === undefined || said.some(({ techPlan }) => techPlan !== first.techPlan) ? null : first;
}

/** "We have Premier Support customers" is no plan of ours, and neither is one that ended. */
function isOurs(kind: Found<TechPlan>, message: Message): boolean {
  const { text, clauses } = message;
  const rest = { from: kind.to, to: clauses.sentenceEnd(kind.to) };
  if (startsWithAny(text, kind.to, others) || containsAny(text, rest, over)) return false;
  return isOwnPart(kind, message, { own: ours, opening: ["with"] }) && !isInDoubt(kind, message);
}

function findAll(text: string, patterns: readonly RegExp[], techPlan: TechPlan): readonly ReadTechPlan[] {
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ techPlan, span: { from: match.index, to: match.index + match[0].length } }));
}
