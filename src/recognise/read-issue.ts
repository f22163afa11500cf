import { type InputValue } from "../vocabulary";
import { createFinder, type Found, tagged } from "./finder";
import type { Message } from "./message";
import type { Faults } from "./read-faults";
import type { Span } from "./reading";
import { wordLists } from "./word-lists";

type IssueType = InputValue<"issueType">;
type Spoken = Exclude<IssueType, "technical_break_fix" | "portal_problem">;

/** The kind of issue that was read, and where. */
export interface ReadIssue {
  readonly issueType: IssueType;
  readonly span: Span;
}

/** Kinds so special that their words decide, whatever else is said. */
const special = ["sla_credit", "fraud_abuse", "billing_dispute"] as const;
const ordinary = [
  "billing_question",
  "subscription_management",
  "how_to",
  "configuration_deployment",
] as const;

const findWords = createFinder<Spoken | "neutral">([
  ...[...special, ...ordinary].flatMap((type) => tagged<Spoken | "neutral">(wordLists.issues[type], type)),
  ...tagged<Spoken | "neutral">(wordLists.issues.neutral, "neutral"),
  // 「直接帳單合作夥伴」 is who somebody is, and no bill.
  ...Object.values(wordLists.partner.kinds).flatMap((words) => tagged<Spoken | "neutral">(words, "neutral")),
]);

/** Characters between "cancel" and "subscription": a product and a number stand there. */
const changeDistance = 40;

const findChanges = createFinder(tagged(wordLists.issues.changes, true));
/** 「加 5 個」: with a number the bare verb is an order. */
const countedChange =
  /[加減减買买退砍] ?(?:\d{1,5}|[一二兩两三四五六七八九十百]{1,3}) ?[個个套份席](?! ?(?:人|使用者|用戶|用户|員工|员工|同事|帳號|账号|信箱|邮箱|群組|群组|成員|成员))/g;
const findChanged = createFinder(tagged(wordLists.issues.changed, true));
/** A key or a file that unlocks software is no licence that is bought or given back, though its name begins like one. */
const findKeys = createFinder(tagged(wordLists.issues.keys, true));
/** Technical support plans: whoever buys one changes no subscription of a customer (P-21). */
const findPlans = createFinder(Object.values(wordLists.plan.kinds).flatMap((words) => tagged(words, true)));
const betweenBuyAndPlan = /^ ?(?:(?:an?|the|microsoft|微軟|微软)(?: |$))*$/;

/** The kind of the problem; words of two kinds that do not go together tell nothing. */
export function readIssue(
  message: Message,
  { found: faults }: Faults,
  productId: string | undefined,
): ReadIssue | null {
  const keys = findKeys(message);
  const plans = findPlans(message);
  const buysPlan = ({ to }: Span): boolean =>
    plans.some((plan) => plan.from >= to && betweenBuyAndPlan.test(message.text.slice(to, plan.from)));
  const words = findWords(message).filter(
    (word) => word.tag !== "subscription_management" || (!overlaps(word, keys) && !buysPlan(word)),
  );
  const types = special.filter((type) => words.some(({ tag }) => tag === type));
  const [type] = types;
  if (type !== undefined) return types.length === 1 ? entry(type, words) : null;
  const spoken = ordinary.filter((kind) => words.some(({ tag }) => tag === kind));
  const strong = faults.find(({ tag }) => tag !== "weak");
  const [kind] = spoken;
  if (kind === undefined) {
    const change = strong === undefined ? readChange(message) : undefined;
    if (change !== undefined) return { issueType: "subscription_management", span: change };
    const span = strong ?? faults[0];
    if (span === undefined) return null;
    return { issueType: productId === "partner-center" ? "portal_problem" : "technical_break_fix", span };
  }
  if (strong !== undefined) return null;
  if (spoken.length === 1) return entry(kind, words);
  if (spoken.length > 2 || !spoken.includes("how_to")) return null;
  // "How do I deploy it" asks how; "how is this invoice made up" asks about the invoice.
  if (spoken.includes("configuration_deployment")) return entry("how_to", words);
  return spoken.includes("billing_question") ? entry("billing_question", words) : null;
}

/** "Cancel the Visio subscription", 「把 E3 授權減到 30 個」: what is bought and how it changes, in one clause. */
function readChange(message: Message): Span | undefined {
  const { text, clauses } = message;
  const keys = findKeys(message);
  const changed = findChanged(message).filter((word) => !overlaps(word, keys));
  const counted = [...text.matchAll(countedChange)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  return [...findChanges(message), ...counted].flatMap((change) => {
    const clause = clauses.at(change.from);
    const bought = changed.find(
      ({ from, to }) =>
        from >= clause.from &&
        to <= clause.to &&
        Math.max(from - change.to, change.from - to) <= changeDistance,
    );
    return bought === undefined
      ? []
      : [{ from: Math.min(change.from, bought.from), to: Math.max(change.to, bought.to) }];
  })[0];
}

function overlaps({ from, to }: Span, others: readonly Span[]): boolean {
  return others.some((other) => from < other.to && other.from < to);
}

function entry(issueType: Spoken, words: readonly Found<Spoken | "neutral">[]): ReadIssue | null {
  const span = words.find(({ tag }) => tag === issueType);
  return span === undefined ? null : { issueType, span };
}
