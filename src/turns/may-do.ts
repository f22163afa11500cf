import { readLeads } from "../escalation/roles";
import { refuse, roleOf, type Refusal, type TeamAction } from "../records/permissions";
import { isUnfinished } from "../records/life-cycle";
import type { CaseRecord } from "../records/record";
import type { Notice, NoticeKey, RecordForm } from "../views";
import type { Scene } from "./turn";

const notices: Readonly<Record<Refusal, NoticeKey>> = {
  settled: "team_settled",
  not_settled: "team_not_settled",
  yours: "team_yours",
  taken: "team_taken_by",
  owner_only: "team_owner_only",
};

/** Why the person may not do this now, with who has the case; undefined where they may. */
export async function refusalOf(
  { bench, turn }: Scene,
  record: CaseRecord,
  action: TeamAction,
): Promise<Notice | undefined> {
  const leads = await readLeads(bench.store, turn.key.tenantId, bench.leads);
  const reason = refuse(record, action, roleOf(record, turn.person, leads));
  if (reason === null) return undefined;
  const key = notices[reason];
  return key === "team_taken_by" || key === "team_owner_only"
    ? { key, values: { name: record.owner?.name ?? "" } }
    : { key };
}

/** What a form does with a case; what changes the state may do three things. */
export function actionOf(record: CaseRecord, form: RecordForm, newState?: string): TeamAction {
  if (form === "owner") return "hand_over";
  if (form !== "state") return form;
  if (!isUnfinished(record.state)) return newState === "closed" ? "state" : "reopen";
  return newState === "resolved" ? "resolve" : "state";
}
