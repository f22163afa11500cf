import { ConfigurationBotFrameworkAuthentication, type Activity } from "botbuilder";
import {
  AuthenticationConstants,
  type AuthenticateRequestResult,
  AuthenticationError,
  ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import { z } from "zod";

/** Milliseconds a call to the connector may take; the SDK itself would wait for ever. */
export const connectorDeadline = 4000;

/** Settings of the SDK's authentication, by its own names. */
export type AuthenticationOptions = Readonly<Record<string, string | boolean>>;

/**
 * The SDK's token check with its rough edges taken off: every failure is a refusal (the SDK answers some forged
 * tokens with 500 and its inner message), and calls to the connector have a deadline and are not repeated
 * blindly (it repeats a POST up to four times and never gives up on a hanging one).
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  constructor(
    options: AuthenticationOptions,
    private readonly onRefusal: (cause: unknown) => void,
    credentials?: ServiceClientCredentialsFactory,
  ) {
    super({ ...options }, credentials);
  }

  override async authenticateRequest(
    activity: Activity,
    authHeader: string,
  ): Promise<AuthenticateRequestResult> {
    try {
      const result = await super.authenticateRequest(activity, authHeader);
      const factory = result.connectorFactory;
      return factory === undefined ? result : { ...result, connectorFactory: new DeadlineFactory(factory) };
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
    return Credentials.parse(Reflect.get(client, "credentials")).getToken();
  }

  override createConnectorFactory(claims: ClaimsIdentity): ConnectorFactory {
    return new DeadlineFactory(super.createConnectorFactory(claims));
  }
}

class DeadlineFactory extends ConnectorFactory {
  constructor(private readonly inner: ConnectorFactory) {
    super();
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const client = await this.inner.create(serviceUrl, audience);
    const { pipeline } = Pipeline.parse(Reflect.get(client, "client"));
    pipeline.removePolicy({ name: "defaultRetryPolicy" });
    pipeline.addPolicy({
      name: "deadline",
      sendRequest(request, next) {
        request.timeout = connectorDeadline;
        return next(request);
      },
    });
    return client;
  }
}

interface Request {
  timeout: number;
}
interface Policies {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: Request, next: (r: Request) => unknown): unknown;
  }): void;
}

/** The SDK keeps its pipeline to itself; this is the one place that reaches for it. */
const Pipeline = z.object({
  pipeline: z.custom<Policies>((value) => typeof value === "object" && value !== null),
});

/** What the SDK's clients sign with; its types do not say so. */
const Credentials = z.custom<{ getToken(): Promise<string> }>(
  (value) => typeof value === "object" && value !== null && "getToken" in value,
);
