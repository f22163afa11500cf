import { createVerify } from "node:crypto";
import { JwtTokenExtractor } from "botframework-connector/lib/auth/jwtTokenExtractor";
import { z } from "zod";
import { RefusalError } from "./count-refusals";

const Header = z.object({ alg: z.string(), kid: z.string() });
const Claims = z.object({ iss: z.string(), exp: z.number().optional(), nbf: z.number().optional() });

/** By what a token of the channel is known. */
export interface TokenSign {
  /** Who makes the channel's tokens. */
  readonly issuer: string;
  /** Where its keys are found; the SDK's memory of them is used, so nothing is fetched twice. */
  readonly metadataUrl: string;
}

/** Seconds clocks may differ by, as for the SDK. */
const tolerance = 300;

/**
 * Checks of a token what the SDK would write to the console when it does not hold, lines with a key and a stack that no
 * log setting reaches: form, issuer, key, signature, times, and whether its key speaks for the channel. Rejects with a
 * RefusalError. The SDK checks all of it and the rest again, once for each token. `now` is in milliseconds since 1970.
 */
export async function checkToken(
  { authorization, channelId }: { readonly authorization: string; readonly channelId: string },
  { issuer, metadataUrl }: TokenSign,
  now: number,
): Promise<void> {
  const { head, header, claims, signature } = readToken(authorization);
  if (claims.iss !== issuer) throw new RefusalError("other_issuer", "the token is of another issuer");
  const key = await findKey(metadataUrl, header.kid);
  const isSigned =
    header.alg === "RS256" && createVerify("RSA-SHA256").update(head).verify(key.key, signature, "base64url");
  if (!isSigned) throw new RefusalError("bad_signature", "the token is not signed by its key");
  checkTimes(claims, now / 1000);
  const { endorsements = [] } = key;
  if (channelId.trim() !== "" && endorsements.length > 0 && !endorsements.includes(channelId))
    throw new RefusalError("other_channel", "the token's key does not speak for the channel");
}

function readToken(authorization: string) {
  const [, head, signature = ""] = /^Bearer ([\w-]+\.[\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  if (head === undefined) throw new RefusalError(authorization === "" ? "no_token" : "malformed", "no token");
  const [header, claims] = head.split(".");
  try {
    return { head, signature, header: Header.parse(decode(header)), claims: Claims.parse(decode(claims)) };
  } catch {
    throw new RefusalError("malformed", "the token cannot be read");
  }
}

function decode(part = ""): unknown {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}

async function findKey(metadataUrl: string, kid: string) {
  const { openIdMetadata } = new JwtTokenExtractor({}, metadataUrl, ["RS256"]);
  const key = await openIdMetadata.getKey(kid).catch((cause: unknown) => {
    throw new RefusalError("no_keys", `the keys of tokens could not be had: ${String(cause)}`);
  });
  if (key === null) throw new RefusalError("unknown_key", "the token's key is not known");
  return key;
}

/** The SDK takes a token that never ends. */
function checkTimes({ exp, nbf }: z.infer<typeof Claims>, seconds: number): void {
  if (exp === undefined) throw new RefusalError("no_end", "a token without an end");
  if (seconds >= exp + tolerance) throw new RefusalError("expired", "the token has ended");
  if (nbf !== undefined && nbf > seconds + tolerance)
    throw new RefusalError("not_yet", "the token has not begun");
}
