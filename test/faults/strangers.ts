import { connect } from "node:net";
import { type Asker, createAsker, type Question } from "../support/ask";
import { changedTables, dumpTables } from "../support/dump-tables";
import { type Forgery, forgeTokens, tabClaims } from "../support/forged-tokens";
import type { FaultProgram, Findings } from "./program";
import { serviceUrl, startTeamsMode, type TeamsMode } from "./teams-mode";

/**
 * What answers anybody, and why: none of it reads or writes anything of anybody's. Every other route must answer 401.
 */
const open: Readonly<Record<string, readonly number[]>> = {
  // For whoever runs it: that it lives, and the names of its parts with ok or failed.
  "GET /healthz": [200],
  "GET /readyz": [200, 503],
  // As if it were not there, without a token of its own.
  "GET /metrics": [404],
  // The same description and the same built page for everybody; the page shows nothing before somebody has signed in.
  "GET /api/openapi.json": [200],
  "GET /tab": [308],
  "GET /tab/": [200],
  "GET /tab/assets/*": [404],
  // Leads every number to Teams without looking it up.
  "GET /cases/:number": [302],
};

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] as const;
const unknownPaths = [
  ...[
    "/",
    "/nowhere",
    "/.env",
    "/api",
    "/api/",
    "/api/nowhere",
    "/api/messages/1",
    "/api/messages/../../env",
  ],
  ...[
    "/local/",
    "/local/panel",
    "/connector/v3/conversations",
    "/tab/../package.json",
    "/tab/assets/../index.html",
  ],
  ...[
    "/%2e%2e/%2e%2e/etc/passwd",
    "/api/records/PS-000001/nowhere",
    "//",
    "/api%2frecords",
    "/cases/",
    "/wp-login.php",
  ],
];

export const strangers: FaultProgram = {
  name: "strangers",
  title: "outsiders with forged tokens at every route",
  limit: { short: 150, long: 240 },
  async run(run) {
    const teams = await startTeamsMode(run, 1);
    const { instance, file } = teams;
    const asker = createAsker(instance.origin);
    run.defer(() => {
      asker.close();
    });
    const before = dumpTables(file);
    const world = { teams, asker, routes: findClosed(teams) };
    const forgeries = listForgeries(teams);
    for (const forgery of forgeries)
      await run.row(`at ${world.routes.length} routes: ${forgery[0]}`, (findings) =>
        knock(world, forgery, findings),
      );
    await run.row("every method at every path", (findings) => tryMethods(world, findings));
    await run.row("paths that are none", (findings) => tryPaths(world, findings));
    await run.row("routes that answer anybody, as documented", (findings) => readOpen(world, findings));
    await run.row("bytes that are no HTTP, and too much of it", (findings) =>
      sendBytes(instance.origin, findings),
    );
    await run.row("afterwards: database, calls, life", (findings) => lookAfter(teams, before, findings));
    run.say(`open to anybody: ${Object.keys(open).join(", ")}`);
  },
};

