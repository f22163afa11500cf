import fc from "fast-check";
import { createRawClient } from "../support/raw-client";
import { walkToRecord } from "../support/patient-person";
import { type Answered, createAsker, type Question } from "../support/ask";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { dumpTables } from "../support/dump-tables";
import { tabClaims } from "../support/forged-tokens";
import { type Instance, type Measured, startInstance } from "../support/instance";
import { garbageBodies, garbageJson, garbageWord, marker, nowhere } from "./garbage-activities";
import { makeFolder } from "./ground";
import type { FaultProgram, FaultRun, Findings } from "./program";
import { startTeamsMode } from "./teams-mode";
import { join } from "node:path";

/** Bytes the heap may have grown by after everything was collected: caches fill up to their bounds. */
const tolerance = 48 * 1024 * 1024;
const batch = 500;

export const garbage: FaultProgram = {
  name: "garbage",
  title: "generated activities, invokes and calls that are wrong",
  limit: { short: 150, long: 1500 },
  async run(run) {
    const count = run.isShort ? 600 : 100_000;
    await sendToBot(run, count);
    await run.cleanUp();
    await sendToApi(run, count / 5);
    run.say(`--seed ${run.seed}`);
  },
};

/** What may answer whatever is posted; 503 only says that too much is under way. */
const botStatuses: readonly number[] = [200, 400, 403, 413, 415];
const apiStatuses: readonly number[] = [200, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429];
/** What only a person's whole dialog, or a lead, can make. A message that names a file may keep that it was sent. */
const precious = ["records", "history", "routes", "deliveries", "webhooks"];

async function sendToBot(run: FaultRun, count: number): Promise<void> {
  const dataDir = makeFolder(run);
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const file = join(dataDir, "partner-support.sqlite");
  const instance = await startInstance({ dataDir, settings: { LOG_LEVEL: "debug" } });
  run.defer(() => instance.kill());
  const before = { tables: dumpTables(file), measured: await instance.measure() };
  await run.row(`messaging endpoint: ${count.toLocaleString("en")} bodies`, async (findings) => {
    await sendAll(
      run,
      instance,
      count,
      (seed) => sampleBodies(seed, channel),
      judgeStatus(botStatuses),
      findings,
    );
  });
  await run.row("messaging endpoint: 5 MB, whole and cut", (findings) => sendLarge(instance, findings));
  await run.row("messaging endpoint: afterwards", async (findings) => {
    const after = dumpTables(file);
    findings.met(after.size);
    for (const name of precious)
      if (before.tables.get(name)?.digest !== after.get(name)?.digest)
        findings.wrong(`${after.get(name)?.rows ?? 0} rows in ${name}`);
    await lookAfter(instance, before.measured, findings);
    const walk = await walkToRecord(createRawClient(instance.origin, "afterwards"));
    if (walk.record !== 1) findings.wrong(`the next case is PS-${walk.record}`);
  });
}

function sampleBodies(seed: number, { serviceUrl }: ChannelServer): readonly Question[] {
  return fc.sample(garbageBodies, { numRuns: batch, seed }).map((body) => ({
    method: "POST",
    path: "/api/messages",
    headers: { "content-type": "application/json" },
    // Where it says who is to be answered, somebody is there.
    body: body.replaceAll(nowhere, serviceUrl),
  }));
}

type Judge = (question: Question, answered: Answered, findings: Findings) => void;

function judgeStatus(allowed: readonly number[]): Judge {
  return ({ method, path, body = "" }, { status }, findings) => {
    if (!allowed.includes(status))
      findings.wrong(`${status} for ${method} ${path.slice(0, 80)} ${String(body).slice(0, 400)}`);
  };
}

/** Sends so many, a few at once, batch by batch so that the generated ones are forgotten. */
async function sendAll(
  { seed }: FaultRun,
  { origin }: Instance,
  count: number,
  sample: (seed: number) => readonly Question[],
  judge: Judge,
  findings: Findings,
): Promise<void> {
  const asker = createAsker(origin, 16);
  for (let done = 0; done < count; done += batch) {
    const questions = sample(seed * 1_000_000 + done).slice(0, count - done);
    await Promise.all(
      questions.map(async (question) => {
        judge(question, await asker.ask(question), findings);
      }),
    );
    findings.met(questions.length);
  }
  asker.close();
}

