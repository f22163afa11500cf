import { z } from "zod";
import type { ReadRoster } from "../escalation/roster-worker";

const Members = z.looseObject({
  members: z.array(
    z.looseObject({
      id: z.string().min(1).max(512),
      aadObjectId: z.string().min(1).max(128).nullish().catch(undefined),
      objectId: z.string().min(1).max(128).nullish().catch(undefined),
    }),
  ),
  continuationToken: z.string().min(1).max(8192).nullish().catch(undefined),
});

/** Teams gives at most 500 at once; a team has at most 25,000 members. */
const pageSize = 500;
const mostPages = 60;

/** How Teams is asked, and which of its services may be. */
export interface RosterOptions {
  /** The bot's token; null in local mode, where nobody asks for one. */
  readonly token: (() => Promise<string>) | null;
  readonly isServiceAllowed: (serviceUrl: string) => boolean;
  /** Milliseconds one page may take. */
  readonly deadlineMs?: number;
}

/** Asks Teams page by page who belongs to a team. What is answered late, or in another shape, is an error. */
export function createReadRoster({
  token,
  isServiceAllowed,
  deadlineMs = 10_000,
}: RosterOptions): ReadRoster {
  return async ({ serviceUrl, teamId }) => {
    // What is stored came from an earlier activity: checked again where the token is sent.
    if (!URL.canParse(serviceUrl) || !isServiceAllowed(serviceUrl))
      throw new Error("a team's service has an address that is not allowed");
    const headers: Record<string, string> =
      token === null ? {} : { authorization: `Bearer ${await token()}` };
    const members = new Set<string>();
    let next: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const response = await fetch(addressOf(serviceUrl, teamId, next), {
        headers,
        redirect: "error",
        signal: AbortSignal.timeout(deadlineMs),
      });
      if (!response.ok) throw new Error(`a team's members were refused with ${response.status}`);
      const page = Members.parse(await response.json());
      // The same id the person's turns and tokens carry.
      for (const { id, aadObjectId, objectId } of page.members) members.add(aadObjectId ?? objectId ?? id);
      next = page.continuationToken ?? undefined;
      if (next === undefined) return [...members];
    }
    throw new Error("a team's members do not end");
  };
}

function addressOf(serviceUrl: string, teamId: string, continuation: string | undefined): URL {
  const path = `v3/conversations/${encodeURIComponent(teamId)}/pagedmembers`;
  const url = new URL(`${serviceUrl.replace(/\/+$/, "")}/${path}`);
  url.searchParams.set("pageSize", String(pageSize));
  if (continuation !== undefined) url.searchParams.set("continuationToken", continuation);
  return url;
}
