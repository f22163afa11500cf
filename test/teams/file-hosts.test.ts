import { teamsAdmission } from "../../src/teams/admission";
import { localFileHosts, teamsFileHosts } from "../../src/teams/file-hosts";

const admission = teamsAdmission([]);
const teams = teamsFileHosts((url) => admission.isServiceAllowed(url));
const local = localFileHosts(() => "http://127.0.0.1:3978");

test.each([
  "https://contoso.sharepoint.com/personal/a/Documents/x.png",
  "https://contoso-my.sharepoint.com/_layouts/download.aspx?tempauth=1",
  "https://contoso.sharepoint.us/x",
  "https://public.bn1303.livefilestore.1drv.com/x",
])("in Teams %s holds files of a chat", (url) => {
  expect(teams.isStorage(new URL(url))).toBe(true);
});

test.each([
  "http://contoso.sharepoint.com/x",
  "https://contoso.sharepoint.com:8443/x",
  "https://user:word@contoso.sharepoint.com/x",
  "https://contoso.sharepoint.com.evil.example/x",
  "https://evilsharepoint.com/x",
  "https://sharepoint.com/x",
  "https://127.0.0.1/x",
  "https://169.254.169.254/latest/meta-data",
  "https://[::1]/x",
  "https://localhost/x",
  "ftp://contoso.sharepoint.com/x",
  "file:///etc/passwd",
  "http://127.0.0.1:3978/local/files/1",
])("in Teams %s is not called", (url) => {
  expect(teams.isStorage(new URL(url))).toBe(false);
  expect(teams.isConnector(new URL(url))).toBe(false);
});

test("the bot's token goes to Microsoft's connector and nowhere else", () => {
  expect(
    teams.isConnector(new URL("https://smba.trafficmanager.net/emea/v3/attachments/1/views/original")),
  ).toBe(true);
  expect(teams.isConnector(new URL("https://contoso.sharepoint.com/x.png"))).toBe(false);
});

test.each([
  ["http://127.0.0.1:3978/local/files/1", true],
  ["http://localhost:3978/local/files/1", false],
  ["http://127.0.0.1:3979/x", false],
  ["http://me:word@127.0.0.1:3978/x", false],
  ["https://contoso.sharepoint.com/x", false],
])("the local mode calls %s: %s", (url, isCalled) => {
  expect(local.isStorage(new URL(url))).toBe(isCalled);
});
