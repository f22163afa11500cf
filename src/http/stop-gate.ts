import type { IncomingMessage, ServerResponse } from "node:http";
import type restify from "restify";

/** Lets the requests of people end while the program stops, and no new ones in. */
export interface StopGate {
  /** From now on every connection ends with its answer: one that is cut later might have a request on its way. */
  endConnections(): void;
  /** From now on new requests get 503. */
  shut(): void;
  /** Resolves when none is under way any more, or after so many milliseconds. */
  settled(patienceMs: number): Promise<void>;
}

/** Only these are people's: the local chat's streams never end, and its connector answers the bot itself. */
const isPersons = ({ url = "" }: IncomingMessage): boolean => url.startsWith("/api/");

/** Watches the requests of a server from now on. */
export function createStopGate(server: restify.Server): StopGate {
  const underWay = new Set<ServerResponse>();
  let isEnding = false;
  let isShut = false;
  let onEnd = (): void => undefined;
  server.server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    if (isEnding) response.shouldKeepAlive = false;
    if (!isPersons(request)) return;
    if (isShut) refuse(response);
    underWay.add(response);
    response.once("close", () => {
      underWay.delete(response);
      if (underWay.size === 0) onEnd();
    });
  });
  return {
    endConnections() {
      isEnding = true;
      for (const response of underWay) response.shouldKeepAlive = false;
    },
    shut() {
      isShut = true;
    },
    settled: (patienceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        onEnd = () => {
          clearTimeout(timer);
          resolve();
        };
        if (underWay.size === 0) onEnd();
      }),
  };
}

/** Before the server looks at the request, which takes what is answered for settled. */
function refuse(response: ServerResponse): void {
  response.writeHead(503, { "retry-after": "5", "content-length": "0" });
  response.end();
}
