import { type InputValue, inputValues } from "../vocabulary";
import { createFinder, endsWithAny, tagged } from "./finder";
import type { Message } from "./message";
import { isInDoubt, isOwnPart } from "./own-part";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type PartnerType = InputValue<"partnerType">;

/** The kind of partner that was read, and where. */
export interface ReadPartnerType {
  readonly partnerType: PartnerType;
  readonly span: Span;
}

const { kinds, ours, opening, providers, distributors } = wordLists.partner;

const findKinds = createFinder<PartnerType>(
  inputValues.partnerType.flatMap((type) => tagged(kinds[type], type)),
);
const findProviders = createFinder(tagged(providers, true));

const sellers = [...distributors]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  .join("|");

/** "We buy our licences through Pax8", 「我們透過聯強下單」: who buys, and from whom, in one clause. */
const purchases = [
  `(?<![a-z'])(?:we|our company|our msp)(?: (?:only|also|usually|always|all|do|now|just|currently)){0,2} (?:buy|purchase|order|transact|get|source|procure|resell|sell)(?: (?!from |through |via |with |thru )[a-z0-9'&-]+){0,6} (?:from|through|via|with|thru) (?:${sellers})(?![a-z0-9])`,
  `(?:我們|我们|我方|敝公司|本公司|我司|我們公司|我们公司)(?:是|都|都是|都有|一直)? ?(?:透過|通過|通过|向|跟|從|从|經由|经由|经) ?(?:${sellers}) ?(?:來|来|這邊|这边)? ?(?:買|购买|采购|採購|購買|訂購|订购|下單|下单|進貨|进货|訂|订|拿|買的)`,
  `(?<![a-z])(?:${sellers}) is our (?:(?:csp|cloud|indirect) )?(?:distributor|disti|provider|supplier)(?![a-z])`,
  `(?:我們|我们|我司|敝公司|本公司)的?(?:上游|代理商|總代理|总代理|總代|总代|供應商|供应商|間接提供者|间接提供商)是 ?(?:${sellers})`,
].map((source) => new RegExp(source, "g"));

/**
 * What part the technician's own company has in CSP. Only what is said of "us", or stands alone as on a form; what
 * somebody else is, was or may be tells nothing, and neither do two kinds at once.
 */
export function readPartnerType(message: Message, { isSupposed }: Faults): ReadPartnerType | null {
  const { text } = message;
  const bought = [
    ...findProviders(message).filter(({ from }) => !endsWithAny(text, from, wordLists.circumstances.denied)),
    ...purchases.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length })),
    ),
  ].map((span) => ({ partnerType: "indirect_reseller" as const, span }));
  const named = findKinds(message)
    .filter((kind) => isOwnPart(kind, message, { own: ours, opening }))
    .map(({ from, to, tag }) => ({ partnerType: tag, span: { from, to } }));
  const said = [...named, ...bought].filter(
    ({ span }) => !isSupposed(span.from) && !isInDoubt(span, message),
  );
  const [first] = said;
  return first === undefined || said.some(({ partnerType }) => partnerType !== first.partnerType)
    ? null
    : first;
}
