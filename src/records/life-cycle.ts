import type { RecordState } from "../vocabulary";

/** From which state a record may go where; the present state is never offered. */
const transitions: Readonly<Record<RecordState, readonly RecordState[]>> = {
  open: ["escalated", "waiting_microsoft", "waiting_customer", "resolved"],
  escalated: ["waiting_microsoft", "waiting_customer", "resolved", "open"],
  waiting_microsoft: ["waiting_customer", "escalated", "resolved", "open"],
  waiting_customer: ["waiting_microsoft", "escalated", "resolved", "open"],
  resolved: ["closed", "open"],
  closed: ["open"],
};

/** The states a record can be brought to from here. */
export function nextStates(state: RecordState): readonly RecordState[] {
  return transitions[state];
}

/** Whether somebody still has work with it. */
export function isUnfinished(state: RecordState): boolean {
  return state !== "resolved" && state !== "closed";
}
