import { isLead, isSamePerson } from "../records/lead";
import type { Person } from "../records/record";
import type { Store } from "../storage/store";

/** The most people whose names are looked up for leads the setting only names by id. */
const knownPeople = 200;

/**
 * Who may change the routes of a tenant, each once: those of the setting, then whoever added the app to a team.
 * A name nobody has met yet is empty.
 */
export async function readLeads(
  store: Pick<Store, "listLeads" | "listPeople">,
  tenantId: string,
  named: readonly Person[],
): Promise<readonly Person[]> {
  const [met, added] = await Promise.all([
    store.listPeople(tenantId, knownPeople),
    store.listLeads(tenantId),
  ]);
  const withNames = named.map(
    (lead) => met.find((person) => person.name !== "" && isSamePerson(person.id, lead.id)) ?? lead,
  );
  return [...withNames, ...added.filter((person) => !isLead(person, named))];
}

/** Whether somebody is a lead of the tenant, by the setting or because they added the app to a team; reads no names. */
export async function isLeadOf(
  store: Pick<Store, "listLeads">,
  tenantId: string,
  named: readonly Person[],
  person: Pick<Person, "id">,
): Promise<boolean> {
  return isLead(person, named) || isLead(person, await store.listLeads(tenantId));
}
