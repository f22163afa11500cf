import { isUnfinished } from "../records/life-cycle";
import { isOneOf, recordStates, severities } from "../vocabulary";
import type { CaseReader } from "../records/may-read";
import type { CaseFilter, CaseOrder, CaseQuery, CaseSort } from "./case-filter";

/** Columns a list can be narrowed by. */
export type FilterColumn =
  | "customer_key"
  | "owner_id"
  | "requester_id"
  | "channel_id"
  | "due_at"
  | "product"
  | "severity"
  | "state"
  | "outcome";

/** One condition; of a set of words any, of a span what lies behind `from` and not behind `until`. */
export type Condition =
  | { readonly kind: "is"; readonly column: FilterColumn; readonly value: string }
  | { readonly kind: "in"; readonly column: FilterColumn; readonly values: readonly string[] }
  | { readonly kind: "none"; readonly column: FilterColumn }
  /** Anything at all. */
  | { readonly kind: "some"; readonly column: FilterColumn }
  | {
      readonly kind: "span";
      readonly column: FilterColumn;
      readonly from: string;
      readonly until: string;
    };

/** What the records of one part of a list are sorted by, along an index. */
export interface Line {
  readonly key: "updated_at" | "due_at" | "number";
  readonly isRising: boolean;
}

/** A part of a list: its records come after those of the part before. */
export interface Part {
  readonly line: Line;
  readonly conditions: readonly Condition[];
}

/** The end of time, for spans without an end. */
const never = "9999";

/** The parts of a sorted list, in their order. */
export function listParts(sort: CaseSort, order: CaseOrder): readonly Part[] {
  const isRising = order === "asc";
  const newest: Line = { key: "updated_at", isRising: false };
  switch (sort) {
    case "updated":
      return [{ line: { key: "updated_at", isRising }, conditions: [] }];
    // Numbers are given in the order cases are made.
    case "created":
    case "number":
      return [{ line: { key: "number", isRising }, conditions: [] }];
    case "due":
      return [
        {
          line: { key: "due_at", isRising },
          conditions: [{ kind: "span", column: "due_at", from: "", until: never }],
        },
        { line: newest, conditions: [{ kind: "none", column: "due_at" }] },
      ];
    case "severity": {
      const ladder = severities.map((value) => ({ kind: "is", column: "severity", value }) as const);
      const parts = [
        ...(isRising ? ladder : ladder.toReversed()),
        { kind: "none", column: "severity" } as const,
      ];
      return parts.map((condition) => ({ line: newest, conditions: [condition] }));
    }
  }
}

/** The conditions of a filter, the narrowest first. */
export function listConditions(filter: CaseFilter): readonly Condition[] {
  const { ownerId, due } = filter;
  const all: readonly Condition[] = [
    ...is("customer_key", filter.customerKey),
    ...(ownerId === null ? [{ kind: "none", column: "owner_id" } as const] : is("owner_id", ownerId)),
    ...is("requester_id", filter.requesterId),
    ...is("channel_id", filter.channelId),
    ...(due === undefined
      ? []
      : [{ kind: "span", column: "due_at", from: due.from ?? "", until: due.until } as const]),
    ...is("product", filter.product),
    ...oneOf("severity", filter.severities),
    ...oneOf("state", filter.states),
    ...is("outcome", filter.outcome),
  ];
  return all;
}

/** Whether a condition usually leaves a large share of all cases: most of them are over and of little severity. */
export function isWide(condition: Condition): boolean {
  if (condition.kind !== "is") return true;
  const { column, value } = condition;
  if (column === "state") return !isOneOf(recordStates, value) || !isUnfinished(value);
  return column === "severity" || column === "outcome";
}

function is(column: FilterColumn, value: string | undefined): readonly Condition[] {
  return value === undefined ? [] : [{ kind: "is", column, value }];
}

function oneOf(column: FilterColumn, values: readonly string[] | undefined): readonly Condition[] {
  const [first, ...more] = values ?? [];
  if (first === undefined) return [];
  return more.length === 0 ? is(column, first) : [{ kind: "in", column, values: [first, ...more] }];
}

/**
 * The ways by which a record may come into the list, each a condition of its own with an index of its own; a record
 * that comes by several is listed once.
 */
export function listWays({
  reader,
  filter,
}: Pick<CaseQuery, "reader" | "filter">): readonly (Condition | null)[] {
  const own = [...is("requester_id", reader.userId), ...is("owner_id", reader.userId)];
  // One's own cases one may always read.
  if (filter.isMine === true) return own;
  if (isOpenTo(reader, filter)) return [null];
  return [...own, ...channelsOf(reader).flatMap((id) => is("channel_id", id))];
}

/** Whether the filter alone leaves nothing the reader may not read. */
function isOpenTo(reader: CaseReader, { requesterId, ownerId, channelId }: CaseFilter): boolean {
  const isOwn = requesterId === reader.userId || ownerId === reader.userId;
  const isTheirs = channelId !== undefined && channelsOf(reader).includes(channelId);
  return reader.access === "tenant" || isOwn || isTheirs;
}

function channelsOf({ access, channels }: CaseReader): readonly string[] {
  return access === "team" ? channels : [];
}
