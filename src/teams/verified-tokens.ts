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

/** Service addresses are a few. */
const mostPlaces = 100;

interface Verified {
  readonly authorization: string;
  readonly result: AuthenticateRequestResult;
  /** Milliseconds since 1970 at which the token ends. */
  readonly until: number;
}

/** Teams uses one token for an hour; a few are in use at once. Strangers' tokens are never kept. */
const mostTokens = 500;

/**
 * Verifying a signature takes as long as a whole turn, and the same token comes with every activity of an hour. It is
 * compared whole, and never believed beyond its own `exp`.
 */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const known = createBoundedMap<string, Verified>(mostTokens);
  // Comparing with the token a place used last takes a tenth of looking it up: tokens are long.
  const newest = createBoundedMap<string, Verified>(mostPlaces);
  return {
    find(use) {
      const place = placeOf(use);
      const last = newest.get(place);
      if (last?.authorization === use.authorization && now() < last.until) return last.result;
      const key = keyOf(place, use);
      const found = known.get(key);
      if (found === undefined) return undefined;
      if (now() < found.until) {
        newest.set(place, found);
        return found.result;
      }
      known.delete(key);
      return undefined;
    },
    keep(use, result) {
      // An anonymous caller of the local mode has no token that could end.
      const until = Number(result.claimsIdentity.getClaimValue("exp") ?? Number.NaN) * 1000;
      if (until <= now()) return;
      const { authorization } = use;
      known.set(keyOf(placeOf(use), use), { authorization, result, until });
    },
  };
}

function placeOf({ channelId, serviceUrl }: TokenUse): string {
  return `${channelId.length} ${channelId}${serviceUrl}`;
}

/** No header holds a line break, so that two uses never read alike. */
function keyOf(place: string, { authorization }: TokenUse): string {
  return `${place}\n${authorization}`;
}
