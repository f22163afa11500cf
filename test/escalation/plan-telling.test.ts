import { type Happening, mostTold, planTelling } from "../../src/escalation/plan-telling";
import { recordOf } from "../cards/sample-views";

const bo = { id: "bo", name: "Bo" };
const team = { conversationId: "desk", routeId: "r", sentAt: "2026-11-21T04:31:00.000Z" };
const line = { at: "2026-11-21T04:31:00.000Z", by: bo, old: null, new: "x", why: null };
const card = (conversationId: string) => ({
  conversationId,
  name: "record:123",
  record: 123,
  activityId: "1",
  threadId: "1",
});

const planned = (changes: Partial<Happening> = {}) =>
  planTelling({
    after: recordOf({}, { team, revision: 5 }),
    history: [{ ...line, field: "state" }],
    actor: bo,
    answeredIn: null,
    writtenIn: null,
    posts: [card("desk"), card("chat-of-ann"), { ...card("chat-of-ann"), name: "told" }],
    listeners: [{ id: "oid-ann", conversationId: "chat-of-ann", toldLately: 0 }],
    ...changes,
  });
const short = (changes: Partial<Happening> = {}) =>
  planned(changes).map(({ kind, conversationId, body }) => `${kind} ${body.what} ${conversationId}`);

test("a change edits each card once and tells whoever listens", () => {
  expect(short()).toEqual(["update record desk", "update record chat-of-ann", "post told chat-of-ann"]);
});

test("the card that is the answer of this very turn is not edited", () => {
  expect(short({ answeredIn: "chat-of-ann", listeners: [] })).toEqual(["update record desk"]);
});

test("a card that is still on its way is edited after it", () => {
  expect(short({ posts: [], listeners: [] })).toEqual(["update record desk"]);
});

test("a note goes into the thread, unless it was written there", () => {
  const history = [{ ...line, field: "note" }];
  expect(short({ history, posts: [], listeners: [] })).toContain("reply noted desk");
  expect(short({ history, posts: [], listeners: [], writtenIn: "desk" })).not.toContain("reply noted desk");
});

test("nobody is told of their own act, nor of a change that has no history", () => {
  const own = [{ id: "bo", conversationId: "chat-of-bo", toldLately: 0 }];
  expect(short({ listeners: own })).not.toContain("post told chat-of-bo");
  expect(short({ history: [] }).filter((words) => words.includes("told"))).toEqual([]);
});

test("who has been told enough within a minute has the newest message edited", () => {
  const busy = [{ id: "oid-ann", conversationId: "chat-of-ann", toldLately: mostTold }];
  expect(planned({ listeners: busy }).at(-1)).toMatchObject({ kind: "update", body: { isOneOfMany: true } });
});

test("the same change has the same keys, whoever plans it", () => {
  const keys = planned().map(({ key }) => key);
  expect(planned().map(({ key }) => key)).toEqual(keys);
  expect(new Set(keys).size).toBe(keys.length);
});
