import { AuthenticationConstants } from "botframework-connector";
import { z } from "zod";
import type { Registration } from "../registration";
import { createCredentials } from "./credentials";

/** What the SDK's credentials sign with; its types do not say so. */
export const Signer = z.custom<{ getToken(): Promise<string> }>(
  (value) => typeof value === "object" && value !== null && "getToken" in value,
);

const login = `${AuthenticationConstants.ToChannelFromBotLoginUrlPrefix}${AuthenticationConstants.DefaultChannelAuthTenant}`;

/** The bot's token for the connector; the SDK keeps it until shortly before it ends. */
export function createTokenSource(registration: Registration): () => Promise<string> {
  const factory = createCredentials(registration);
  const made = factory.createCredentials(
    registration.appId,
    AuthenticationConstants.ToChannelFromBotOAuthScope,
    login,
    true,
  );
  // Whoever asks for the token is told; nobody may ask.
  made.catch(() => undefined);
  return async () => Signer.parse(await made).getToken();
}
