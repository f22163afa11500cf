import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startTeamsWorld, type TeamsWorld } from "./api/teams-world";
import { startTestApp, type TestApp } from "../support/test-app";

let local: TestApp;
let teams: TeamsWorld;

beforeAll(async () => {
  local = await startTestApp();
  teams = await startTeamsWorld();
});
afterAll(async () => {
  await local.stop();
  await teams.stop();
});

/** A request as it is written, for a client would tidy the address up. */
function askRaw(origin: string, path: string, host = new URL(origin).host): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => {
      resolve(answer);
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}

async function readScript(): Promise<string> {
  const page = await (await fetch(`${local.origin}/tab/`)).text();
  return /src="\.\/(assets\/index-[\w-]+\.js)"/.exec(page)?.[1] ?? "";
}

test("in Teams only Teams' hosts may frame the page, and nobody of this machine is named in it", async () => {
  const response = await fetch(`${teams.origin}/tab/`);
  const policy = response.headers.get("content-security-policy") ?? "";
  const page = await response.text();

  expect(response.status).toBe(200);
  expect(policy).toContain("frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*;|'self' https:\/\/\*/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("strict-transport-security")).not.toBeNull();
  expect(page).toContain('"mode":"teams","people":[]');
});

test("in local mode the page names the people of the chat, and pages of this machine may frame it", async () => {
  const response = await fetch(`${local.origin}/tab/`);

  expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'self' ");
  expect(await response.text()).toContain('"name":"Mei Chen"');
});

test("a page of elsewhere that points its name at this machine gets nothing", async () => {
  expect(await askRaw(local.origin, "/tab/", "evil.example")).toMatch(/^HTTP\/1\.1 404 /);
});

test("the page is asked for each time, hashed files are kept for a year", async () => {
  const page = await fetch(`${local.origin}/tab/`);
  const script = await fetch(`${local.origin}/tab/${await readScript()}`);

  expect(page.headers.get("cache-control")).toBe("no-cache");
  expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(script.headers.get("content-encoding")).toBe("gzip");
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  const again = await fetch(page.url, { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
});

test.each([
  "/tab/assets/../../../package.json",
  "/tab/assets/..%2f..%2f..%2fpackage.json",
  "/tab/assets/%2e%2e/%2e%2e/package.json",
  "/tab/assets/..\\..\\package.json",
  "/tab/assets/",
  "/tab/assets/index.html",
  "/tab/index.html.map",
])("nothing but the built files is served: %s", async (path) => {
  const answer = await askRaw(local.origin, path);

  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(answer).not.toContain("better-sqlite3");
});

const built = join(__dirname, "../../dist/tab/assets");
const sizeOf = (file: string): number => gzipSync(readFileSync(join(built, file)), { level: 9 }).length;

test("what a person loads at first, one language and an opened case with it, is below 250 KB", () => {
  const files = readdirSync(built);
  const others = /^(zh-TW|en|reports?|.*chart)/;
  const first = files.filter((file) => !others.test(file) && !/^zh-CN/.test(file));
  const language = files.filter((file) => /^zh-TW/.test(file));
  const total = [...first, ...language].reduce((sum, file) => sum + sizeOf(file), 0);

  expect(language).toHaveLength(1);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(250_000);
});
