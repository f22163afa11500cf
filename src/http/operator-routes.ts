import { createHash, timingSafeEqual } from "node:crypto";
import type restify from "restify";
import type { Meter } from "../telemetry/meter";
import type { Readiness } from "../telemetry/readiness";
import { refuseForeign } from "./refuse-foreign";

/** What is told to those who run the product. */
export interface OperatorOptions {
  readonly readiness: Readiness;
  readonly meter: Pick<Meter, "print" | "contentType">;
  /** Who may read the figures: programs on this machine, whoever has the token, or nobody. */
  readonly metricsFor: "machine" | { readonly token: string } | "nobody";
}

/**
 * Mounts what those who run the product ask: `/readyz` for the load balancer, with the names of its parts and
 * nothing of what ails them, and `/metrics`.
 */
export function mountOperatorRoutes(
  server: restify.Server,
  { readiness, meter, metricsFor }: OperatorOptions,
): void {
  server.get("/readyz", async (_request: restify.Request, response: restify.Response) => {
    const { isReady, parts } = await readiness.read();
    send(response, isReady ? 200 : 503, "application/json", JSON.stringify({ ready: isReady, parts }));
  });
  server.get("/metrics", async (request: restify.Request, response: restify.Response) => {
    const refused = refuseReader(request, metricsFor);
    if (refused === undefined) send(response, 200, meter.contentType, await meter.print());
    else send(response, refused, "text/plain", "");
  });
}

function refuseReader(
  request: restify.Request,
  metricsFor: OperatorOptions["metricsFor"],
): number | undefined {
  // As if it were not there: a stranger learns nothing.
  if (metricsFor === "nobody") return 404;
  if (metricsFor === "machine") return refuseForeign(request, true);
  return isSame(request.header("authorization", ""), `Bearer ${metricsFor.token}`) ? undefined : 401;
}

/** Takes the same time wherever the two differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function send(response: restify.Response, status: number, type: string, text: string): void {
  response.writeHead(status, {
    "cache-control": "no-store",
    "content-type": type,
    "content-length": String(Buffer.byteLength(text)),
  });
  response.end(text);
}
