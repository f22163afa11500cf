import type { NewDelivery } from "../escalation/delivery";
import { placeOf } from "../escalation/reroute";
import { tellOfChange } from "../escalation/tell-of-change";
import { sendToTeam } from "../records/own-case";
import { isUnfinished } from "../records/life-cycle";
import type { CaseRecord, HistoryEntry, NewCaseRecord } from "../records/record";
import { actOf } from "./act-of";
import { reckonDue } from "./reckon-due";
import { findRoute, postsFor } from "./team-turns";
import type { Plan, Scene } from "./turn";

type PlannedChange = NonNullable<Plan["change"]>;

/** The change with all that has to be said of it elsewhere, to be saved in the same transaction. */
export async function tellOthers(scene: Scene, planned: PlannedChange): Promise<PlannedChange> {
  const sent = await sendAtOnce(scene, planned);
  const due = await reckonDue(scene, sent);
  const change = due === undefined ? sent : { ...sent, dueAt: due?.at ?? null, dueClock: due?.clock ?? null };
  const { updateRecord: after, history = [], deliveries } = change;
  if (after === undefined) return change;
  const { channel, input, person, key } = scene.turn;
  const told = await tellOfChange({
    store: scene.bench.store,
    tenantId: key.tenantId,
    after,
    history,
    actor: person,
    at: scene.audience.now,
    answeredIn: channel === undefined ? key.conversationId : null,
    writtenIn: input.kind === "thread_text" ? (channel?.conversationId ?? null) : null,
  });
  const more = told.length === 0 ? undefined : joinDeliveries(deliveries, told);
  return more === undefined ? change : { ...change, deliveries: more };
}

function joinDeliveries(
  planned: PlannedChange["deliveries"],
  told: readonly NewDelivery[],
): NonNullable<PlannedChange["deliveries"]> {
  return typeof planned === "function"
    ? (record) => [...planned(record), ...told]
    : [...(planned ?? []), ...told];
}

/** A new verdict whose route sends by itself takes the case to the channel in the same change. */
async function sendAtOnce(scene: Scene, change: PlannedChange): Promise<PlannedChange> {
  const decided = change.createRecord ?? change.updateRecord;
  const isDecided = change.history?.some(({ field }) => field === "created" || field === "verdict");
  if (decided === undefined || isDecided !== true || decided.team !== undefined) return change;
  if (!isUnfinished(decided.state)) return change;
  const route = await findRoute(scene, decided);
  if (route?.sendsAtOnce !== true) return change;
  const sent = sendToTeam({ ...decided, number: 1 }, placeOf(route), actOf(scene));
  if (sent.kind === "refused") return change;
  const { state, team } = sent.record;
  const history: readonly HistoryEntry[] = [...(change.history ?? []), ...sent.history];
  const post = postsFor(scene, route);
  const deliveries = (record: CaseRecord | null): readonly NewDelivery[] =>
    record === null ? [] : post(record);
  const { createRecord, updateRecord } = change;
  const records: { createRecord?: NewCaseRecord; updateRecord?: CaseRecord } =
    createRecord !== undefined
      ? { createRecord: { ...createRecord, state, team } }
      : updateRecord !== undefined
        ? { updateRecord: { ...updateRecord, state, team } }
        : {};
  return { ...change, ...records, history, deliveries };
}
