import type { Person } from "./record";

/** Whether somebody is one of the leads of their tenant. Ids are compared without regard to case. */
export function isLead({ id }: Pick<Person, "id">, leads: readonly Person[]): boolean {
  return leads.some((lead) => isSamePerson(lead.id, id));
}

/** Settings and tokens write an object id in either case. */
export function isSamePerson(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
