import { readAll } from "../contracts/store-samples";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { findNginx, startNginx } from "../support/nginx";
import { bringUntilTaken, type Writer, writeMessage } from "../support/raw-messages";
import { waitUntil } from "../support/wait-until";
import { type EngineName, type Ground, needsPostgres, openGround } from "./ground";
import { openThreads } from "./open-threads";
import type { FaultProgram, FaultRun, Findings } from "./program";

/** Messages that are written at the same moment in one conversation. */
const atOnce = 20;

export const burst: FaultProgram = {
  name: "burst",
  title: "20 messages at once in each conversation",
  limit: { short: 150, long: 1500 },
  missing: () => needsPostgres() ?? (findNginx() === null ? "nginx is not installed" : null),
  async run(run) {
    for (const [engine, instances] of [
      ["SQLite", 1],
      ["PostgreSQL", 2],
    ] as const) {
      const { origin, ground, channel, writers } = await open(run, engine, instances);
      const name = `${engine}, ${instances === 1 ? "one instance" : "two behind nginx"}`;
      const rounds = run.isShort ? 1 : 25;
      let refusals = 0;
      const onRefusal = (): void => {
        refusals += 1;
      };
      await run.row(`${name}: notes in ${writers.length} threads`, (findings) =>
        writeNotes({ origin, ground, writers, rounds, onRefusal }, findings),
      );
      await run.row(`${name}: questions in ${writers.length} chats`, (findings) =>
        askForHelp({ origin, channel, writers, rounds, onRefusal }, findings),
      );
      if (refusals > 0) run.say(`${name}: ${refusals} times a message was asked to come again, and came`);
      await run.cleanUp();
    }
  },
};

async function open(run: FaultRun, engine: EngineName, count: 1 | 2) {
  const channel = await startChannel();
  run.defer(() => channel.stop());
  const tenants = Array.from({ length: run.isShort ? 3 : 20 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, engine, { serviceUrl: channel.serviceUrl, tenants });
  const instances = await Promise.all(Array.from({ length: count }, () => ground.start()));
  const origins = instances.map(({ origin }) => origin);
  const balancer = count === 1 ? null : await startNginx(origins);
  if (balancer !== null) run.defer(() => balancer.stop());
  const origin = balancer?.origin ?? origins[0] ?? "";
  return { origin, ground, channel, writers: await openThreads(ground, origin, channel, tenants) };
}

interface Burst {
  readonly origin: string;
  readonly writers: readonly Writer[];
  readonly rounds: number;
  /** Told of each time a message was not taken at once. */
  readonly onRefusal: () => void;
}

/** Writes so many messages at once in every conversation; what is not taken at once is brought again, as Teams does. */
async function writeAtOnce(
  { origin, writers, rounds, onRefusal }: Burst,
  findings: Findings,
  write: (writer: Writer, name: string) => object,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const sent = writers.flatMap((writer) =>
      Array.from({ length: atOnce }, async (_, place) => {
        const activity = write(writer, `${round}-${place}`);
        const status = await bringUntilTaken(origin, activity, onRefusal);
        if (status !== 200) findings.wrong(`a message was answered ${status}`);
      }),
    );
    await Promise.all(sent);
    findings.met(sent.length);
  }
}

async function writeNotes(
  { ground, ...notes }: Burst & { readonly ground: Ground },
  findings: Findings,
): Promise<void> {
  await writeAtOnce(notes, findings, (writer, name) => writeMessage(writer, `note-${name}`, `tried ${name}`));
  const reader = await ground.read();
  const records = await readAll(reader.exportRecords());
  await reader.close();
  for (const { tenantId } of notes.writers) {
    const history = records.find((record) => record.tenantId === tenantId)?.history ?? [];
    const said = history.filter(({ field }) => field === "note").map(({ new: note }) => note);
    for (let round = 0; round < notes.rounds; round += 1)
      for (let place = 0; place < atOnce; place += 1) {
        const count = said.filter((note) => note === `tried ${round}-${place}`).length;
        if (count === 0) findings.lost(`note ${round}-${place} of ${tenantId}`);
        if (count > 1) findings.doubled(`note ${round}-${place} of ${tenantId}`);
      }
  }
}

async function askForHelp(
  { channel, ...questions }: Burst & { readonly channel: ChannelServer },
  findings: Findings,
): Promise<void> {
  const chats = questions.writers.map(({ thread: _thread, ...writer }) => writer);
  await writeAtOnce({ ...questions, writers: chats }, findings, (writer, name) =>
    writeMessage(writer, `help-${name}`, "help"),
  );
  for (const { user } of chats) {
    const asked = questions.rounds * atOnce;
    const count = (): number => channel.postsTo(`a:${user}`).length;
    await waitUntil(count, (seen) => seen >= asked).catch(() => undefined);
    const answers = count();
    for (let missing = answers; missing < asked; missing += 1) findings.lost(`an answer to ${user}`);
    for (let more = asked; more < answers; more += 1) findings.doubled(`an answer to ${user}`);
  }
}
