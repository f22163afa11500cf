import {
  caseRoles,
  type CaseRole,
  refuse,
  roleOf,
  type TeamAction,
  teamActions,
} from "../../src/records/permissions";
import { recordStates } from "../../src/vocabulary";

const ann = { id: "ann", name: "Ann" };
const bo = { id: "bo", name: "Bo" };
const lee = { id: "lee", name: "Lee" };

const allowed = (action: TeamAction, owner = {}): readonly CaseRole[] =>
  caseRoles.filter((role) => refuse({ state: "escalated", ...owner }, action, role) === null);

test("the strongest role counts: owner before requester before lead", () => {
  expect(roleOf({ requester: ann, owner: ann }, ann, [ann])).toBe("owner");
  expect(roleOf({ requester: ann, owner: bo }, ann, [ann])).toBe("requester");
  expect(roleOf({ requester: ann }, lee, [lee])).toBe("lead");
  expect(roleOf({ requester: ann }, bo, [lee])).toBe("colleague");
});

test.each([
  ["take", ["requester", "lead", "colleague"], []],
  ["hand_over", ["owner", "requester", "lead", "colleague"], ["owner", "requester", "lead"]],
  ["resolve", ["owner", "requester", "lead", "colleague"], ["owner", "requester", "lead"]],
  ["severity", ["owner", "requester", "lead", "colleague"], ["owner", "requester", "lead"]],
  ["note", ["owner", "requester", "lead", "colleague"], ["owner", "requester", "lead", "colleague"]],
  ["file", ["owner", "requester", "lead", "colleague"], ["owner", "requester", "lead", "colleague"]],
] as const)("%s is for %j as long as nobody has the case, then for %j", (action, before, after) => {
  expect(allowed(action)).toEqual(before);
  expect(allowed(action, { owner: bo })).toEqual(after);
});

test("in every state, each role may do something and is told why not for the rest", () => {
  for (const state of recordStates)
    for (const role of caseRoles) {
      const answers = teamActions.map((action) => refuse({ state, owner: bo }, action, role));
      expect(answers).toContain(null);
      expect(answers.some((answer) => answer !== null)).toBe(true);
    }
});

test.each([
  ["take", "resolved", "colleague", "settled"],
  ["reopen", "open", "owner", "not_settled"],
  ["take", "open", "owner", "yours"],
  ["take", "open", "colleague", "taken"],
  ["resolve", "open", "colleague", "owner_only"],
] as const)("%s of a case that is %s is refused to its %s: %s", (action, state, role, reason) => {
  expect(refuse({ state, owner: bo }, action, role)).toBe(reason);
});
