import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localTenantId } from "../../src/local-chat/people";
import { requireBuild } from "../support/require-build";
import { useTemporaryDirectories } from "../storage/temporary-directory";

const makeDirectory = useTemporaryDirectories();
const [ours, other] = ["0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a01", "0b7d1c0e-6f1f-4f43-8c0c-1d2f6c1c0a02"];
const inTeams = {
  ...{ MODE: "teams", BOT_ID: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10" },
  ...{ BOT_TENANT_ID: ours, SECRET_BOT_PASSWORD: "not a secret" },
};

/** The command as built; what it says where it refuses, and the requests it leaves. */
function erase(settings: Readonly<Record<string, string>>, ...args: readonly string[]) {
  requireBuild();
  const dataDir = makeDirectory();
  const command = join(__dirname, "../../dist/cli/erase.js");
  const { stderr } = spawnSync(process.execPath, [command, ...args, "--customer", "contoso.com"], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir, MODE: "local", ...settings },
    encoding: "utf8",
  });
  const folder = join(dataDir, "erase-requests");
  const left = stderr === "" ? readdirSync(folder) : [];
  return { stderr, left: left.map((name): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"))) };
}

test.each([
  ["that of the local chat", {}, localTenantId],
  ["that of the bot", inTeams, ours],
  ["the only one that is let in", { ...inTeams, ALLOWED_TENANTS: other }, other],
])("where no tenant is named, it is %s", (_which, settings, tenantId) => {
  const { stderr, left } = erase(settings);

  expect(stderr).toBe("");
  expect(left).toEqual([
    expect.objectContaining({ tenantId, kind: "customer", id: "contoso.com", by: "operator" }),
  ]);
});

test("where there are several, one must be named", () => {
  const several = { ...inTeams, ALLOWED_TENANTS: `${ours},${other}` };
  expect(erase(several).stderr).toContain("--tenant is not set, and the bot is there for several");

  expect(erase(several, "--tenant", other).left).toEqual([expect.objectContaining({ tenantId: other })]);
});
