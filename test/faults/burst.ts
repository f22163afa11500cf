import { readAll } from "../contracts/store-samples";
import { type ChannelServer, startChannel } from "../support/channel-server";
import { findNginx, startNginx } from "../support/nginx";
import { bringUntilTaken, type Writer, writeMessage } from "../support/raw-messages";
import { deskOf } from "../support/stored-desk";
import { type Ground, type Layout, nameLayout, needsPostgres, openGround } from "./ground";
import { judgeAnswers, judgeNotes } from "./judge-answers";
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
    const layouts: readonly Layout[] = [
      { engine: "SQLite", instances: 1 },
      { engine: "SQLite", instances: 1, workers: 2 },
      { engine: "PostgreSQL", instances: 2 },
    ];
    for (const layout of layouts) {
      const { origin, ground, channel, writers } = await open(run, layout);
      const name = nameLayout(layout);
      const rounds = run.isShort ? 1 : 25;
      let repeats = 0;
      let refused = 0;
      const onRefusal = (): void => {
        repeats += 1;
      };
      const burst = { origin, ground, channel, writers, rounds, onRefusal };
      await run.row(`${name}: notes in ${writers.length} threads`, async (findings) => {
        refused += await writeNotes(burst, findings);
      });
      await run.row(`${name}: questions in ${writers.length} chats`, async (findings) => {
        refused += await askForHelp(burst, findings);
      });
      if (repeats > 0) run.say(`${name}: ${repeats} times a message was asked to come again, and came`);
      if (refused > 0)
        run.say(`${name}: ${refused} people were told that nothing was changed, and to try again`);
      await run.cleanUp();
    }
  },
};

async function open(run: FaultRun, { engine, instances: count, workers = 1 }: Layout) {
  const channel = await startChannel();
  run.defer(() => channel.stop());
  // Also in the short form more at once than tokens may be checked (64).
  const tenants = Array.from({ length: run.isShort ? 5 : 20 }, (_, place) => `tenant-${place}`);
  const ground = await openGround(run, engine, { serviceUrl: channel.serviceUrl, tenants });
  const instances = await Promise.all(Array.from({ length: count }, () => ground.start({ workers })));
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

/** The names of all messages of a conversation. */
function nameAll(rounds: number): readonly string[] {
  const places = Array.from({ length: atOnce }, (_, place) => place);
  return Array.from({ length: rounds }, (_, round) => places.map((place) => `${round}-${place}`)).flat();
}

interface Judging extends Burst {
  readonly ground: Ground;
  readonly channel: ChannelServer;
}

/** Answers how many were asked to write it again. */
async function writeNotes({ ground, channel, ...notes }: Judging, findings: Findings): Promise<number> {
  await writeAtOnce(notes, findings, (writer, name) => writeMessage(writer, `note-${name}`, `tried ${name}`));
  const reader = await ground.read();
  const records = await readAll(reader.exportRecords());
  await reader.close();
  const expected = nameAll(notes.rounds).map((name) => ({ id: `note-${name}`, text: `tried ${name}` }));
  let count = 0;
  for (const { tenantId } of notes.writers) {
    const history = records.find((record) => record.tenantId === tenantId)?.history ?? [];
    const kept = history.flatMap(({ field, new: note }) => (field === "note" && note !== null ? [note] : []));
    const ids = expected.map(({ id }) => id);
    const refused = judgeAnswers(ids, channel.postsTo(deskOf(tenantId)), findings);
    judgeNotes(expected, kept, refused, findings);
    count += refused.size;
  }
  return count;
}

async function askForHelp({ channel, ...questions }: Judging, findings: Findings): Promise<number> {
  const chats = questions.writers.map(({ thread: _thread, ...writer }) => writer);
  await writeAtOnce({ ...questions, writers: chats }, findings, (writer, name) =>
    writeMessage(writer, `help-${name}`, "help"),
  );
  const ids = nameAll(questions.rounds).map((name) => `help-${name}`);
  const refused = chats.map(({ user }) => judgeAnswers(ids, channel.postsTo(`a:${user}`), findings).size);
  return refused.reduce((sum, count) => sum + count, 0);
}
