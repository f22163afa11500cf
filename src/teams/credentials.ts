import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  CertificateServiceClientCredentialsFactory,
  FederatedServiceClientCredentialsFactory,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import { SettingsError } from "../errors";
import type { Credential, Registration } from "../registration";

/** Where registrations that belong to no single tenant get their tokens. */
const sharedTenant = "botframework.com";

/**
 * The SDK's credentials for a registration. Nothing is called yet: a wrong secret shows with the first token. Throws
 * `SettingsError` when the files of a certificate cannot be used.
 */
export function createCredentials({
  appId,
  tenantId,
  credential,
}: Registration): ServiceClientCredentialsFactory {
  const tenant = tenantId ?? sharedTenant;
  switch (credential.kind) {
    case "secret":
      // The class is the SDK's; the rule mistakes its two declarations for two classes.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
      return new PasswordServiceClientCredentialFactory(appId, credential.password, tenant);
    case "certificate": {
      const { certificate, thumbprint, key } = readCertificate(credential);
      return new CertificateServiceClientCredentialsFactory(appId, thumbprint, key, tenant, certificate);
    }
    case "managed_identity":
      return new ManagedIdentityServiceClientCredentialsFactory(appId, new JwtTokenProviderFactory());
    case "federated":
      return new FederatedServiceClientCredentialsFactory(appId, credential.clientId, tenant);
  }
}

/** Reads both files and checks that they belong together, so that the first message is not the first to find out. */
function readCertificate({ certificateFile, keyFile }: Extract<Credential, { kind: "certificate" }>) {
  const certificate = readPem("BOT_CERTIFICATE_FILE", certificateFile, (pem) => new X509Certificate(pem));
  const key = readPem("BOT_CERTIFICATE_KEY_FILE", keyFile, (pem) => createPrivateKey(pem));
  if (!certificate.parsed.checkPrivateKey(key.parsed))
    throw new SettingsError(
      "BOT_CERTIFICATE_KEY_FILE is not the key of the certificate in BOT_CERTIFICATE_FILE",
    );
  const thumbprint = certificate.parsed.fingerprint.replaceAll(":", "");
  return { certificate: certificate.pem, thumbprint, key: key.pem };
}

/** What is in the file is never repeated. */
function readPem<Parsed>(setting: string, file: string, parse: (pem: string) => Parsed) {
  try {
    const pem = readFileSync(file, "utf8");
    return { pem, parsed: parse(pem) };
  } catch (cause) {
    throw new SettingsError(`${setting} is ${JSON.stringify(file)}; allowed: a PEM file that can be read`, {
      cause,
    });
  }
}
