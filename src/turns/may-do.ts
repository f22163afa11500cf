import { readLeads } from "../escalation/roles";
import { refuse, roleOf, type Refusal, type TeamAction } from "../records/permissions";
import { isUnfinished } from "../records/life-cycle";
import type { CaseRecord, Person } from "../records/record";
import type { Store } from "../storage/store";
import type { Notice, NoticeKey, RecordForm } from "../views";
import type { Scene } from "./turn";

const notices: Readonly<Record<Refusal, NoticeKey>> = {
  settled: "team_settled",
  not_settled: "team_not_settled",
  yours: "team_yours",
  taken: "team_taken_by",
  owner_only: "team_owner_only",
};

interface Asking {
  readonly store: Store;
  readonly leads: readonly Person[];
  readonly tenantId: string;
  readonly person: Person;
}

/** Why the person may not do this now, with who has the case; undefined where they may. */
export function refusalOf(
  { bench, turn }: Scene,
  record: CaseRecord,
  action: TeamAction,
): Promise<Notice | undefined> {
  return refusalFor({ ...bench, tenantId: turn.key.tenantId, person: turn.person }, record, action);
}

/** The same for whoever asks in another way than by a turn; `leads` are those of the setting. */
async function refusalFor(
  { store, leads: named, tenantId, person }: Asking,
  record: CaseRecord,
  action: TeamAction,
): Promise<Notice | undefined> {
  return refusalAmong(await readLeads(store, tenantId, named), record, action, person);
}

/** The same where the leads are known already. */
export function refusalAmong(
  leads: readonly Person[],
  record: CaseRecord,
  action: TeamAction,
  person: Person,
): Notice | undefined {
  const reason = refuse(record, action, roleOf(record, person, leads));
  if (reason === null) return undefined;
  const key = notices[reason];
  if (key !== "team_taken_by" && key !== "team_owner_only") return { key };
  const name = record.owner?.name ?? "";
  // Erasing a customer takes the people's names from its cases, also from those that are still open.
  return name === "" ? { key: `${key}_unnamed` } : { key, values: { name } };
}

/** What a form does with a case; what changes the state may do three things. */
export function actionOf(record: CaseRecord, form: RecordForm, newState?: string): TeamAction {
  if (form === "owner") return "hand_over";
  if (form !== "state") return form;
  if (!isUnfinished(record.state)) return newState === "closed" ? "state" : "reopen";
  return newState === "resolved" ? "resolve" : "state";
}
