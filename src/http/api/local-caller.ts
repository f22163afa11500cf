import { localPeople, localTenantId } from "../../local-chat/people";
import type { Identify } from "./caller";

/** Local mode: the header names one of the people of the local chat. For programs on this machine only. */
export const identifyLocally: Identify = (headers) => {
  const id = headers["x-local-person"];
  const person = localPeople.find(({ aadObjectId }) => aadObjectId === id);
  return Promise.resolve(
    person === undefined
      ? "unknown"
      : { tenantId: localTenantId, person: { id: person.aadObjectId, name: person.name } },
  );
};
