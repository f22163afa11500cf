import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CertificateAppCredentials,
  FederatedAppCredentials,
  ManagedIdentityAppCredentials,
  MicrosoftAppCredentials,
} from "botframework-connector";
import { SettingsError } from "../../src/errors";
import type { Credential } from "../../src/registration";
import { createCredentials } from "../../src/teams/credentials";
import { certificate, privateKey } from "../support/certificate";

const appId = "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10";
const tenantId = "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "partner-support-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function keep(name: string, pem: string): string {
  const file = join(folder, name);
  writeFileSync(file, pem);
  return file;
}

function create(credential: Credential) {
  const factory = createCredentials({ appId, tenantId, credential, allowedTenants: [tenantId] });
  return factory.createCredentials(
    appId,
    "https://api.botframework.com",
    "https://login.microsoftonline.com/botframework.com",
    true,
  );
}

const certificateOf = (pem: string, key: string): Credential => ({
  kind: "certificate",
  certificateFile: keep("bot.pem", pem),
  keyFile: keep("bot.key", key),
});

test("a secret is asked about in the registration's own tenant", async () => {
  const credentials = await create({ kind: "secret", password: "s" });
  expect(credentials).toBeInstanceOf(MicrosoftAppCredentials);
  expect(credentials).toMatchObject({ appId, tenant: tenantId });
});

test("a certificate is known by its own thumbprint", async () => {
  const credentials = await create(certificateOf(certificate, privateKey));
  expect(credentials).toBeInstanceOf(CertificateAppCredentials);
  expect(credentials).toMatchObject({
    appId,
    certificateThumbprint: new X509Certificate(certificate).fingerprint.replaceAll(":", ""),
    certificatePrivateKey: privateKey,
  });
});

test("the machine's identity is asked for when it is needed", async () => {
  expect(await create({ kind: "managed_identity" })).toBeInstanceOf(ManagedIdentityAppCredentials);
});

test("the machine's identity vouches for the registration", async () => {
  const credentials = await create({ kind: "federated", clientId: tenantId });
  expect(credentials).toBeInstanceOf(FederatedAppCredentials);
  expect(credentials).toMatchObject({ appId, tenant: tenantId });
});

const otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

test.each<[string, () => Credential, string]>([
  ["a key of another certificate", () => certificateOf(certificate, otherKey), "is not the key of"],
  ["what is no certificate", () => certificateOf("none", privateKey), "BOT_CERTIFICATE_FILE is"],
  ["what is no key", () => certificateOf(certificate, "none"), "BOT_CERTIFICATE_KEY_FILE is"],
  [
    "a file that is not there",
    () => ({ kind: "certificate", certificateFile: join(folder, "gone.pem"), keyFile: "" }),
    "BOT_CERTIFICATE_FILE is",
  ],
])("%s stops the start", (_name, credential, said) => {
  const start = () =>
    createCredentials({ appId, tenantId, credential: credential(), allowedTenants: [tenantId] });
  expect(start).toThrow(SettingsError);
  expect(start).toThrow(said);
});