interface World {
  readonly teams: TeamsMode;
  readonly asker: Asker;
  /** What needs a token. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

function findClosed({ instance }: TeamsMode) {
  return instance.routes
    .filter(({ method, path }) => !(`${method} ${path}` in open))
    .map(({ method, path }) => ({ method, path: fill(path) }));
}

/** Something for everything that varies in a path. */
function fill(path: string): string {
  return path
    .replace(/:(number|record)/g, "PS-000001")
    .replace(/:\w+/g, "1")
    .replace("*", "x.js");
}

/** Good tokens of the one kind are forged ones for the other. */
function listForgeries({ keys, tenants: [tenantId = ""] }: TeamsMode): readonly Forgery[] {
  return forgeTokens({ keys, serviceUrl, tenantId });
}

const activity = (tenantId: string): string =>
  JSON.stringify({
    ...{ type: "invoke", name: "adaptiveCard/action", id: "forged", channelId: "msteams", serviceUrl },
    from: { id: "29:someone", aadObjectId: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01" },
    recipient: { id: "28:bot" },
    conversation: { id: "a:chat", conversationType: "personal", tenantId },
    channelData: { tenant: { id: tenantId } },
    value: { action: { verb: "intake/start", data: {} } },
  });

/** Everything that could be posted: what is right, nothing, no JSON, too much. */
function bodiesFor(method: string, tenantId: string): readonly string[] {
  if (method !== "POST" && method !== "PUT" && method !== "PATCH") return [""];
  return [activity(tenantId), "", "{", "x".repeat(300_000)];
}

/**
 * No outsider has these: Microsoft has signed them for this bot. What they lack is compared with the activity, and a
 * body that is none has nothing to compare.
 */
const signedForUs = new Set(["channel: another service address", "channel: no service address"]);

/** A token is shown at every route, with every kind of body: the answer is 401 and not a byte more. */
async function knock(
  { teams, asker, routes }: World,
  [name, authorization]: Forgery,
  findings: Findings,
): Promise<void> {
  const [tenantId = ""] = teams.tenants;
  for (const { method, path } of routes) {
    for (const body of bodiesFor(method, tenantId)) {
      const headers = {
        "content-type": "application/json",
        "x-local-person": "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01",
      };
      const answered = await asker.ask({
        ...{ method, path, body },
        headers: authorization === null ? headers : { ...headers, authorization },
      });
      findings.met(1);
      const isTold =
        body !== activity(tenantId) && signedForUs.has(name) && [400, 413].includes(answered.status);
      if ((answered.status !== 401 && !isTold) || answered.body !== "")
        findings.wrong(
          `${method} ${path} with ${body.length} bytes was answered ${answered.status} ${answered.body.slice(0, 60)}`,
        );
    }
  }
}

async function tryMethods({ teams, asker }: World, findings: Findings): Promise<void> {
  const known = new Set(teams.instance.routes.map(({ method, path }) => `${method} ${path}`));
  for (const path of new Set(teams.instance.routes.map((route) => route.path)))
    for (const method of methods) {
      if (known.has(`${method} ${path}`)) continue;
      const { status, body } = await asker.ask({ method, path: fill(path) });
      findings.met(1);
      // Behind the path, the method is not there; whoever has no token is told so first where there is a check.
      if (![401, 404, 405].includes(status) || body !== "")
        findings.wrong(`${method} ${path} was answered ${status} ${body.slice(0, 60)}`);
    }
}

async function tryPaths({ asker }: World, findings: Findings): Promise<void> {
  for (const path of unknownPaths)
    for (const method of ["GET", "POST"]) {
      const { status, body } = await asker.ask({ method, path });
      findings.met(1);
      if (![401, 404, 405].includes(status) || body !== "")
        findings.wrong(`${method} ${path} was answered ${status} ${body.slice(0, 60)}`);
    }
}

/** What is open answers as it is documented, and the same to whoever brings a token. */
async function readOpen({ teams, asker }: World, findings: Findings): Promise<void> {
  const { keys, tenants, instance } = teams;
  const known = new Set(instance.routes.map(({ method, path }) => `${method} ${path}`));
  const good = { authorization: `Bearer ${keys.sign(tabClaims(keys, tenants[0] ?? ""))}` };
  for (const [name, statuses] of Object.entries(open)) {
    if (!known.has(name)) findings.wrong(`${name} is documented as open and is not there`);
    const [method = "", path = ""] = name.split(" ");
    const question: Question = { method, path: fill(path) };
    const answers = [await asker.ask(question), await asker.ask({ ...question, headers: good })];
    findings.met(answers.length);
    for (const { status } of answers)
      if (!statuses.includes(status)) findings.wrong(`${name} was answered ${status}`);
    if (answers[0]?.body !== answers[1]?.body)
      findings.wrong(`${name} answers one caller and the other differently`);
  }
}

const bytes: readonly (readonly [string, string])[] = [
  ["no HTTP", "220 mail.example ESMTP\r\n\r\n"],
  ["nothing but line breaks and a NUL", "\r\n\r\n\0\r\n\r\n"],
  ["headers of 100 kB", `GET /healthz HTTP/1.1\r\nhost: x\r\nfiller: ${"x".repeat(100_000)}\r\n\r\n`],
  [
    "two lengths",
    "POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
  ],
  [
    "a length and pieces",
    "POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n"],
  ["another's address", "GET http://evil.example/ HTTP/1.1\r\nhost: evil.example\r\n\r\n"],
  [
    "another protocol",
    "GET /api/me HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
  ],
];

/** The server's own parser refuses those; nothing of ours has seen them. */
async function sendBytes(origin: string, findings: Findings): Promise<void> {
  for (const [name, text] of bytes) {
    const answer = await exchange(origin, text);
    findings.met(1);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
    if (![0, 400, 401, 404, 405, 431].includes(status))
      findings.wrong(`${name} was answered ${answer.slice(0, 80)}`);
    if (/node|stack|error at/i.test(answer)) findings.wrong(`${name}: the answer tells of the inside`);
  }
}

function exchange(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const end = (): void => {
      resolve(answer);
      socket.destroy();
    };
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
    socket.on("close", end);
    socket.on("error", end);
    socket.setTimeout(300, end);
  });
}

/** Hosts it may call by itself: those of the keys of tokens. */
const keyHosts: readonly string[] = ["login.botframework.com", "login.microsoftonline.com"];

async function lookAfter(
  { instance, keys, file }: TeamsMode,
  before: ReturnType<typeof dumpTables>,
  findings: Findings,
): Promise<void> {
  const changed = changedTables(before, dumpTables(file));
  findings.met(before.size);
  if (changed.length > 0) findings.wrong(`changed in the database: ${changed.join()}`);
  const { outgoing } = await instance.measure();
  const keyServer = new URL(keys.options["BotOpenIdMetadata"] ?? "").host;
  for (const place of outgoing)
    if (place !== keyServer && !keyHosts.includes(place)) findings.wrong(`it called ${place}`);
  if (!instance.isAlive()) findings.wrong("it has ended");
}
