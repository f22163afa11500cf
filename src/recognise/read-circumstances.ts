import { createFinder, endsWithAny, type Found, tagged } from "./finder";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type Circumstance = "cloud" | "tenantScope" | "purchaseChannel";

/** One circumstance that was read, as a value of its input, and where. */
export interface ReadCircumstance {
  readonly field: Circumstance;
  readonly value: string;
  readonly span: Span;
}

const { denied, ...lists } = wordLists.circumstances;

const finders = (["tenantScope", "purchaseChannel", "cloud"] as const).map((field) => ({
  field,
  find: createFinder(Object.entries(lists[field]).flatMap(([value, words]) => tagged(words, value))),
}));

/** What a tenant holds; "our own teams" are people. */
const held =
  "tenant|subscription|environment|azure|m365|microsoft 365|office 365|o365|exchange|outlook|sharepoint|onedrive|intune|entra|power bi|power automate|planner|mailbox(?:es)?|vms?|aks|teams(?= (?:is|are|client|calls?|phone|tenant|doesn't|won't)(?![a-z]))";
const places = "租用戶|租户|測試環境|测试环境|環境|环境|訂閱|订阅|訂用帳戶|azure|m365";
const chineseHeld = `${places}|系統|系统|信箱|邮箱|虛擬機|虚拟机|office 365|exchange|outlook|sharepoint|onedrive|intune|power bi|planner|vm|aks|teams(?! ?(?:群|會議|会议|討論|讨论|聊天))`;
const market =
  "(?:(?:azure|商業|商业|應用|应用|微軟|微软) ?(?:市集|市場|市场)|市集|appsource) ?(?:上|裡|里|中)?(?:直接)?";
const elsewhere = "(?:別家|别家|別的|别的|其他|其它|另一家|另一個|另一个|前一家)";
const sellers = "(?:csp|經銷商|经销商|代理商|夥伴|伙伴|供應商|供应商|廠商|厂商)";

/** What has too many forms to list: whose tenant, and a purchase with what was bought between its words. */
const forms: Readonly<Record<Circumstance, readonly (readonly [RegExp, string])[]>> = {
  cloud: [],
  tenantScope: [
    [new RegExp(`(?<![a-z'])our (?:own|internal)(?: company's| company)? (?:${held})(?![a-z])`, "g"), "own"],
    [
      new RegExp(
        `(?:(?:我們|我们|我司|本公司|敝公司)(?:公司)?(?:自己(?:公司)?|內部|内部)(?:在用|自用|使用)?|自家(?:公司)?)(?: ?(?:${places})|的 ?(?:${chineseHeld}))`,
        "g",
      ),
      "own",
    ],
    // 「客戶自己公司的」 and 「客戶說，自己公司的」 are the customer's: only the writer may stand before it.
    [
      new RegExp(`(?<=(?:^|[.!?。] ?|我|我們|我们))自己公司(?: ?(?:${places})|的 ?(?:${chineseHeld}))`, "g"),
      "own",
    ],
  ],
  purchaseChannel: [
    [
      /(?<![a-z])(?:bought|purchased|ordered)(?: (?!not )[a-z0-9'-]+){0,5} (?:in|on|from|through|via)(?: the)?(?: (?:azure|microsoft|commercial))? (?:marketplace|appsource)(?![a-z])/g,
      "marketplace_third_party",
    ],
    [
      new RegExp(`(?:在|從|从|透過|通过) ?${market}(?:買|买|購買|购买|訂購|订购)`, "g"),
      "marketplace_third_party",
    ],
    [
      /(?<![a-z])(?:licen[cs]es?|seats?|subscriptions?|bought|purchased)(?![a-z])(?:[ ,]+(?!e-?mails?|messages?|mails?|invoices?|calls?)[a-z0-9'-]+){0,5}[ ,]+not (?:from|through|via) us(?![a-z])/g,
      "other",
    ],
    [/(?:微軟|微软)(?:的)?(?:官網|官网)(?:上)?.{0,4}(?:買|买|購買|购买|訂購|订购)/g, "other"],
    [
      new RegExp(
        `${elsewhere} ?${sellers} ?(?:那邊|那边|那裡|那里)?(?:賣|卖|買|买|購買|购买|訂購|订购)`,
        "g",
      ),
      "other",
    ],
  ],
};

/** Is listed only because it takes back what else the sentence says: "Azure is with another CSP, M365 is ours". */
const usual = "csp";

/**
 * What is unusual about a case and decides it before all else: another cloud, the partner's own tenant, bought
 * elsewhere than in CSP. Only what is said in so many words; denied, doubtful or doubled it is left out. Where a
 * customer is named, "our own tenant" may be the customer's words.
 */
export function readCircumstances(
  message: Message,
  { isSupposed }: Faults,
  hasCustomer: boolean,
): readonly ReadCircumstance[] {
  const { text } = message;
  return finders.flatMap(({ field, find }) => {
    if (field === "tenantScope" && hasCustomer) return [];
    const said = [...find(message), ...findForms(text, field)].filter(
      ({ from }) => !endsWithAny(text, from, denied) && !isSupposed(from),
    );
    const [first] = said;
    if (first === undefined || first.tag === usual || said.some(({ tag }) => tag !== first.tag)) return [];
    return [{ field, value: first.tag, span: { from: first.from, to: first.to } }];
  });
}

function findForms(text: string, field: Circumstance): readonly Found<string>[] {
  return forms[field].flatMap(([pattern, tag]) =>
    [...text.matchAll(pattern)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      tag,
    })),
  );
}
