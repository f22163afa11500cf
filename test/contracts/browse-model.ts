import fc from "fast-check";
import { type CaseReader, mayRead } from "../../src/records/may-read";
import type { CaseRecord, NewCaseRecord } from "../../src/records/record";
import { severityOf } from "../../src/records/severity";
import { caseOrders, type CaseQuery, caseSorts } from "../../src/storage/case-filter";
import type { Store } from "../../src/storage/store";
import { caseAccesses, recordStates, severities } from "../../src/vocabulary";
import { moment, sampleKey, sampleRecord } from "./store-samples";

/** A record with what is due about it. */
export interface Dated {
  readonly record: NewCaseRecord;
  readonly dueAt: string | null;
}

const people = ["ada", "bo", "cy"].map((id) => ({ id, name: id }));
const channels = ["north", "south"] as const;
const products = ["teams", "exchange-online"] as const;
const at = fc.integer({ min: 0, max: 6 }).map(moment);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Records of few values, so that many of them are alike. */
export const datedRecord: fc.Arbitrary<Dated> = fc
  .record({
    state: fc.constantFrom(...recordStates),
    severity: fc.constantFrom(...severities, null),
    requester: fc.constantFrom(...people),
    owner: optional(fc.constantFrom(...people)),
    channel: optional(fc.constantFrom(...channels)),
    product: optional(fc.constantFrom(...products)),
    customer: optional(fc.constantFrom("Contoso", "Fabrikam")),
    updatedAt: at,
    dueAt: fc.option(at),
  })
  .map(({ severity, channel, dueAt, customer, owner, product, ...rest }) => ({
    dueAt,
    record: sampleRecord({
      ...rest,
      ...(owner === undefined ? {} : { owner }),
      ...(product === undefined ? {} : { product }),
      ...(customer === undefined ? {} : { customer: { name: customer } }),
      ...(channel === undefined
        ? {}
        : { team: { conversationId: channel, routeId: "route", sentAt: moment(0) } }),
      verdict: { ...sampleRecord().verdict, severity },
    }),
  }));

const reader: fc.Arbitrary<CaseReader> = fc.record({
  userId: fc.constantFrom("ada", "bo", "nobody"),
  access: fc.constantFrom(...caseAccesses),
  channels: fc.subarray([...channels]),
});

const filter: fc.Arbitrary<CaseQuery["filter"]> = fc.record(
  {
    states: fc.subarray([...recordStates], { minLength: 1 }),
    severities: fc.subarray([...severities], { minLength: 1 }),
    outcome: fc.constantFrom("resolve", "not_covered"),
    product: fc.constantFrom(...products),
    customerKey: fc.constantFrom("name:contoso", "name:fabrikam"),
    requesterId: fc.constantFrom("ada", "bo"),
    ownerId: fc.constantFrom("ada", "bo", null),
    isMine: fc.boolean(),
    channelId: fc.constantFrom(...channels),
    due: fc.record({ from: fc.option(at), until: at }),
  },
  { requiredKeys: [] },
);

/** Any list that can be asked for, from its beginning. */
export const caseQuery: fc.Arbitrary<CaseQuery> = fc.record({
  tenantId: fc.constant("contoso"),
  reader,
  filter: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: filter }),
  sort: fc.constantFrom(...caseSorts),
  order: fc.constantFrom(...caseOrders),
  after: fc.constant(null),
  limit: fc.integer({ min: 1, max: 7 }),
});

/** Saves them one after the other; their numbers are their places, from 1. */
export async function keepAll(store: Store, all: readonly Dated[]): Promise<void> {
  for (const { record, dueAt } of all)
    await store.saveTurn({ key: sampleKey(), at: moment(0), createRecord: record, dueAt });
}

/** The numbers such a list must have, by looking at every record. */
export function listInMemory(all: readonly Dated[], query: CaseQuery): readonly number[] {
  const numbered = all.map(({ record, dueAt }, place) => ({
    record: { ...record, number: place + 1 },
    dueAt,
  }));
  const found = numbered.filter((one) => fits(one, query));
  return [...found].sort(comparing(query)).map(({ record }) => record.number);
}

interface Numbered {
  readonly record: CaseRecord;
  readonly dueAt: string | null;
}

function fits({ record, dueAt }: Numbered, { reader: asks, filter: wanted }: CaseQuery): boolean {
  const { states, severities: classes, outcome, product, customerKey, requesterId, due } = wanted;
  const severity = severityOf(record);
  const key = record.customer === undefined ? undefined : `name:${record.customer.name.toLowerCase()}`;
  return (
    mayRead(record, asks.userId, asks.access, asks.channels) &&
    (states?.includes(record.state) ?? true) &&
    (classes === undefined || (severity !== null && classes.includes(severity))) &&
    (outcome === undefined || record.verdict.outcome === outcome) &&
    (product === undefined || record.product === product) &&
    (customerKey === undefined || key === customerKey) &&
    (requesterId === undefined || record.requester.id === requesterId) &&
    (wanted.ownerId === undefined || (record.owner?.id ?? null) === wanted.ownerId) &&
    (wanted.isMine !== true || [record.requester.id, record.owner?.id].includes(asks.userId)) &&
    (wanted.channelId === undefined || record.team?.conversationId === wanted.channelId) &&
    (due === undefined || (dueAt !== null && dueAt > (due.from ?? "") && dueAt <= due.until))
  );
}

function comparing({ sort, order }: CaseQuery): (one: Numbered, other: Numbered) => number {
  const sign = order === "asc" ? 1 : -1;
  const newest = (one: Numbered, other: Numbered): number =>
    compare(other.record.updatedAt, one.record.updatedAt) || other.record.number - one.record.number;
  const rank = ({ record }: Numbered): number => {
    const severity = severityOf(record);
    const place = severity === null ? severities.length : severities.indexOf(severity);
    return severity === null ? place : sign === 1 ? place : severities.length - 1 - place;
  };
  switch (sort) {
    case "updated":
      return (one, other) => -sign * newest(one, other);
    case "created":
    case "number":
      return (one, other) => sign * (one.record.number - other.record.number);
    case "due":
      return (one, other) => {
        if (one.dueAt === null || other.dueAt === null)
          return one.dueAt === other.dueAt ? newest(one, other) : one.dueAt === null ? 1 : -1;
        return sign * (compare(one.dueAt, other.dueAt) || one.record.number - other.record.number);
      };
    case "severity":
      return (one, other) => rank(one) - rank(other) || newest(one, other);
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
