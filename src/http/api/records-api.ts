import type { CaseRecord } from "../../records/record";
import { writeCursor } from "./cursor";
import { describeHistory, describeRecord, summariseRecord, tagOf } from "./describe-record";
import { type Call, type Desk, findReadable } from "./desk";
import { readListQuery } from "./list-query";
import { type Answer, answerProblem } from "./problem";

/** A page of the records the caller may see. */
export async function listRecords({ bench }: Desk, { caller, search }: Call): Promise<Answer> {
  const { store, caseAccess } = bench;
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
  const history = await desk.bench.store.readHistory(call.caller.tenantId, record.number);
  return { status: 200, body: describeHistory(history) };
}

/** The record as it is, with its tag. */
export function answerRecord(record: CaseRecord): Answer {
  return { status: 200, headers: { etag: tagOf(record) }, body: describeRecord(record) };
}
