import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
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

/**
 * The yardstick: the SDK's own bot as its samples write it, on the same HTTP server. It stores and renders
 * nothing; a message is echoed, a card action is answered with the same card.
 */
export async function startEcho(authentication: Readonly<Record<string, string>>): Promise<string> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ ...authentication }));
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post("/api/messages", async (request, response) => {
    await adapter.process(request, response, async (context) => {
      if (context.activity.type === "invoke") {
        const body = { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card };
        await context.sendActivity({ type: "invokeResponse", value: { status: 200, body } });
      } else if (context.activity.type === "message") {
        await context.sendActivity(context.activity.text);
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
