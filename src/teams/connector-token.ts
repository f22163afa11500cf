import { MicrosoftAppCredentials } from "botframework-connector";
import type { Registration } from "../settings";

/** The bot's token for the connector; the SDK keeps it until shortly before it ends. */
export function createTokenSource({ appId, password, tenantId }: Registration): () => Promise<string> {
  const credentials = new MicrosoftAppCredentials(appId, password, tenantId);
  return () => credentials.getToken();
}
