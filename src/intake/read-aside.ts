import { customerKey } from "../directory/customer";
import { type RecognisedField, isOneOf } from "../vocabulary";
import { titleLimit } from "./check-page";
import type { Intake, Recognised } from "./intake";
import { prefill } from "./prefill";

/** What can be done with words that are no answer to what is asked. */
export const asideChoices = ["begin", "add", "answer"] as const;
/** What a person does with words that were no answer. */
export type AsideChoice = (typeof asideChoices)[number];

/** UTF-16 characters that are carried along; the beginning is what a sentence is read by. */
export const asideLimit = 1000;

const between = " / ";

/**
 * Whether words typed while `asked` is open tell of something else: a kind of problem with another product or another
 * customer than the case has, or both of these. A product named where none is known yet answers the question for it.
 */
export function isAside(read: readonly Recognised[], intake: Intake, asked: string | undefined): boolean {
  const known = intake.product ?? intake.draft["product"];
  const product = valueOf(read, "product");
  const isFirst = known === undefined && asked === "product";
  const isOtherProduct = product !== undefined && product !== known && !isFirst;
  const customer = valueOf(read, "customer") ?? valueOf(read, "newCustomer");
  const own = intake.customer === undefined ? intake.draft["customer"] : customerKey(intake.customer);
  const isOtherCustomer = customer !== undefined && own !== undefined && customer !== own;
  if (valueOf(read, "issueType") === undefined) return isOtherProduct && isOtherCustomer;
  return isOtherProduct || isOtherCustomer;
}

/** Whether nothing at all has been said of this case, so that the first sentence that tells something describes it. */
export function isBlank({ state, title, trail, draft, source }: Intake): boolean {
  const isEmpty = title === "" && trail.length === 0 && Object.keys(draft).length === 0;
  return state === "asking" && isEmpty && source === undefined;
}

/** The case described by its first sentence, which came after it was begun. */
export function describe(
  intake: Intake,
  { text, read, timeZone, now }: { text: string; read: readonly Recognised[]; timeZone: string; now: string },
): Intake {
  const described = prefill({ ...intake, title: text.slice(0, titleLimit) }, read, timeZone);
  return { ...described, revision: intake.revision + 1, updatedAt: now };
}

/** Whether the description has room for these words. */
export function canAdd({ state, title }: Intake, text: string): boolean {
  return state === "asking" && title.length + between.length + text.length <= titleLimit;
}

/** The case with these words behind its description; what was answered stays as it is. */
export function addToTitle(intake: Intake, text: string, now: string): Intake {
  const title = [intake.title, text].filter((part) => part !== "").join(between);
  return { ...intake, title, revision: intake.revision + 1, updatedAt: now };
}

/** What was chosen of a card about words typed beside the case; null where nothing we know was. */
export function readAsideChoice(values: Readonly<Record<string, string>>): AsideChoice | null {
  const { aside } = values;
  return isOneOf(asideChoices, aside) ? aside : null;
}

function valueOf(read: readonly Recognised[], field: RecognisedField): string | undefined {
  return read.find((entry) => entry.field === field)?.value;
}
