import type { AddressInfo } from "node:net";
import type restify from "restify";
import { SettingsError } from "../errors";

/** A server that listens. */
export interface Listening {
  /** `http://host:port` with the port that was really taken. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Where to listen; port 0 takes any that is free. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** Whether other threads listen on the same address; the system gives each of them its part of the connections. */
  readonly isShared?: boolean;
}

/** Starts to listen; rejects with the system's error when the address cannot be taken. */
export async function listen(
  server: restify.Server,
  { host, port, isShared = false }: Address,
): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error): void => {
      reject(isShared ? explainSharing(error) : error);
    };
    // On restify's own server, which passes on what the system says, and breaks where nobody listens to it.
    server.once("error", refuse);
    server.listen({ host, port, reusePort: isShared }, () => {
      server.removeListener("error", refuse);
      resolve();
    });
  });
  // Longer than clients keep an idle connection, so that it is always they who close it.
  server.server.keepAliveTimeout = 75_000;
  const taken = portOf(server);
  return { origin: `http://${host}:${taken}`, port: taken, close: () => close(server) };
}

/** Not every system lets several listen on one port. */
function explainSharing(error: Error): Error {
  const isRefused = "code" in error && (error.code === "ENOTSUP" || error.code === "EINVAL");
  return isRefused
    ? new SettingsError(
        "WORKERS is more than 1, but this system does not let several threads listen on one port; set WORKERS=1",
        { cause: error },
      )
    : error;
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
