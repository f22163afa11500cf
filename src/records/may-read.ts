import type { CaseAccess } from "../vocabulary";
import type { CaseRecord } from "./record";

/** Whether a person of the record's own tenant may open it (setting CASE_ACCESS). */
export function mayRead(
  { requester, owner }: Pick<CaseRecord, "requester" | "owner">,
  userId: string,
  access: CaseAccess,
): boolean {
  return access === "tenant" || requester.id === userId || owner?.id === userId;
}
