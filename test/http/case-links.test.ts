import { request } from "node:http";
import { startTeamsWorld, type TeamsWorld } from "./api/teams-world";

const appId = "5b0f6c2e-2a3d-4c55-8d0e-3f4a5b6c7d8e";

let world: TeamsWorld;
beforeAll(async () => {
  world = await startTeamsWorld(undefined, { TEAMS_APP_ID: appId, BOT_DOMAIN: "support.contoso.example" });
});
afterAll(() => world.stop());

/** Where the link leads; whoever asks chooses the Host. */
function follow(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(`${world.origin}/cases/PS-000001`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.headers.location ?? "nowhere");
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("a link to a case leads into Teams, and back to our own domain whatever host was asked for", async () => {
  const location = new URL(await follow("evil.example"));

  expect(location.href).toContain(`https://teams.microsoft.com/l/entity/${appId}/cases?`);
  expect(location.searchParams.get("webUrl")).toBe("https://support.contoso.example/cases/PS-000001");
  expect(location.href).not.toContain("evil");
});
