import type { IncomingMessage } from "node:http";

/**
 * Reads a body; null when it is longer than `limit` bytes. It is read to its end then, or the refusal would not arrive,
 * but not kept. Rejects when the connection ends before it.
 */
export function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.once("error", reject);
    request.once("close", () => {
      if (!request.readableEnded) reject(new Error("the connection ended before the request"));
    });
    request.once("end", () => {
      const [first, ...others] = chunks;
      if (size > limit) resolve(null);
      else resolve(first !== undefined && others.length === 0 ? first : Buffer.concat(chunks));
    });
  });
}
