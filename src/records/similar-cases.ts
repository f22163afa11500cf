import { customerKey } from "../directory/customer";
import { inputValues } from "../vocabulary";
import { leaderFor } from "./link-records";
import { isUnfinished } from "./life-cycle";
import type { CaseRecord } from "./record";

/** How two cases stand to each other; `named`: the other one says it is the same, this one does not. */
export type SimilarStanding = "none" | "linked" | "named";

/** Another case as its line on a card: of a colleague's case only number, customer and technician are told. */
export interface SimilarCase {
  readonly number: number;
  readonly customer: string;
  readonly technician: string;
  readonly standing: SimilarStanding;
  /** The case this one can be joined to through it. */
  readonly leader: number | null;
  /** Only of one's own cases; `startedAt` is ISO time. */
  readonly own: { readonly title: string; readonly startedAt: string } | null;
}

/** What else the tenant knows of the same problem. */
export interface SimilarCases {
  /** Customers that report it, this one among them; 0 where none is known. */
  readonly customers: number;
  /** Whether there may be more customers than were read. */
  readonly more: boolean;
  readonly sameCustomer: boolean;
  /** The earliest start of all of them, ISO time; empty where no case looks the same. */
  readonly since: string;
  readonly cases: readonly SimilarCase[];
  /** The case this one is joined to, and how many others are. */
  readonly parent: number | null;
  readonly siblings: number;
  /** How many cases are joined to this one. */
  readonly led: number;
}

const shownCases = 3;

/**
 * Whether two cases may be one problem: the same product and the same customer, or the same product and a fault whose
 * criterion is the same and whose impact differs by one step at most, as far as both are known.
 */
export function isSimilar(record: CaseRecord, other: CaseRecord): boolean {
  if (record.number === other.number || record.product === undefined) return false;
  if (record.product !== other.product || !isUnfinished(other.state)) return false;
  if (isSameCustomer(record, other)) return true;
  // The catalogue has one product for whatever other publishers sell: the same fault in two of them is no common one.
  return record.answers.productFamily !== "marketplace" && hasSameSymptoms(record.answers, other.answers);
}

/**
 * Sums up the cases that were found, those of the same customer first; `linked` are those this one names itself,
 * whatever has become of them.
 */
export function compareCases(
  record: CaseRecord,
  found: readonly CaseRecord[],
  linked: readonly CaseRecord[],
  isFull: boolean,
): SimilarCases | null {
  const alike = found.filter((other) => isSimilar(record, other));
  const isNear = (other: CaseRecord): boolean => isSameCustomer(record, other);
  const similar = [...alike.filter(isNear), ...alike.filter((other) => !isNear(other))];
  const named = [...linked, ...similar].filter(isFirst);
  if (named.length === 0 && record.parent === undefined) return null;
  const keys = [record, ...similar].flatMap(({ customer }) =>
    customer === undefined ? [] : [customerKey(customer)],
  );
  const starts = [record, ...similar].map(startOf).sort();
  return {
    customers: new Set(keys).size,
    more: isFull,
    sameCustomer: similar.some(isNear),
    since: similar.length === 0 ? "" : (starts[0] ?? ""),
    cases: named.slice(0, shownCases).map((other) => describe(record, other)),
    parent: record.parent ?? null,
    siblings: found.filter(({ parent }) => parent !== undefined && parent === record.parent).length,
    led: found.filter(({ parent }) => parent === record.number).length,
  };
}

function isFirst(record: CaseRecord, index: number, all: readonly CaseRecord[]): boolean {
  return all.findIndex(({ number }) => number === record.number) === index;
}

function isSameCustomer(record: CaseRecord, other: CaseRecord): boolean {
  if (record.customer === undefined || other.customer === undefined) return false;
  return customerKey(record.customer) === customerKey(other.customer);
}

function hasSameSymptoms(one: CaseRecord["answers"], other: CaseRecord["answers"]): boolean {
  if (one.issueType !== "technical_break_fix" || other.issueType !== "technical_break_fix") return false;
  const sameCriterion =
    one.criteria === undefined || other.criteria === undefined || one.criteria === other.criteria;
  if (one.impact === undefined || other.impact === undefined) return sameCriterion;
  const order = inputValues.impact;
  return sameCriterion && Math.abs(order.indexOf(one.impact) - order.indexOf(other.impact)) <= 1;
}

/** When it began, as the customer says, else when the case was made; both sort as they are. */
function startOf({ details, createdAt }: CaseRecord): string {
  const said = Date.parse(details.startedAt ?? "");
  return Number.isNaN(said) ? createdAt : new Date(said).toISOString();
}

function describe(record: CaseRecord, other: CaseRecord): SimilarCase {
  const isOwn = other.requester.id === record.requester.id;
  const standing = record.related.includes(other.number)
    ? "linked"
    : other.related.includes(record.number)
      ? "named"
      : "none";
  const leader = leaderFor(record, other);
  return {
    number: other.number,
    customer: other.customer?.name ?? "",
    technician: other.requester.name,
    standing,
    leader: leader === record.parent || !isSimilar(record, other) ? null : leader,
    own: isOwn ? { title: other.title, startedAt: startOf(other) } : null,
  };
}
