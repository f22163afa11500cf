import type { IncomingMessage } from "node:http";

/**
 * The anonymous endpoint of the local mode is for programs on this machine. A web site in the visitor's browser
 * could point its own name here or post a plain form: the Host must be a loopback name, the content JSON.
 * Returns the status of the refusal.
 */
export function refuseForeign(
  { headers }: Pick<IncomingMessage, "headers">,
  isBodiless = false,
): number | undefined {
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(headers.host ?? "");
  if (!isLoopback) return 403;
  const isJson = /^application\/json\b/i.test(headers["content-type"] ?? "");
  return isBodiless || isJson ? undefined : 415;
}
