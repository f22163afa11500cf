import { JwtTokenExtractor } from "botframework-connector/lib/auth/jwtTokenExtractor";

/**
 * Fetches the keys of the channel's tokens into the SDK's memory, so that the first activity does not wait for them.
 * Rejects when they cannot be had.
 */
export async function warmKeys(metadataUrl: string): Promise<void> {
  const { openIdMetadata } = new JwtTokenExtractor({}, metadataUrl, ["RS256"]);
  // Any key makes it fetch all of them; there is none by this name.
  await openIdMetadata.getKey("");
}
