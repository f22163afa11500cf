import { createServer } from "node:http";
import { portOf } from "./key-server";
import type { MachineIdentity } from "../../src/storage/identity-token";

/** What the endpoint says next: a token with its end in seconds from now, or another answer. */
export type IdentityAnswer =
  { readonly token: string; readonly endsIn: number } | { readonly status: number; readonly body?: string };

export interface IdentityServer {
  readonly identity: MachineIdentity;
  /** Addresses it was asked at, without the origin, that had what has to be shown. */
  readonly asked: readonly string[];
  answer: IdentityAnswer;
  stop(): Promise<void>;
}

const header = "shown-by-the-platform";

/** An identity endpoint as App Service has one for the programs of a machine: GET, a header, an answer in JSON. */
export async function startIdentityServer(first: IdentityAnswer): Promise<IdentityServer> {
  const asked: string[] = [];
  const state = { answer: first };
  const server = createServer((request, response) => {
    if (request.headers["x-identity-header"] !== header) {
      response.writeHead(400);
      response.end('{"statusCode":400,"message":"no or another header"}');
      return;
    }
    asked.push(request.url ?? "");
    const { answer } = state;
    response.setHeader("content-type", "application/json");
    if ("status" in answer) {
      response.writeHead(answer.status);
      response.end(answer.body ?? "{}");
      return;
    }
    const expires_on = String(Math.floor(Date.now() / 1000) + answer.endsIn);
    const body = {
      access_token: answer.token,
      expires_on,
      token_type: "Bearer",
      resource: "r",
      client_id: "c",
    };
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    identity: {
      endpoint: `http://127.0.0.1:${portOf(server)}/msi/token`,
      header,
      clientId: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10",
    },
    asked,
    get answer() {
      return state.answer;
    },
    set answer(next) {
      state.answer = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
