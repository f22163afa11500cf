import { join } from "node:path";
import { z } from "zod";
import { leaveRequest, type RequestFolder, takeRequests } from "./left-requests";

/** Somebody or a customer a lead wants to be erased. */
export const EraseRequest = z
  .object({
    tenantId: z.string().min(1),
    kind: z.enum(["person", "customer"]),
    id: z.string().min(1),
    by: z.string(),
    /** What is to stand in its place: a request that is carried out twice leaves one proof. */
    pseudonym: z.string().min(1).optional(),
  })
  .readonly();
export type EraseRequest = z.infer<typeof EraseRequest>;

function folderOf(dataDir: string): RequestFolder {
  return { path: join(dataDir, "erase-requests"), isPrivate: true };
}

/** Leaves a request for the bot; `name` names the file. Only this account may read it. */
export function leaveEraseRequest(dataDir: string, name: string, request: EraseRequest): void {
  leaveRequest(folderOf(dataDir), name, request);
}

/** Carries out what was left. */
export function takeEraseRequests(
  dataDir: string,
  now: () => Date,
  carryOut: (request: EraseRequest) => Promise<unknown>,
): Promise<void> {
  return takeRequests(folderOf(dataDir), EraseRequest, now, carryOut);
}
