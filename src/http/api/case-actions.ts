import type { z } from "zod";
import { readLeads } from "../../escalation/roles";
import { listFirstSteps } from "../../first-steps/list-first-steps";
import { textsOf } from "../../locales/texts";
import { isUnfinished, nextStates } from "../../records/life-cycle";
import type { TeamAction } from "../../records/permissions";
import type { CaseRecord, Person } from "../../records/record";
import { severityChoices } from "../../records/severity";
import { allowedForms } from "../../turns/decide-form";
import { knownPeople } from "../../turns/known-people";
import { actionOf, refusalAmong } from "../../turns/may-do";
import { findRoute, refuseSending } from "../../turns/team-turns";
import type { Scene } from "../../turns/turn";
import type { Notice, NoticeKey, RecordForm } from "../../views";
import { closingReasons, inputValues } from "../../vocabulary";
import { type AllowedAction, type CaseAction, caseActions, type CasePage } from "./wire-page";

type Page = z.infer<typeof CasePage>;

/** Every action of a case with why the caller may not do it now, and what they can choose for those they may. */
export async function listActions(
  scene: Scene,
  record: CaseRecord,
): Promise<Pick<Page, "actions" | "choices">> {
  const { store, leads: named } = scene.bench;
  const leads = await readLeads(store, scene.turn.key.tenantId, named);
  const refuse = (action: TeamAction) => refusalAmong(leads, record, action, scene.turn.person);
  const route = await findRoute(scene, record);
  const sending = await refuseSending(scene, record, route);
  const actions = caseActions.map((action) =>
    describe(scene, action, action === "send" ? sending : refuseAction(record, action, refuse)),
  );
  const people = await knownPeople(scene, record);
  return { actions, choices: listChoices(scene, record, refuse, people) };
}

/** Forms the case has no use for now. */
const formOf: Readonly<Partial<Record<CaseAction, RecordForm>>> = {
  file: "file",
  evidence: "evidence",
  severity: "severity",
};

function refuseAction(
  record: CaseRecord,
  action: CaseAction,
  refuse: (action: TeamAction) => Notice | undefined,
): Notice | undefined {
  // Whoever may read a case may work on its answers while it is open, as by its card.
  if (action === "link" || action === "answers" || action === "steps") {
    if (!isUnfinished(record.state)) return { key: "team_settled" };
    return action === "steps" && listFirstSteps(record).length === 0 ? { key: "not_allowed_now" } : undefined;
  }
  const refusal = refuse(action);
  if (refusal !== undefined) return refusal;
  const form = formOf[action];
  const isOutOfReach =
    (action === "resolve" && !nextStates(record.state).includes("resolved")) ||
    (form !== undefined && !allowedForms(record).includes(form));
  return isOutOfReach ? { key: "not_allowed_now" } : undefined;
}

/** What a card says of these after an attempt also tells what became of it; here nothing has been tried. */
const untried: ReadonlySet<NoticeKey> = new Set([
  "not_allowed_now",
  "team_no_route",
  "team_settled",
  "team_taken_by",
  "team_taken_by_unnamed",
]);

function describe(
  { audience }: Scene,
  action: CaseAction,
  refusal: Notice | undefined,
): z.infer<typeof AllowedAction> {
  if (refusal === undefined) return { action, isAllowed: true, code: null, reason: null };
  const { key, values } = refusal;
  const text = untried.has(key) ? `refusal.${key}` : `notice.${key}`;
  const reason = textsOf(audience.language)(text, values);
  return { action, isAllowed: false, code: refusal.key, reason };
}

function listChoices(
  { audience }: Scene,
  record: CaseRecord,
  refuse: (action: TeamAction) => Notice | undefined,
  people: readonly Person[],
): Page["choices"] {
  const say = textsOf(audience.language);
  const states = nextStates(record.state).filter(
    (state) => refuse(actionOf(record, "state", state)) === undefined,
  );
  const isOpen = isUnfinished(record.state);
  return {
    states: states.map((id) => ({ id, name: say(`state.${id}`) })),
    severities: isOpen ? severityChoices(record).map((id) => ({ id, name: say(`severity.${id}`) })) : [],
    serviceHealth: inputValues.serviceHealth.map((id) => ({ id, name: say(`value.serviceHealth.${id}`) })),
    closingReasons: closingReasons.map((id) => ({ id, name: say(`closingReason.${id}`) })),
    people: isOpen ? people.map(({ id, name }) => ({ id, name })) : [],
  };
}
