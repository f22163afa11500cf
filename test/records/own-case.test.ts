import { handOverCase, sendToTeam, takeCase } from "../../src/records/own-case";
import { recordOf } from "../cards/sample-views";

const mei = { id: "mei", name: "Mei" };
const alex = { id: "alex", name: "Alex" };
const act = { by: mei, at: "2026-11-21T05:00:00.000Z", timeZone: "Asia/Taipei" };
const place = { conversationId: "19:a@thread.tacv2", routeId: "r1", name: "Escalations" };
const settled = recordOf({}, { state: "resolved" });

test("sending an open case to a team escalates it and says where it went", () => {
  const sent = sendToTeam(recordOf({}), place, act);
  expect(sent).toMatchObject({
    kind: "changed",
    record: {
      state: "escalated",
      team: { conversationId: place.conversationId, routeId: "r1", sentAt: act.at },
    },
    history: [
      { field: "sentToTeam", new: "Escalations" },
      { field: "state", old: "open", new: "escalated" },
    ],
  });
});

test("a case that waits keeps its state when it is sent", () => {
  expect(sendToTeam(recordOf({}, { state: "waiting_microsoft" }), place, act)).toMatchObject({
    record: { state: "waiting_microsoft" },
    history: [{ field: "sentToTeam" }],
  });
});

test("a case nobody has is taken once", () => {
  const taken = takeCase(recordOf({}), act);
  expect(taken).toMatchObject({
    record: { owner: mei },
    history: [{ field: "owner", old: null, new: "Mei" }],
  });
  if (taken.kind !== "changed") throw new Error("not taken");
  expect(takeCase(taken.record, { ...act, by: alex })).toEqual({
    kind: "refused",
    errors: { owner: "taken" },
  });
});

test("a case is handed over from one to the next, never to who has it", () => {
  const record = recordOf({}, { owner: mei });
  expect(handOverCase(record, alex, act)).toMatchObject({
    record: { owner: alex },
    history: [{ field: "owner", old: "Mei", new: "Alex" }],
  });
  expect(handOverCase(record, mei, act)).toMatchObject({ kind: "refused" });
});

test.each([
  ["sent", sendToTeam(settled, place, act)],
  ["taken", takeCase(settled, act)],
  ["handed over", handOverCase(settled, alex, act)],
])("a settled case is not %s", (_, change) => {
  expect(change.kind).toBe("refused");
});
