import { createHmac } from "node:crypto";

/** The headers of an event: README tells a receiver how to check them. */
export const eventHeaders = {
  id: "partner-support-event",
  timestamp: "partner-support-timestamp",
  signature: "partner-support-signature",
} as const;

/** `v1=<hex>`: HMAC-SHA256 of the timestamp, a dot and the body as it is sent; one for each secret, with commas. */
export function signEvent(secrets: readonly string[], timestamp: number, body: string): string {
  return secrets
    .map((secret) => `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`)
    .join(",");
}
