import type { CaseRecord } from "../../records/record";
import { describeHistory, describeRecord, tagOf } from "./describe-record";
import { type Call, type Desk, findReadable } from "./desk";
import { type Answer, answerProblem } from "./problem";

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
