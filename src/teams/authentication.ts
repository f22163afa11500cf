import { ConfigurationBotFrameworkAuthentication, type Activity } from "botbuilder";
import {
  AuthenticationConstants,
  type AuthenticateRequestResult,
  AuthenticationError,
  ClaimsIdentity,
  type ConnectorFactory,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import { createConnectorClients, DeadlineFactory } from "./connector-factory";
import { Signer } from "./connector-token";
import { createVerifiedTokens } from "./verified-tokens";

/** Settings of the SDK's authentication, by its own names. */
export type AuthenticationOptions = Readonly<Record<string, string | boolean>>;

/**
 * The SDK's token check with its rough edges taken off: every failure is a refusal (the SDK answers some forged
 * tokens with 500 and its inner message), a token is verified once, and calls to the connector have a deadline and
 * are not repeated blindly (the SDK repeats a POST up to four times and never gives up on a hanging one).
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = createConnectorClients();
  private readonly tokens: ReturnType<typeof createVerifiedTokens>;

  constructor(
    options: AuthenticationOptions,
    private readonly onRefusal: (cause: unknown) => void,
    credentials?: ServiceClientCredentialsFactory,
    now: () => number = Date.now,
  ) {
    super({ ...options }, credentials);
    this.tokens = createVerifiedTokens(now);
  }

  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    const use = { authorization, channelId: activity.channelId, serviceUrl: activity.serviceUrl };
    const known = this.tokens.find(use);
    if (known !== undefined) return known;
    try {
      const verified = await super.authenticateRequest(activity, authorization);
      const factory = verified.connectorFactory;
      const result =
        factory === undefined
          ? verified
          : { ...verified, connectorFactory: new DeadlineFactory(factory, this.clients) };
      this.tokens.keep(use, result);
      return result;
    } catch (cause) {
      this.onRefusal(cause);
      throw new AuthenticationError("Unauthorized", 401);
    }
  }

  /** A token of the bot's own for the connector at this address; null for a bot that is nobody, as in local mode. */
  async tokenFor(appId: string, serviceUrl: string): Promise<string | null> {
    if (appId === "") return null;
    const identity = new ClaimsIdentity([
      { type: AuthenticationConstants.AudienceClaim, value: appId },
      { type: AuthenticationConstants.AppIdClaim, value: appId },
    ]);
    const client = await super.createConnectorFactory(identity).create(serviceUrl);
    return Signer.parse(Reflect.get(client, "credentials")).getToken();
  }

  override createConnectorFactory(claims: ClaimsIdentity): ConnectorFactory {
    return new DeadlineFactory(super.createConnectorFactory(claims), this.clients);
  }
}
