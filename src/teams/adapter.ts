import { CloudAdapter, type Activity } from "botbuilder";
import { type AuthenticateRequestResult, AuthenticationError } from "botframework-connector";
import { z } from "zod";
import type { InboundActivity } from "./activity";
import { Signer } from "./connector-token";

/** What the SDK knows as an activity. The envelope has been checked; this is the one edge that says so. */
const SdkActivity = z.custom<Activity>((value) => typeof value === "object" && value !== null);

/** An activity nobody has read yet: no channel that would have to be endorsed, no address to compare. */
const unread = SdkActivity.parse({ channelId: "", serviceUrl: "" });

/** Whom the SDK found an activity to come from; made by it and only handed back to it. */
export type Authenticated = AuthenticateRequestResult;

/**
 * The SDK's adapter without its second check and copy of the request: the envelope is ours, the token and what
 * signs for the connector are the SDK's.
 */
export class TeamsAdapter extends CloudAdapter {
  /** Whether the token is good by itself; what it was given for is looked at with the activity. */
  async admits(authorization: string): Promise<boolean> {
    try {
      await this.botFrameworkAuthentication.authenticateRequest(unread, authorization);
      return true;
    } catch (error) {
      if (error instanceof AuthenticationError) return false;
      throw error;
    }
  }

  /** Throws `AuthenticationError` when the token is refused. */
  authenticate(authorization: string, activity: InboundActivity): Promise<Authenticated> {
    return this.botFrameworkAuthentication.authenticateRequest(SdkActivity.parse(activity), authorization);
  }

  /** The bot's token for the connector at the address of an authenticated activity; null for a bot that is nobody. */
  async tokenFor(authenticated: Authenticated, serviceUrl: string): Promise<string | null> {
    const { claimsIdentity, connectorFactory, audience } = authenticated;
    if (claimsIdentity.claims.length === 0 || connectorFactory === undefined) return null;
    // Its clients are kept, and so is their token until shortly before it ends.
    const client = await connectorFactory.create(serviceUrl, audience);
    return Signer.parse(Reflect.get(client, "credentials")).getToken();
  }
}
