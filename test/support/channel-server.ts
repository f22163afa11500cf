import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { portOf } from "./key-server";

/** One call of the bot to the connector, in the order in which they came. */
export interface ChannelCall {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly conversationId: string;
  readonly body: string;
}

/** A connector that keeps what it is sent and answers each post with an id. */
export interface ChannelServer {
  readonly serviceUrl: string;
  readonly calls: readonly ChannelCall[];
  /** The bodies of what was posted to a conversation; edits are no posts. */
  postsTo(conversationId: string): readonly string[];
  stop(): Promise<void>;
}

export interface ChannelOptions {
  /** Answers instead of it; `take` is what it would do itself. */
  readonly answer?: (call: ChannelCall, response: ServerResponse, take: () => void) => void;
}

export async function startChannel({
  answer = (_call, _response, take) => {
    take();
  },
}: ChannelOptions = {}): Promise<ChannelServer> {
  const calls: ChannelCall[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const call = readCall(request, body);
      calls.push(call);
      answer(call, response, () => {
        response.writeHead(201, { "content-type": "application/json" });
        response.end(JSON.stringify({ id: `posted-${calls.length}` }));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    serviceUrl: `http://127.0.0.1:${portOf(server)}/`,
    calls,
    postsTo: (conversationId) =>
      calls
        .filter((call) => call.method === "POST" && call.conversationId === conversationId)
        .map(({ body }) => body),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function readCall({ method = "", url = "" }: IncomingMessage, body: string): ChannelCall {
  const inPath = /conversations\/([^/?]+)/.exec(url)?.[1] ?? "";
  // A reply names its thread behind the conversation.
  const conversationId = decodeURIComponent(inPath).replace(/;messageid=.*$/, "");
  return { at: Date.now(), method, path: url, conversationId, body };
}
