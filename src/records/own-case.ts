import { type Act, changed, type Change, entry } from "./change-record";
import { isUnfinished } from "./life-cycle";
import type { CaseRecord, Person } from "./record";

/** Where a case is sent: the channel, and the route that chose it. */
export interface TeamPlace {
  readonly conversationId: string;
  readonly routeId: string;
  /** As people know it; written into the history. */
  readonly name: string;
}

/** Sends a case to a team's channel; an open one counts as escalated from then on. A settled case is refused. */
export function sendToTeam(record: CaseRecord, place: TeamPlace, act: Act): Change {
  if (!isUnfinished(record.state)) return { kind: "refused", errors: { team: "settled" } };
  const state = record.state === "open" ? "escalated" : record.state;
  const team = { conversationId: place.conversationId, routeId: place.routeId, sentAt: act.at };
  return changed(record, { team, state }, act, [
    entry(act, "sentToTeam", null, place.name),
    ...(state === record.state ? [] : [entry(act, "state", record.state, state)]),
  ]);
}

/** Moves a case from the channel it was sent to into another one. A settled case is refused: nobody works on it. */
export function moveToTeam(record: CaseRecord, place: TeamPlace, from: string, act: Act): Change {
  if (!isUnfinished(record.state) || record.team === undefined)
    return { kind: "refused", errors: { team: "settled" } };
  const team = { conversationId: place.conversationId, routeId: place.routeId, sentAt: act.at };
  return changed(record, { team }, act, [entry(act, "sentToTeam", from, place.name)]);
}

/** Takes a case nobody has. One that somebody has is refused: then it is handed over, not taken away. */
export function takeCase(record: CaseRecord, act: Act): Change {
  if (!isUnfinished(record.state)) return { kind: "refused", errors: { owner: "settled" } };
  if (record.owner !== undefined) return { kind: "refused", errors: { owner: "taken" } };
  return changed(record, { owner: act.by }, act, [entry(act, "owner", null, act.by.name)]);
}

/** Gives a case to a colleague, whoever had it. To hand it to who has it already is refused. */
export function handOverCase(record: CaseRecord, owner: Person, act: Act): Change {
  if (!isUnfinished(record.state)) return { kind: "refused", errors: { newOwner: "settled" } };
  if (record.owner?.id === owner.id) return { kind: "refused", errors: { newOwner: "sameOwner" } };
  return changed(record, { owner }, act, [entry(act, "owner", record.owner?.name ?? null, owner.name)]);
}
