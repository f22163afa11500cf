import type { CaseAccess } from "../vocabulary";
import type { CaseRecord } from "./record";

/** How far somebody may look. */
export interface CaseReader {
  readonly userId: string;
  readonly access: CaseAccess;
  /** The channels of the teams the person belongs to. */
  readonly channels: readonly string[];
}

/**
 * Whether a person of the record's own tenant may read it (setting CASE_ACCESS); `channels` are those of the teams the
 * person belongs to. A lead reads with the access `tenant` where others read with `team`.
 */
export function mayRead(
  { requester, owner, team }: Pick<CaseRecord, "requester" | "owner" | "team">,
  userId: string,
  access: CaseAccess,
  channels: readonly string[] = [],
): boolean {
  if (access === "tenant" || requester.id === userId || owner?.id === userId) return true;
  return access === "team" && team !== undefined && channels.includes(team.conversationId);
}
