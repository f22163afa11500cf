import type { z } from "zod";
import { clockIds } from "../../clocks/clock-ids";
import { findDue } from "../../clocks/next-due";
import { isUnfinished } from "../../records/life-cycle";
import type { CaseReader } from "../../records/may-read";
import { outlineRecord } from "../../records/record-outline";
import type { CaseRecord } from "../../records/record";
import { severityOf } from "../../records/severity";
import type { CaseFilter } from "../../storage/case-filter";
import type { KeptDue, RecordFilter } from "../../storage/store";
import { isOneOf } from "../../vocabulary";
import { writeCursor, writeSearchCursor } from "./cursor";
import { type Call, type Desk, readerOf } from "./desk";
import { type ListWish, readListQuery } from "./list-query";
import { type Answer, answerProblem } from "./problem";
import { answerKnown, answerUnder, tagOfText } from "./tag";
import type { ListedRecord } from "./wire";

/** A page of the records the caller may see. */
export async function listRecords(desk: Desk, call: Call): Promise<Answer> {
  const { tenantId, person } = call.caller;
  const now = desk.bench.now();
  const request = readListQuery(call.search, { me: person.id, now });
  if (request.kind === "wrong") {
    const { parameter } = request;
    return parameter === null
      ? answerProblem("unknown-parameter")
      : answerProblem("bad-parameter", { parameter });
  }
  // Before the list: what changes between the two is told by the next tag.
  const [changes, reader] = await Promise.all([
    desk.bench.store.countChanges(tenantId),
    readerOf(desk, call),
  ]);
  const etag = tagOfText(JSON.stringify([tenantId, changes, reader, minuteOf(request, now), call.search]));
  const known = answerKnown(call, etag);
  if (known !== null) return known;
  const { records, next } = await (request.words === "" ? browse : search)(desk, tenantId, reader, request);
  const numbers = records.filter(mayBeDue).map(({ number }) => number);
  const dues = numbers.length === 0 ? [] : await desk.bench.store.readDues(tenantId, numbers);
  const kept = new Map(dues.map((due) => [due.number, due]));
  const listed = await Promise.all(
    records.map(async (record) => ({
      ...outlineRecord(record),
      due: await dueOf(desk, tenantId, record, kept.get(record.number)),
    })),
  );
  return answerUnder(etag, { records: listed, next });
}

/** Only one that is not finished, and leads itself, has something due. */
function mayBeDue({ state, parent }: CaseRecord): boolean {
  return isUnfinished(state) && parent === undefined;
}

/** As it is kept beside the case; where an older program kept no more than the moment, from the history. */
async function dueOf(
  { bench }: Desk,
  tenantId: string,
  record: CaseRecord,
  kept: KeptDue | undefined,
): Promise<z.infer<typeof ListedRecord>["due"]> {
  if (kept === undefined || !mayBeDue(record)) return null;
  if (kept.clock !== null && isOneOf(clockIds, kept.clock)) return { clock: kept.clock, at: kept.at };
  const [history, { rules }] = await Promise.all([
    bench.store.readHistory(tenantId, record.number),
    bench.hoursOf(tenantId, record),
  ]);
  return findDue({ record, history }, rules);
}

interface Page {
  readonly records: readonly CaseRecord[];
  readonly next: string | null;
}

async function browse({ bench }: Desk, tenantId: string, reader: CaseReader, wish: ListWish): Promise<Page> {
  const { filter, sort, order, after, limit } = wish;
  const query = { tenantId, reader, filter, sort, order, after, limit };
  const { records, next } = await bench.store.browseRecords(query);
  return { records, next: next === null ? null : writeCursor(next, sort, order) };
}

/** What the index of words does not know is asked of what it has found, so that a page may be short. */
async function search(desk: Desk, tenantId: string, reader: CaseReader, wish: ListWish): Promise<Page> {
  const { words, filter, searchAfter: after, limit } = wish;
  const found = desk.readSearch(words);
  if (found === null) return { records: [], next: null };
  const { userId, access, channels } = reader;
  const { records, next } = await desk.bench.store.searchRecords({
    ...{ tenantId, search: found, filter: indexedFilter(filter), after, limit },
    readableBy: access === "tenant" ? null : userId,
    readableIn: access === "team" ? channels : [],
  });
  return {
    records: records.filter((record) => fits(record, filter, userId)),
    next: next === null ? null : writeSearchCursor(next),
  };
}

function indexedFilter({
  states,
  severities,
  outcome,
  product,
  customerKey,
  requesterId,
}: CaseFilter): RecordFilter {
  const [state, ...otherStates] = states ?? [];
  const [severity, ...otherSeverities] = severities ?? [];
  return {
    ...(state === undefined || otherStates.length > 0 ? {} : { state }),
    ...(severity === undefined || otherSeverities.length > 0 ? {} : { severity }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(product === undefined ? {} : { product }),
    ...(customerKey === undefined ? {} : { customerKey }),
    ...(requesterId === undefined ? {} : { requesterId }),
  };
}

function fits(record: CaseRecord, filter: CaseFilter, me: string): boolean {
  const { states, severities, ownerId, channelId, isMine } = filter;
  const severity = severityOf(record);
  return (
    (states?.includes(record.state) ?? true) &&
    (severities === undefined || (severity !== null && severities.includes(severity))) &&
    (ownerId === undefined || (record.owner?.id ?? null) === ownerId) &&
    (channelId === undefined || record.team?.conversationId === channelId) &&
    (isMine !== true || record.requester.id === me || record.owner?.id === me)
  );
}

/** What is due changes by itself, minute by minute. */
function minuteOf({ filter }: ListWish, now: string): string {
  return filter.due === undefined ? "" : now.slice(0, 16);
}
