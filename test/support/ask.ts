import { Agent, request } from "node:http";

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answered {
  /** 0 where there was no answer. */
  readonly status: number;
  readonly body: string;
}

/** A client that may send what `fetch` refuses to: any method, any header, any path. Never rejects. */
export function createAsker(origin: string, sockets = 32) {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  return {
    ask({ method, path, headers = {}, body = "" }: Question): Promise<Answered> {
      return new Promise((resolve) => {
        const length = Buffer.byteLength(body);
        const sent = request(
          {
            ...{ hostname, port, agent, method, path },
            headers: length === 0 ? headers : { ...headers, "content-length": String(length) },
          },
          (response) => {
            let text = "";
            response.on("data", (chunk: Buffer) => (text += chunk.toString()));
            const end = (): void => {
              resolve({ status: response.statusCode ?? 0, body: text });
            };
            response.on("end", end);
            response.on("error", end);
          },
        );
        // Whoever is refused early may still be sending: the answer counts, if there is one.
        sent.on("error", () => {
          setTimeout(resolve, 200, { status: 0, body: "" });
        });
        sent.end(body);
      });
    },
    close() {
      agent.destroy();
    },
  };
}
export type Asker = ReturnType<typeof createAsker>;
