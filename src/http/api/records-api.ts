import type { IncomingHttpHeaders } from "node:http";
import { type CaseRecord, type Person, parseRecordNumber } from "../../records/record";
import { mayRead } from "../../records/may-read";
import type { Store } from "../../storage/store";
import type { CaseAccess } from "../../vocabulary";
import type { Caller } from "./caller";
import { writeCursor } from "./cursor";
import { describeHistory, describeRecord, summariseRecord, tagOf } from "./describe-record";
import { readListQuery } from "./list-query";
import { type Answer, answerProblem } from "./problem";

/** What the API works with. */
export interface Desk {
  readonly store: Store;
  readonly caseAccess: CaseAccess;
  /** The leads of the setting. */
  readonly leads: readonly Person[];
  readonly now: () => Date;
  readonly newId: () => string;
}

/** One call, after it is known who makes it. */
export interface Call {
  readonly caller: Caller;
  /** The number in the path, as it came; empty where the path has none. */
  readonly number: string;
  /** The query without its question mark. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; undefined when it is none. */
  readonly body: unknown;
}

/** A page of the records the caller may see. */
export async function listRecords({ store, caseAccess }: Desk, { caller, search }: Call): Promise<Answer> {
  const me = caller.person.id;
  const request = readListQuery(search, me);
  if (request.kind === "wrong") {
    const { parameter } = request;
    return parameter === null
      ? answerProblem("unknown-parameter")
      : answerProblem("bad-parameter", { parameter });
  }
  const { after, limit } = request;
  const { requesterId = me } = request.filter;
  // Of others' cases there are none, then.
  if (caseAccess === "own" && requesterId !== me) return { status: 200, body: { records: [], next: null } };
  const filter = caseAccess === "own" ? { ...request.filter, requesterId } : request.filter;
  const found = await store.findRecords({ tenantId: caller.tenantId, filter, after, limit });
  const next = found.next === null ? null : writeCursor(found.next);
  return { status: 200, body: { records: found.records.map(summariseRecord), next } };
}

/** One record. */
export async function readRecord(desk: Desk, call: Call): Promise<Answer> {
  const record = await findReadable(desk, call);
  return record === null ? answerProblem("not-found") : answerRecord(record);
}

/** The history of one record. */
export async function readHistory(desk: Desk, call: Call): Promise<Answer> {
  const record = await findReadable(desk, call);
  if (record === null) return answerProblem("not-found");
  const history = await desk.store.readHistory(call.caller.tenantId, record.number);
  return { status: 200, body: describeHistory(history) };
}

/** The record as it is, with its tag. */
export function answerRecord(record: CaseRecord): Answer {
  return { status: 200, headers: { etag: tagOf(record) }, body: describeRecord(record) };
}

/** The record the path names; null alike when there is none, it is not the caller's, or the number is none. */
export async function findReadable(
  { store, caseAccess }: Desk,
  { caller, number }: Call,
): Promise<CaseRecord | null> {
  const parsed = parseRecordNumber(number);
  const record = parsed === null ? null : await store.findRecord(caller.tenantId, parsed);
  return record !== null && mayRead(record, caller.person.id, caseAccess) ? record : null;
}
