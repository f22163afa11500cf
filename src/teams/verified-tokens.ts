import type { AuthenticateRequestResult } from "botframework-connector";
import { createBoundedMap } from "./bounded-map";

/** What a token was verified with; another channel or address makes it another question. */
export interface TokenUse {
  /** The whole `Authorization` header. */
  readonly authorization: string;
  readonly channelId: string;
  readonly serviceUrl: string;
}

/** The tokens whose signature has been verified, each until it ends. */
export interface VerifiedTokens {
  find(use: TokenUse): AuthenticateRequestResult | undefined;
  keep(use: TokenUse, result: AuthenticateRequestResult): void;
}

/** Teams uses one token for an hour; a few are in use at once. Strangers' tokens are never kept. */
const mostTokens = 500;

/**
 * Verifying a signature takes as long as a whole turn, and the same token comes with every activity of an hour. It is
 * compared whole, and never believed beyond its own `exp`.
 */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const known = createBoundedMap<
    string,
    { readonly result: AuthenticateRequestResult; readonly until: number }
  >(mostTokens);
  return {
    find(use) {
      const key = keyOf(use);
      const found = known.get(key);
      if (found === undefined) return undefined;
      if (now() < found.until) return found.result;
      known.delete(key);
      return undefined;
    },
    keep(use, result) {
      // An anonymous caller of the local mode has no token that could end.
      const until = Number(result.claimsIdentity.getClaimValue("exp") ?? Number.NaN) * 1000;
      if (until > now()) known.set(keyOf(use), { result, until });
    },
  };
}

/** No header holds a line break, so that two uses never read alike. */
function keyOf({ authorization, channelId, serviceUrl }: TokenUse): string {
  return `${channelId.length} ${channelId}${serviceUrl}\n${authorization}`;
}
