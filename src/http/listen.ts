import type { AddressInfo } from "node:net";
import type restify from "restify";

/** A server that listens. */
export interface Listening {
  /** `http://host:port` with the port that was really taken. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts to listen; rejects with the system's error when the address cannot be taken. */
export async function listen(server: restify.Server, host: string, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });
  // Longer than clients keep an idle connection, so that it is always they who close it.
  server.server.keepAliveTimeout = 75_000;
  return { origin: `http://${host}:${portOf(server)}`, close: () => close(server) };
}

function portOf(server: restify.Server): number {
  const address: AddressInfo | string | null = server.server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Requests under way may end; idle and streaming connections are cut, or closing would wait for them. */
function close(server: restify.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.server.closeIdleConnections();
    setTimeout(() => {
      server.server.closeAllConnections();
    }, 500).unref();
  });
}
