import { join } from "node:path";
import { z } from "zod";
import { leaveRequest, type RequestFolder, takeRequests } from "./left-requests";

/** A delivery somebody wants to be sent again. */
const RetryRequest = z.object({ tenantId: z.string(), key: z.string() }).readonly();
export type RetryRequest = z.infer<typeof RetryRequest>;

/** What one command asked for. */
const RetryRequests = z.array(RetryRequest);

function folderOf(dataDir: string): RequestFolder {
  return { path: join(dataDir, "retry-requests"), isPrivate: false };
}

/** Leaves requests for the bot, all or none; `id` names the file. */
export function leaveRetryRequests(dataDir: string, id: string, requests: readonly RetryRequest[]): void {
  leaveRequest(folderOf(dataDir), id, requests);
}

/** Carries out what was left, one after another. */
export function takeRetryRequests(
  dataDir: string,
  now: () => Date,
  carryOut: (request: RetryRequest) => Promise<unknown>,
): Promise<void> {
  return takeRequests(folderOf(dataDir), RetryRequests, now, async (requests) => {
    for (const request of requests) await carryOut(request);
  });
}
