import { type Agent, request } from "node:http";
import { randomUUID } from "node:crypto";
import type { Wish } from "./questions";

/** What was answered, read to its end. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Makes one call and reads its answer to the end. */
export function callOnce(
  { origin, agent }: { readonly origin: URL; readonly agent: Agent },
  { path, by, body }: Wish,
): Promise<Answer> {
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
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
        response.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end(text ?? undefined);
  });
}
