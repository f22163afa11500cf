import type { CaseRecord, Person } from "../records/record";
import type { Scene } from "./turn";

/** How many people a card offers. */
const offeredPeople = 50;

/** To whom a case can be handed over: who was met in the teams, who began it, and who asks; not who has it. */
export async function knownPeople({ bench, turn }: Scene, record: CaseRecord): Promise<readonly Person[]> {
  const met = await bench.store.listPeople(turn.key.tenantId, offeredPeople);
  const all = [turn.person, record.requester, ...met];
  const each = new Map(all.map((person) => [person.id, person]));
  return [...each.values()].filter(({ id }) => id !== record.owner?.id);
}