async function sendLarge({ origin }: Instance, findings: Findings): Promise<void> {
  const asker = createAsker(origin);
  const headers = { "content-type": "application/json" };
  const bodies = [
    JSON.stringify({ text: marker.repeat(700_000) }),
    `{"a":${"[".repeat(5_000_000)}`,
    `[${"1,".repeat(2_500_000)}1]`,
    `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  ];
  for (const body of bodies) {
    const { status } = await asker.ask({ method: "POST", path: "/api/messages", headers, body });
    findings.met(1);
    // Whoever sends much more than is taken may meet a closed connection instead.
    if (![0, 400, 413].includes(status)) findings.wrong(`${body.length} bytes were answered ${status}`);
  }
  asker.close();
}

/** The program lives, has kept nothing, and has told the log nothing of what anybody typed. */
async function lookAfter(instance: Instance, before: Measured, findings: Findings): Promise<void> {
  if (!instance.isAlive()) {
    findings.wrong("it has ended");
    return;
  }
  const { heap } = await instance.measure();
  const grown = heap - before.heap;
  if (grown > tolerance) findings.wrong(`the heap has grown by ${(grown / 1_048_576).toFixed(0)} MB`);
  const lines = instance.log().split("\n");
  // Ids are told, whatever somebody put there.
  const told = lines.filter((line) =>
    line.replaceAll(/"(activityId|tenantId|conversationId)":"[^"]*"/g, "").includes(marker),
  );
  if (told.length > 0)
    findings.wrong(`${told.length} lines of the log repeat what was typed: ${told[0]?.slice(0, 600) ?? ""}`);
  // Every level above "warn": something of ours broke over it.
  const broken = lines.filter((line) => /"level":(50|60)/.test(line));
  if (broken.length > 0)
    findings.wrong(`${broken.length} errors in the log: ${broken[0]?.slice(0, 1200) ?? ""}`);
}

/** Whoever has a good token may ask for anything. */
async function sendToApi(run: FaultRun, count: number): Promise<void> {
  const { instance, keys, tenants, file } = await startTeamsMode(run, 20);
  const tokens = Array.from({ length: 400 }, (_, place) => {
    const oid = `6a1d3c52-0b7e-4b5c-9d7a-${String(place).padStart(12, "0")}`;
    return `Bearer ${keys.sign(tabClaims(keys, tenants[place % tenants.length] ?? "", oid))}`;
  });
  const routes = instance.routes.filter(({ path }) => path.startsWith("/api/") && path !== "/api/messages");
  const call = fc
    .record({
      route: fc.constantFrom(...routes),
      words: fc.array(garbageWord, { minLength: 3, maxLength: 3 }),
      query: fc.array(
        fc.tuple(
          fc.constantFrom("state", "limit", "cursor", "text", "from", "to", "requester", "x", "__proto__"),
          garbageWord,
        ),
        { maxLength: 3 },
      ),
      token: fc.constantFrom(...tokens),
      type: fc.constantFrom("application/json", "application/json; charset=x", "text/plain", ""),
      tag: garbageWord,
      body: garbageJson,
    })
    .map(({ route: { method, path }, words, query, token, type, tag, body }): Question => {
      let place = 0;
      const filled = path.replace(/:\w+/g, () => escape(words[place++ % 3] ?? ""));
      const search = query.map(([name, value]) => `${name}=${escape(value)}`).join("&");
      const header = /^[\x21-\x7e ]*$/.test(tag) ? tag : "";
      return {
        method,
        path: search === "" ? filled : `${filled}?${search}`,
        headers: {
          authorization: token,
          "content-type": type,
          "if-match": header,
          "idempotency-key": header,
        },
        ...(method === "POST" ? { body } : {}),
      };
    });
  const before = { tables: dumpTables(file), measured: await instance.measure() };
  await run.row(`/api/*: ${count.toLocaleString("en")} calls with good tokens`, async (findings) => {
    const sample = (seed: number): readonly Question[] => fc.sample(call, { numRuns: batch, seed });
    await sendAll(run, instance, count, sample, judgeStatus(apiStatuses), findings);
  });
  await run.row("/api/*: afterwards", async (findings) => {
    const after = dumpTables(file);
    findings.met(after.size);
    for (const name of precious)
      if (before.tables.get(name)?.digest !== after.get(name)?.digest)
        findings.wrong(`${after.get(name)?.rows ?? 0} rows in ${name}`);
    await lookAfter(instance, before.measured, findings);
  });
}

/** What cannot stand in a request line is written out; the rest stays as odd as it is. */
function escape(word: string): string {
  return word.replace(/[^\x21-\x7e]|[?#\s]/g, (one) => encodeURIComponent(one.isWellFormed() ? one : "?"));
}
