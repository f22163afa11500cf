import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import { TenantGuid } from "../../directory/customer";
import type { Identified, Identify } from "./caller";

/** The clients of Teams that may ask for a tab's token: desktop and mobile, web. */
const teamsClients: readonly string[] = [
  "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
  "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
];

const Claims = z.object({
  aud: z.string(),
  iss: z.string(),
  tid: TenantGuid,
  oid: z.guid(),
  scp: z.string(),
  azp: z.string().optional(),
  appid: z.string().optional(),
  name: z.string().max(256).optional(),
});
type Claims = z.infer<typeof Claims>;

/** Which tokens are believed: those for this app, of these tenants, signed by one of these keys. */
export interface TokenRules {
  readonly appId: string;
  readonly allowedTenants: readonly string[];
  /** Where Entra publishes its keys. */
  readonly keys: URL;
  readonly now: () => Date;
  /** Milliseconds the keys may take to arrive. */
  readonly deadline?: number;
}

/** Entra's keys for every tenant. */
export const entraKeys = new URL("https://login.microsoftonline.com/common/discovery/v2.0/keys");

/** Milliseconds: a day, as Entra advises. A key that is not among them is asked for at once, twice a minute at most. */
const keysLast = 24 * 60 * 60 * 1000;

/** Identifies people by the token Teams gives a tab. Only tenant and object id decide who they are. */
export function identifyByToken(rules: TokenRules): Identify {
  const getKey = createRemoteJWKSet(rules.keys, {
    timeoutDuration: rules.deadline ?? 5000,
    cacheMaxAge: keysLast,
  });
  return async ({ authorization = "" }): Promise<Identified> => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return "unknown";
    try {
      const { payload } = await jwtVerify(token, getKey, {
        algorithms: ["RS256"],
        clockTolerance: 300,
        requiredClaims: ["exp", "nbf"],
        currentDate: rules.now(),
      });
      return readCaller(payload, rules);
    } catch (error) {
      return isKeyTrouble(error) ? "unavailable" : "unknown";
    }
  };
}

function readCaller(payload: unknown, rules: TokenRules): Identified {
  const parsed = Claims.safeParse(payload);
  if (!parsed.success || !isForUs(parsed.data, rules)) return "unknown";
  const { tid, oid, name = "" } = parsed.data;
  // Only who has proved to belong there is told that their own organization is not among ours.
  if (!rules.allowedTenants.includes(tid)) return "elsewhere";
  return { tenantId: tid, person: { id: oid, name } };
}

function isForUs({ aud, iss, tid, scp, azp, appid }: Claims, { appId }: TokenRules): boolean {
  const clients = [azp, appid].filter((id) => id !== undefined);
  return (
    isAudience(aud.toLowerCase(), appId.toLowerCase()) &&
    iss === `https://login.microsoftonline.com/${tid}/v2.0` &&
    scp.split(" ").includes("access_as_user") &&
    clients.length > 0 &&
    clients.every((id) => teamsClients.includes(id))
  );
}

/** The app id itself, or the address a tab's app is known by: `api://<domain>/<app id>`, for a bot `…/botid-<app id>`. */
function isAudience(audience: string, appId: string): boolean {
  if (audience === appId) return true;
  const [scheme, , host = "", id, ...rest] = audience.split("/");
  return scheme === "api:" && host !== "" && rest.length === 0 && (id === appId || id === `botid-${appId}`);
}

const keyTroubles: readonly string[] = ["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"];

/** The keys could not be had: no verdict on the token. All else jose throws is one. */
function isKeyTrouble(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^ERR_(JW|JOSE)/.test(code) ? keyTroubles.includes(code) : true;
}
