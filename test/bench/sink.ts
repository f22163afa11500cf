import { createServer } from "node:http";
import { portOf } from "../support/key-server";

/** A connector that takes every message and tells who waits for it. */
export interface Sink {
  readonly serviceUrl: string;
  /** Resolves when the next message to this conversation has come. */
  next(conversationId: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const waiting = new Map<string, () => void>();
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      count += 1;
      response.writeHead(201, { "content-type": "application/json" });
      response.end(`{"id":"sent-${count}"}`);
      const conversation = decodeURIComponent(/conversations\/([^/]+)/.exec(request.url ?? "")?.[1] ?? "");
      waiting.get(conversation)?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    serviceUrl: `http://127.0.0.1:${portOf(server)}/`,
    next: (conversationId) =>
      new Promise((resolve) => {
        waiting.set(conversationId, resolve);
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
