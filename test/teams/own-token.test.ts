import { PasswordServiceClientCredentialFactory } from "botframework-connector";
import { TeamsAuthentication } from "../../src/teams/authentication";

/** The SDK's credentials with the one call that would leave this machine answered here. */
class SampleCredentials extends PasswordServiceClientCredentialFactory {
  override async createCredentials(
    ...given: Parameters<PasswordServiceClientCredentialFactory["createCredentials"]>
  ) {
    const credentials = await super.createCredentials(...given);
    return Object.assign(credentials, { getToken: () => Promise.resolve(`token of ${given[0]}`) });
  }
}

const serviceUrl = "https://smba.trafficmanager.net/emea/";
const appId = "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10";

test("a registered bot has a token for the pictures at its connector", async () => {
  const settings = { MicrosoftAppId: appId, MicrosoftAppType: "SingleTenant", MicrosoftAppTenantId: "t" };
  const authentication = new TeamsAuthentication(
    settings,
    () => undefined,
    // The class is the SDK's; the rule mistakes its two declarations for two classes.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    new SampleCredentials(appId, "secret", "t"),
  );

  expect(await authentication.tokenFor(appId, serviceUrl)).toBe(`token of ${appId}`);
});

test("the bot of the local mode has none", async () => {
  expect(await new TeamsAuthentication({}, () => undefined).tokenFor("", serviceUrl)).toBeNull();
});
