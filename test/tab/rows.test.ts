import type { ListedRecord } from "../../src/tab/api/wire";
import { takeFirst, takeMore } from "../../src/tab/list/rows";
import { readFailure } from "../../src/tab/api/outcome";
import { createSay, sayCount } from "../../src/tab/texts/say";

function row(number: number, title = ""): ListedRecord {
  const at = "2026-11-20T09:00:00.000Z";
  return {
    number: `PS-00000${number}`,
    revision: 1,
    state: "open",
    title,
    customer: null,
    product: null,
    severity: "A",
    outcome: "resolve",
    escalateTo: null,
    route: "partner_resolves",
    requester: { id: "mei", name: "Mei" },
    owner: null,
    createdAt: at,
    updatedAt: at,
    due: null,
  };
}
const titlesOf = ({ records }: { readonly records: readonly ListedRecord[] }) =>
  records.map(({ number, title }) => number.slice(-1) + title);

test("a first page is taken whole while no more was read below it", () => {
  const known = takeFirst(null, { records: [row(2), row(1)], next: "on" });

  expect(takeFirst(known, { records: [row(3), row(2)], next: "on" })).toMatchObject({ isOutdated: false });
  expect(titlesOf(takeFirst(known, { records: [row(3), row(2)], next: "on" }))).toEqual(["3", "2"]);
});

test("below it rows change in place and nothing jumps; that the order is another is told", () => {
  const first = takeFirst(null, { records: [row(4), row(3)], next: "on" });
  const longer = takeMore(first, { records: [row(3), row(2)], next: null });
  expect([titlesOf(longer), longer.next]).toEqual([["4", "3", "2"], null]);

  const same = takeFirst(longer, { records: [row(4), row(3, " new")], next: "on" });
  expect([titlesOf(same), same.isOutdated]).toEqual([["4", "3 new", "2"], false]);
  const moved = takeFirst(longer, { records: [row(5), row(4)], next: "on" });
  expect([titlesOf(moved), moved.isOutdated]).toEqual([["4", "3", "2"], true]);
});

test.each([
  [401, null, { kind: "signed_out" }],
  [403, null, { kind: "not_allowed" }],
  [404, null, { kind: "not_found" }],
  [429, "7", { kind: "busy", wait: 7 }],
  [503, "soon", { kind: "unavailable", wait: 5 }],
  [504, "9999", { kind: "unavailable", wait: 120 }],
  [500, null, { kind: "broken" }],
  [412, null, { kind: "stale", record: null }],
  [422, null, { kind: "refused", errors: [] }],
])("a refusal with %i is told as it is meant", (status, retryAfter, failure) => {
  expect(readFailure({ status, retryAfter, body: null })).toEqual(failure);
});

test("who is signed in with an organisation that is not served is not sent to sign in again", () => {
  const challenge = 'Bearer error="tenant_not_served"';
  expect(readFailure({ status: 401, retryAfter: null, challenge, body: null })).toEqual({
    kind: "elsewhere",
  });
});

test("sentences take their values as they are, one and many apart", () => {
  const say = createSay({ one: "1 case", many: "{{number}} cases", by: "by {{ name }}" });

  expect(say("by", { name: "{{number}} $&" })).toBe("by {{number}} $&");
  expect([sayCount(say, 1, "one", "many"), sayCount(say, 2, "one", "many")]).toEqual(["1 case", "2 cases"]);
  expect(say("missing.key")).toBe("missing.key");
});
