/** How the bot proves to Microsoft who it is. */
export type Credential =
  | { readonly kind: "secret"; readonly password: string }
  /** PEM files: the certificate and its private key. */
  | { readonly kind: "certificate"; readonly certificateFile: string; readonly keyFile: string }
  /** The registration itself is the identity of the machine. */
  | { readonly kind: "managed_identity" }
  /** The machine's identity, by its client id, vouches for the registration. */
  | { readonly kind: "federated"; readonly clientId: string };

/** What the bot proves its registration with. */
export const credentialKinds = ["secret", "certificate", "managed_identity", "federated"] as const;
/** Whether one tenant or several may use the registration. */
export const botTypes = ["single_tenant", "multi_tenant"] as const;

/** The bot's registration, and whom it serves; absent in local mode. */
export interface Registration {
  readonly appId: string;
  /** The tenant of the registration; null for one of several tenants, which has none of its own. */
  readonly tenantId: string | null;
  readonly credential: Credential;
  readonly allowedTenants: readonly string[];
}

/** The settings a registration is read from, by their names. */
export interface RegistrationSettings {
  readonly BOT_TYPE: (typeof botTypes)[number];
  readonly BOT_ID?: string | undefined;
  readonly BOT_TENANT_ID?: string | undefined;
  readonly BOT_CREDENTIAL: Credential["kind"];
  readonly SECRET_BOT_PASSWORD?: string | undefined;
  readonly BOT_CERTIFICATE_FILE?: string | undefined;
  readonly BOT_CERTIFICATE_KEY_FILE?: string | undefined;
  readonly BOT_IDENTITY_CLIENT_ID?: string | undefined;
  readonly ALLOWED_TENANTS?: readonly string[] | undefined;
}

/** Settings of the SDK by which tests believe keys of their own; a product that took them would believe anybody. */
export const testOnlySettings = [
  "ToBotFromChannelOpenIdMetadataUrl",
  "ToBotFromChannelTokenIssuer",
  "ToBotFromEmulatorOpenIdMetadataUrl",
  "ToChannelFromBotLoginUrl",
  "ToChannelFromBotOAuthScope",
  "BotOpenIdMetadata",
  "OAuthUrl",
  "ValidateAuthority",
  "ChannelService",
] as const;

/** Reads the registration; throws what `wrong` makes of the setting that is missing or does not fit the others. */
export function readRegistration(
  found: RegistrationSettings,
  wrong: (name: keyof RegistrationSettings) => Error,
): Registration {
  const isMultiTenant = found.BOT_TYPE === "multi_tenant";
  const need = (name: keyof RegistrationSettings, value: string | undefined): string => {
    if (value === undefined) throw wrong(name);
    return value;
  };
  const appId = need("BOT_ID", found.BOT_ID);
  const tenantId = isMultiTenant ? null : need("BOT_TENANT_ID", found.BOT_TENANT_ID);
  // Azure gives identities of machines to single tenants only.
  if (isMultiTenant && found.BOT_CREDENTIAL === "managed_identity") throw wrong("BOT_CREDENTIAL");
  const allowedTenants = found.ALLOWED_TENANTS ?? (tenantId === null ? undefined : [tenantId]);
  // Whoever is open to all tenants has to say which of them are served.
  if (allowedTenants === undefined) throw wrong("ALLOWED_TENANTS");
  return { appId, tenantId, credential: readCredential(found, need), allowedTenants };
}

function readCredential(
  found: RegistrationSettings,
  need: (name: keyof RegistrationSettings, value: string | undefined) => string,
): Credential {
  switch (found.BOT_CREDENTIAL) {
    case "secret":
      return { kind: "secret", password: need("SECRET_BOT_PASSWORD", found.SECRET_BOT_PASSWORD) };
    case "certificate":
      return {
        kind: "certificate",
        certificateFile: need("BOT_CERTIFICATE_FILE", found.BOT_CERTIFICATE_FILE),
        keyFile: need("BOT_CERTIFICATE_KEY_FILE", found.BOT_CERTIFICATE_KEY_FILE),
      };
    case "managed_identity":
      return { kind: "managed_identity" };
    case "federated":
      return {
        kind: "federated",
        clientId: need("BOT_IDENTITY_CLIENT_ID", found.BOT_IDENTITY_CLIENT_ID),
      };
  }
}
