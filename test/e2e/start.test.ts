import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProductProcess, startProduct } from "../support/product-process";

let dataDir: string;
let product: ProductProcess;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "partner-support-kill-"));
  product = await startProduct(dataDir);
}, 30_000);

afterEach(async () => {
  await product.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

test("a second start on the same data is refused with one sentence", async () => {
  await expect(startProduct(dataDir)).rejects.toThrow(/already open in a running program/);
}, 30_000);

test("a wrong setting stops the start with one sentence", async () => {
  await expect(startProduct(dataDir, { PORT: "many" })).rejects.toThrow(
    /ended with 1: .*PORT is "many"; allowed: a whole number/,
  );
}, 30_000);

test("the teams mode without an app id refuses to start", async () => {
  await expect(startProduct(dataDir, { MODE: "teams" })).rejects.toThrow(/BOT_ID is not set/);
}, 30_000);

test("in teams mode a stranger gets nothing but refusals, and there is no local chat", async () => {
  const tenant = "3d0f5a0e-9f5c-4c0b-8a51-6c2c7e1b9d10";
  await product.kill();
  product = await startProduct(dataDir, {
    MODE: "teams",
    BOT_ID: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10",
    BOT_TENANT_ID: tenant,
    SECRET_BOT_PASSWORD: "not-a-real-one",
  });
  const origin = new URL(product.address).origin;
  const message = {
    type: "message",
    id: "1",
    text: "hi",
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    from: { id: "29:someone" },
    recipient: { id: "28:bot" },
    conversation: { id: "a:chat", conversationType: "personal", tenantId: tenant },
  };
  const post = async (changes: object): Promise<readonly [number, string]> => {
    const response = await fetch(`${origin}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...message, ...changes }),
    });
    return [response.status, await response.text()];
  };
  expect(await post({})).toEqual([401, ""]);
  expect(await post({ serviceUrl: "https://evil.example/" })).toEqual([401, ""]);
  expect(await post({ serviceUrl: "http://smba.trafficmanager.net/" })).toEqual([401, ""]);
  expect(await post({ conversation: { id: "a:chat", tenantId: "another" } })).toEqual([401, ""]);
  expect((await fetch(`${origin}/local/`)).status).toBe(404);
  expect((await fetch(`${origin}/connector/v3/conversations`)).status).toBe(404);
}, 30_000);
