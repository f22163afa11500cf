import { setTimeout as wait } from "node:timers/promises";
import { createChance } from "../../src/local-chat/faults";
import { readAll } from "../contracts/store-samples";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { type Walk, walkToRecord } from "../support/patient-person";
import { type Carrier, createRawClient } from "../support/raw-client";
import { bring, type Writer, writeMessage } from "../support/raw-messages";
import { waitUntil } from "../support/wait-until";
import { type Ground, openGround } from "./ground";
import { judgeCases } from "./judge-cases";
import { openThreads } from "./open-threads";
import type { FaultProgram, FaultRun, Findings } from "./program";

export const repeats: FaultProgram = {
  name: "repeats",
  title: "every activity four times, shuffled",
  limit: { short: 150, long: 400 },
  async run(run) {
    const channel = await startChannel();
    run.defer(() => channel.stop());
    const tenants = Array.from({ length: run.isShort ? 3 : 10 }, (_, place) => `tenant-${place}`);
    const ground = await openGround(run, "SQLite", { serviceUrl: channel.serviceUrl, tenants });
    const { origin } = await ground.start();
    const world = { run, channel, ground, origin, tenants, spread: run.isShort ? 1000 : 60_000 };
    await run.row(`clicks, two of the four under a new id, within ${world.spread / 1000} s`, (findings) =>
      repeatClicks(world, findings),
    );
    const writers = await openThreads(ground, origin, channel, tenants);
    await run.row("notes in threads, all under one id", (findings) => repeatNotes(world, writers, findings));
    await run.row("questions in chats, all under one id", (findings) =>
      repeatQuestions(world, writers, findings),
    );
  },
};

interface World {
  readonly run: FaultRun;
  readonly channel: ChannelServer;
  readonly ground: Ground;
  readonly origin: string;
  readonly tenants: readonly string[];
  /** Milliseconds within which the other three come. */
  readonly spread: number;
}

/** Everybody walks on with the first answer while the repeats come in between. */
async function repeatClicks({ run, channel, ground, origin, tenants, spread }: World, findings: Findings) {
  const chance = createChance(run.seed);
  const late: Promise<void>[] = [];
  const post = async (address: string, activity: object): Promise<unknown> => {
    const body = JSON.stringify(activity);
    const headers = { "content-type": "application/json" };
    const response = await fetch(address, { method: "POST", headers, body });
    findings.met(1);
    const text = await response.text();
    if (response.status !== 200 || !text.includes("AdaptiveCard"))
      findings.wrong(`a click was answered ${response.status}: ${text.slice(0, 80)}`);
    return JSON.parse(text);
  };
  const carry: Carrier = async (address, activity) => {
    const repeat = async (pause: number, changes: object): Promise<void> => {
      await wait(pause);
      await post(address, { ...activity, ...changes });
    };
    // A start carries nothing of ours to tell a repeat by: under another id it is another start.
    const isStart = JSON.stringify(activity).includes('"verb":"intake/start"');
    const another = isStart ? {} : { id: `again-${chance()}` };
    const first = post(address, activity);
    // One at the same moment, the others within the time, the new id twice.
    late.push(repeat(0, {}), repeat(chance() * spread, another), repeat(chance() * spread, another));
    return first;
  };
  const walks: Walk[] = [];
  const people = Array.from({ length: tenants.length * 2 }, async (_, place) => {
    const tenantId = tenants[place % tenants.length] ?? "raw";
    const client = createRawClient(origin, `person-${place}`, carry, tenantId);
    for (let round = 0; round < (run.isShort ? 1 : 5); round += 1)
      walks.push(await walkToRecord(client, { tenantId, escalates: round === 0 }));
  });
  await Promise.all(people);
  await Promise.all(late);
  await judgeCases(ground, { walks, channel, patience: 60_000 }, findings);
}

/** Brings a message four times, shuffled among the others. */
async function bringFourTimes(
  { run, origin, spread }: World,
  messages: readonly object[],
  findings: Findings,
): Promise<void> {
  const chance = createChance(run.seed);
  const all = messages.flatMap((message) => [message, message, message, message]);
  await Promise.all(
    all.map(async (message) => {
      await wait(chance() * spread);
      const status = await bring(origin, message);
      findings.met(1);
      if (status !== 200) findings.wrong(`a message was answered ${status}`);
    }),
  );
}

const notes = 5;

async function repeatNotes(world: World, writers: readonly Writer[], findings: Findings): Promise<void> {
  const messages = writers.flatMap((writer) =>
    Array.from({ length: notes }, (_, place) => writeMessage(writer, `note-${place}`, `tried ${place}`)),
  );
  await bringFourTimes(world, messages, findings);
  const reader = await world.ground.read();
  const records = await readAll(reader.exportRecords());
  await reader.close();
  for (const { tenantId } of writers) {
    const history = records
      .filter((record) => record.tenantId === tenantId)
      .flatMap(({ history: lines }) => lines.filter(({ field }) => field === "note"));
    for (let place = 0; place < notes; place += 1) {
      const count = history.filter(({ new: note }) => note === `tried ${place}`).length;
      if (count === 0) findings.lost(`note ${place} of ${tenantId}`);
      if (count > 1) findings.doubled(`note ${place} of ${tenantId}`);
    }
  }
}

async function repeatQuestions(world: World, writers: readonly Writer[], findings: Findings): Promise<void> {
  const chats = writers.map(({ thread: _thread, ...writer }) => writer);
  const messages = chats.flatMap((chat) =>
    Array.from({ length: notes }, (_, place) => writeMessage(chat, `help-${place}`, "help")),
  );
  await bringFourTimes(world, messages, findings);
  for (const { user } of chats) {
    const count = (): number => world.channel.postsTo(`a:${user}`).length;
    await waitUntil(count, (seen) => seen >= notes).catch(() => undefined);
    const answers = count();
    for (let missing = answers; missing < notes; missing += 1) findings.lost(`an answer to ${user}`);
    for (let more = notes; more < answers; more += 1) findings.doubled(`an answer to ${user}`);
  }
}
