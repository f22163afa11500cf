import { type Agent, request } from "node:http";
import { randomUUID } from "node:crypto";
import type { Wish } from "./questions";

/** Makes one call and reads its answer to the end; answers the status. */
export function callOnce(
  { origin, agent }: { readonly origin: URL; readonly agent: Agent },
  { path, by, body }: Wish,
): Promise<number> {
  // Teams never uses an id twice.
  const text = body === undefined ? null : JSON.stringify({ ...body, id: `f:${randomUUID()}` });
  return new Promise((resolve, reject) => {
    const call = request(
      new URL(path, origin),
      {
        agent,
        method: text === null ? "GET" : "POST",
        headers: { "x-local-person": by, ...(text === null ? {} : { "content-type": "application/json" }) },
      },
      (response) => {
        response.on("data", () => undefined);
        response.on("end", () => {
          resolve(response.statusCode ?? 0);
        });
        response.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end(text ?? undefined);
  });
}
