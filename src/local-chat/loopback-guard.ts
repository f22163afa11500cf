import { answerJson, readHeader, type PageAnswer, type PageRequest } from "./page-request";

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses a request whose Host is not this machine. A web site can point its own name at 127.0.0.1 and so read
 * local pages from the visitor's browser; the Host header still names the site.
 */
export function refuseForeignHost(request: PageRequest): PageAnswer | undefined {
  return loopbackHost.test(readHeader(request, "host") ?? "")
    ? undefined
    : answerJson(403, { field: "host", problem: "only loopback names are served" });
}

/** Refuses a post another web site makes through the visitor's browser; programs send no Origin at all. */
export function refuseForeignPost(request: PageRequest): PageAnswer | undefined {
  const refusal = refuseForeignOrigin(request);
  if (refusal !== undefined) {
    return refusal;
  }
  const type = readHeader(request, "content-type")?.split(";")[0]?.trim().toLowerCase();
  return type === "application/json"
    ? undefined
    : answerJson(415, { field: "content-type", problem: "must be application/json" });
}

/** Refuses what another web site's page sends; programs send no Origin. */
export function refuseForeignOrigin(request: PageRequest): PageAnswer | undefined {
  const origin = readHeader(request, "origin");
  if (
    origin !== undefined &&
    origin.toLowerCase() !== `http://${readHeader(request, "host") ?? ""}`.toLowerCase()
  ) {
    return answerJson(403, { field: "origin", problem: "differs from the host" });
  }
  return undefined;
}
