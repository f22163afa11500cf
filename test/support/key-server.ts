import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Server as AnyServer } from "node:net";

/** A key server of our own, so that tests and benches run with authentication on and sign their own tokens. */
export interface KeyServer {
  /** Settings of the SDK that make it believe this key server; refused outside tests, where no setting names them. */
  readonly options: Readonly<Record<string, string>>;
  readonly appId: string;
  sign(
    claims?: Readonly<Record<string, unknown>>,
    how?: { readonly key?: KeyObject; readonly kid?: string },
  ): string;
  stop(): Promise<void>;
}

export const issuer = "https://api.botframework.com";
const appId = "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10";

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** An RS256 token over the claims. */
function signToken(claims: object, key: KeyObject, kid: string): string {
  const head = `${encode({ alg: "RS256", typ: "JWT", kid })}.${encode(claims)}`;
  return `${head}.${createSign("RSA-SHA256").update(head).sign(key).toString("base64url")}`;
}

/** Starts the key server on a loopback port. The channel's service address is part of each token. */
export async function startKeyServer(serviceUrl: () => string): Promise<KeyServer> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = {
    ...publicKey.export({ format: "jwk" }),
    kid: "test-key",
    use: "sig",
    endorsements: ["msteams"],
  };
  const server: Server = createServer((request, response) => {
    const origin = `http://127.0.0.1:${portOf(server)}`;
    const body = request.url === "/keys" ? { keys: [jwk] } : { issuer, jwks_uri: `${origin}/keys` };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const metadata = `http://127.0.0.1:${portOf(server)}/openid`;
  return {
    appId,
    options: {
      MicrosoftAppId: appId,
      ToBotFromChannelTokenIssuer: issuer,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      BotOpenIdMetadata: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
      ToChannelFromBotOAuthScope: "https://api.botframework.com",
      OAuthUrl: "https://token.botframework.com/",
      CallerId: "urn:botframework:azure",
      ValidateAuthority: "true",
    },
    sign(claims = {}, { key = privateKey, kid = "test-key" } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const base = { iss: issuer, aud: appId, serviceurl: serviceUrl(), nbf: now - 60, exp: now + 3600 };
      return signToken({ ...base, ...claims }, key, kid);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The port a server listens on. */
export function portOf(server: AnyServer): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
