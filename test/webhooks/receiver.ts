import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { RecordEvent } from "../../src/escalation/record-event";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly event: RecordEvent;
}

/** What it does with a call: answers with a status, or says nothing and hangs up. */
export type Mood = number | "hang_up" | "silence";

/** A program that is told of changes, on this machine. */
export interface Receiver {
  readonly url: string;
  /** All that came, also what it refused. */
  readonly received: readonly Received[];
  /** How it answers the next calls; afterwards with 204 again. */
  be(...moods: readonly Mood[]): void;
  stop(): Promise<void>;
  /** Comes back at the same address. */
  start(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const moods: Mood[] = [];
  let server: Server | undefined;
  let port = 0;

  function listen(): Promise<void> {
    server = createServer((request, response) => {
      let text = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      request.on("end", () => {
        received.push({ headers: request.headers, text, event: RecordEvent.parse(JSON.parse(text)) });
        const mood = moods.shift() ?? 204;
        if (mood === "silence") return;
        if (mood === "hang_up") request.socket.destroy();
        else {
          response.writeHead(mood, mood === 302 ? { location: "/elsewhere" } : {});
          response.end("seen");
        }
      });
    });
    const made = server;
    return new Promise((resolve, reject) => {
      made.on("error", reject);
      made.listen(port, "127.0.0.1", () => {
        const address: AddressInfo | string | null = made.address();
        if (address !== null && typeof address !== "string") port = address.port;
        resolve();
      });
    });
  }

  await listen();
  return {
    url: `http://127.0.0.1:${port}/events`,
    received,
    be: (...next) => {
      moods.push(...next);
    },
    start: listen,
    stop: () =>
      new Promise((resolve) => {
        server?.closeAllConnections();
        server?.close(() => {
          resolve();
        });
      }),
  };
}

/** The check the README describes. */
export function isSigned(
  { headers, text }: Pick<Received, "headers" | "text">,
  secret: string,
  now: Date,
): boolean {
  const timestamp = String(headers["partner-support-timestamp"]);
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > 300) return false;
  const expected = createHmac("sha256", secret).update(`${timestamp}.${text}`).digest();
  return String(headers["partner-support-signature"])
    .split(",")
    .some((one) => {
      const given = Buffer.from(one.replace(/^v1=/, ""), "hex");
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}
