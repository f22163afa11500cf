import { writeCursor } from "./cursor";
import { summariseRecord } from "./describe-record";
import { type Call, type Desk, readerOf } from "./desk";
import { type ListWish, readListQuery } from "./list-query";
import { type Answer, answerProblem } from "./problem";
import { answerKnown, answerUnder, tagOfText } from "./tag";

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
  const { filter, sort, order, after, limit } = request;
  // Before the list: what changes between the two is told by the next tag.
  const [changes, reader] = await Promise.all([
    desk.bench.store.countChanges(tenantId),
    readerOf(desk, call),
  ]);
  const etag = tagOfText(JSON.stringify([tenantId, changes, reader, minuteOf(request, now), call.search]));
  const known = answerKnown(call, etag);
  if (known !== null) return known;
  const query = { tenantId, reader, filter, sort, order, after, limit };
  const { records, next } = await desk.bench.store.browseRecords(query);
  const body = {
    records: records.map(summariseRecord),
    next: next === null ? null : writeCursor(next, sort, order),
  };
  return answerUnder(etag, body);
}

/** What is due changes by itself, minute by minute. */
function minuteOf({ filter }: ListWish, now: string): string {
  return filter.due === undefined ? "" : now.slice(0, 16);
}
