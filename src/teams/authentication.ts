import { ConfigurationBotFrameworkAuthentication, type Activity } from "botbuilder";
import {
  AuthenticationConstants,
  type AuthenticateRequestResult,
  AuthenticationError,
  ClaimsIdentity,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import { createConnectorClients, KeepingFactory } from "./connector-factory";
import { Signer } from "./connector-token";
import { checkToken, type TokenSign } from "./check-token";
import { RefusalError } from "./count-refusals";
import { createVerifiedTokens, type TokenUse } from "./verified-tokens";

/** Settings of the SDK's authentication, by its own names. */
export type AuthenticationOptions = Readonly<Record<string, string | boolean>>;

/** A check takes a moment, unless it has to fetch keys; tokens that were verified before need none. */
const mostChecks = 64;

/**
 * The SDK's token check with its rough edges taken off: every failure is a refusal (the SDK answers some forged
 * tokens with 500 and its inner message), a token is verified once, and what signs for the connector is made once. The
 * calls themselves are ours: the SDK repeats a POST up to four times and never gives up on a hanging one.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = createConnectorClients();
  private readonly tokens: ReturnType<typeof createVerifiedTokens>;
  /** By token, channel and address. */
  private readonly verifying = new Map<string, Promise<AuthenticateRequestResult>>();
  /** One counter: the tokens whose signature is being verified, in all threads that are given it. */
  private readonly checks: Int32Array;
  /** Milliseconds a check may take that has to fetch keys; the SDK itself would wait for ever. */
  private readonly keyDeadline: number;
  /** Milliseconds since 1970. */
  private readonly now: () => number;
  /** Null in local mode, where nobody has a token. */
  private readonly sign: TokenSign | null;

  constructor(
    options: AuthenticationOptions,
    private readonly onRefusal: (cause: unknown) => void,
    credentials?: ServiceClientCredentialsFactory,
    {
      now = Date.now,
      keyDeadline = 4000,
      checks = new Int32Array(1),
    }: {
      readonly now?: () => number;
      readonly keyDeadline?: number;
      readonly checks?: Int32Array;
    } = {},
  ) {
    super({ ...options }, credentials);
    this.now = now;
    this.tokens = createVerifiedTokens(now);
    this.keyDeadline = keyDeadline;
    this.checks = checks;
    this.sign = typeof options["MicrosoftAppId"] === "string" ? readSign(options) : null;
  }

  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    const use = { authorization, channelId: activity.channelId, serviceUrl: activity.serviceUrl };
    const known = this.tokens.find(use);
    if (known !== undefined) return known;
    try {
      return await this.verifyOnce(use, activity);
    } catch (cause) {
      this.onRefusal(cause);
      throw new AuthenticationError("Unauthorized", 401);
    }
  }

  /**
   * Who brings a token that is being verified waits for that, as who comes later goes by what it came to: the first moment
   * of a new token may bring hundreds of activities, and none of them is a stranger's.
   */
  private verifyOnce(use: TokenUse, activity: Activity): Promise<AuthenticateRequestResult> {
    const name = JSON.stringify([use.authorization, use.channelId, use.serviceUrl]);
    const running = this.verifying.get(name);
    if (running !== undefined) return running;
    const verifying = this.verify(use, activity).finally(() => this.verifying.delete(name));
    this.verifying.set(name, verifying);
    return verifying;
  }

  private async verify(use: TokenUse, activity: Activity): Promise<AuthenticateRequestResult> {
    const verified = await this.checkInTime(use.authorization, activity);
    const factory = verified.connectorFactory;
    const result =
      factory === undefined
        ? verified
        : { ...verified, connectorFactory: new KeepingFactory(factory, this.clients) };
    this.tokens.keep(use, result);
    return result;
  }

  private async checkInTime(authorization: string, activity: Activity): Promise<AuthenticateRequestResult> {
    // While keys do not come, strangers' tokens must not heap up, each with a fetch of its own.
    this.beginCheck();
    return within(this.keyDeadline, this.check(activity, authorization)).finally(() => {
      Atomics.sub(this.checks, 0, 1);
    });
  }

  private beginCheck(): void {
    if (Atomics.add(this.checks, 0, 1) < mostChecks) return;
    Atomics.sub(this.checks, 0, 1);
    throw new RefusalError("too_many_checks", "too many tokens are being checked");
  }

  private async check(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    const { channelId } = activity;
    if (this.sign !== null) await checkToken({ authorization, channelId }, this.sign, this.now());
    return super.authenticateRequest(activity, authorization);
  }

  /** A token of the bot's own for the connector at this address; null for a bot that is nobody, as in local mode. */
  async tokenFor(appId: string, serviceUrl: string): Promise<string | null> {
    if (appId === "") return null;
    const identity = new ClaimsIdentity([
      { type: AuthenticationConstants.AudienceClaim, value: appId },
      { type: AuthenticationConstants.AppIdClaim, value: appId },
    ]);
    const factory = new KeepingFactory(super.createConnectorFactory(identity), this.clients);
    const client = await factory.create(serviceUrl);
    return Signer.parse(Reflect.get(client, "credentials")).getToken();
  }
}

/** The SDK's own, unless tests name others. */
function readSign(options: AuthenticationOptions): TokenSign {
  const {
    ToBotFromChannelTokenIssuer: issuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: url = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  } = options;
  return { issuer: String(issuer), metadataUrl: String(url) };
}

/** Rejects when it takes longer; the work itself may go on. */
async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new RefusalError("no_time_for_keys", "the keys of tokens did not come in time"));
  }, milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
