import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { PasswordServiceClientCredentialFactory } from "botframework-connector";
import restify from "restify";

/** A card of about eight kilobytes, made once. */
const card = {
  type: "AdaptiveCard",
  version: "1.5",
  body: Array.from({ length: 40 }, (_, line) => ({
    type: "TextBlock",
    wrap: true,
    text: `line ${line} `.repeat(12),
  })),
};
const answer = { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card };

/** The SDK's credentials with the one call that would leave this machine answered here. */
export class BenchCredentials extends PasswordServiceClientCredentialFactory {
  override async createCredentials(
    ...given: Parameters<PasswordServiceClientCredentialFactory["createCredentials"]>
  ) {
    const credentials = await super.createCredentials(...given);
    return Object.assign(credentials, { getToken: () => Promise.resolve("token"), signRequest: sign });
  }
}

/** What the SDK's credentials do once they have their token. */
function sign<Request extends { headers: { set(name: string, value: string): void } }>(
  request: Request,
): Promise<Request> {
  request.headers.set("authorization", "Bearer token");
  return Promise.resolve(request);
}

/**
 * The yardstick: the SDK's own bot as its samples write it, on the same HTTP server. It stores and renders
 * nothing; a message is echoed, a card action is answered with the same card.
 */
export function startEcho(authentication: Readonly<Record<string, string>>): Promise<string> {
  const appId = authentication["MicrosoftAppId"] ?? "";
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      { ...authentication },
      // The class is the SDK's; the rule mistakes its two declarations for two classes.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
      new BenchCredentials(appId, "secret", "tenant"),
    ),
  );
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post("/api/messages", async (request, response) => {
    await adapter.process(request, response, async (context) => {
      if (context.activity.type === "invoke") {
        await context.sendActivity({ type: "invokeResponse", value: { status: 200, body: answer } });
      } else if (context.activity.type === "message") {
        await context.sendActivity(context.activity.text);
      }
    });
  });
  return listen(server);
}

/** The floor: the HTTP server alone, with a body that is read and a card that is sent. */
export function startBare(): Promise<string> {
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post("/api/messages", (_request, response, next) => {
    response.send(200, answer);
    next();
  });
  return listen(server);
}

async function listen(server: restify.Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
