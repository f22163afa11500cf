import { type Due, findDue } from "../clocks/next-due";
import type { Plan, Scene } from "./turn";

/** What about the case of a change is or was due first, so that lists need not reckon it case by case. */
export async function reckonDue(
  { bench, turn }: Scene,
  { createRecord, updateRecord, history = [] }: NonNullable<Plan["change"]>,
): Promise<Due | null | undefined> {
  const { tenantId } = turn.key;
  const record = updateRecord ?? (createRecord === undefined ? undefined : { ...createRecord, number: 0 });
  if (record === undefined) return undefined;
  const before =
    updateRecord === undefined ? [] : await bench.store.readHistory(tenantId, updateRecord.number);
  const { rules } = await bench.hoursOf(tenantId, record);
  return findDue({ record, history: [...before, ...history] }, rules);
}
