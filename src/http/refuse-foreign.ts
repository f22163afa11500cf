import type restify from "restify";

/**
 * The anonymous endpoint of the local mode is for programs on this machine. A web site in the visitor's browser
 * could point its own name here or post a plain form: the Host must be a loopback name, the content JSON.
 * Returns the status of the refusal.
 */
export function refuseForeign(request: restify.Request, isBodiless = false): number | undefined {
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(request.header("host", ""));
  if (!isLoopback) return 403;
  const isJson = /^application\/json\b/i.test(request.header("content-type", ""));
  return isBodiless || isJson ? undefined : 415;
}
