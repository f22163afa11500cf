import { startKeyServer } from "../support/key-server";
import { type Child, type ServerName, startChild } from "./child";
import { measureEscalation } from "./escalation";
import { fillRecords } from "./fill-records";
import { createClicker, createSearcher, createTypist, type Target, type Worker } from "./people";
import { label, printCost, printTable, type Results, serverNames } from "./print-tables";
import { median, play, type Round } from "./rounds";
import { startSink } from "./sink";

const roundMilliseconds = 3000;
const rounds = 5;
/**
 * A program that runs for months is not measured while its code is still being compiled, which takes each thread some ten
 * thousand turns: every server answers so many rounds of cards first. After every other one come typed messages, because
 * what is compiled for clicks alone is thrown away when the first of them comes.
 */
const roundsToWarmUp = 12;
/** Rounds of each table that do not count. */
const warmUps = 1;
/** Starts of each server; the time differs less than that of turns. */
const starts = 3;

type MakeWorker = (target: Target, person: string) => Promise<Worker>;

interface Bench {
  readonly servers: readonly Child[];
  readonly targetOf: (server: Child) => Target;
}

/** `--records 1000000` puts so many records before the start; `--keep <folder>` makes them once and keeps them there. */
function readOption(name: string): string | undefined {
  const place = process.argv.indexOf(name);
  return place < 0 ? undefined : process.argv[place + 1];
}

async function main(): Promise<void> {
  const records = Number(readOption("--records") ?? 0);
  const kept = readOption("--keep");
  const sink = await startSink();
  const keys = await startKeyServer(() => sink.serviceUrl);
  const options = {
    authentication: keys.options,
    prepare: records > 0 ? (dataDir: string) => fillRecords(dataDir, records, kept) : undefined,
  };
  const authorization = `Authorization: Bearer ${keys.sign()}\r\n`;
  console.log(
    `authenticated; the product saves every turn durably (WAL, synchronous=FULL) and draws a card; ${records} records before`,
  );
  console.log(
    `${rounds} interleaved rounds of ${roundMilliseconds / 1000} s after ${warmUps} that does not count, medians (slowest-fastest round)`,
  );
  console.log(
    "2 threads are the product with WORKERS=2; everything else is answered by one thread of JavaScript",
  );
  const servers: Child[] = [];
  for (const name of serverNames) servers.push(await startChild(name, options));
  const among = (...chosen: readonly ServerName[]): Bench => ({
    servers: servers.filter(({ name }) => chosen.includes(name)),
    targetOf: ({ origin }) => ({ origin, authorization, sink }),
  });
  const all = among(...serverNames);
  const alone = among("product", "echo", "bare");
  const talkers = among("product", "threads", "echo");
  await warmUp(all, talkers.servers);
  const usual = await compare(all, "card turn, 16 at once", 16, createClicker);
  printCost(usual);
  await compare(alone, "card turn, 1 at once", 1, createClicker);
  await compare(all, "card turn, 64 at once", 64, createClicker);
  await compare(talkers, "typed turn, 16 at once", 16, createTypist);
  await compare(alone, "search from the compose box, 16 at once", 16, createSearcher);
  console.log(
    `escalation, from the deciding click to the connector of the channel: ${await measureEscalation(sink)}`,
  );
  await printMemory(servers);
  for (const server of servers) server.stop();
  if (records === 0) await compareStarts(options, all);
  await sink.stop();
  await keys.stop();
}

async function printMemory(servers: readonly Child[]): Promise<void> {
  console.log("memory after all that");
  const ofProduct = (await servers[0]?.usage())?.memory ?? Number.NaN;
  for (const server of servers) {
    const { memory } = await server.usage();
    const ratio = (ofProduct / memory).toFixed(2);
    console.log(
      `  ${label(server.name)} ${(memory / 1_048_576).toFixed(0)} MB, the product takes ${ratio} times`,
    );
  }
}

/** Lets the servers take turns, so that whatever else the machine does meets all of them. */
async function compare(
  { servers, targetOf }: Bench,
  title: string,
  people: number,
  make: MakeWorker,
): Promise<Results> {
  const results: Results = { product: [], threads: [], echo: [], bare: [] };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const persons = Array.from(
      { length: people },
      (_, id) => `${title.slice(0, 5)} ${people} ${round} ${id}`,
    );
    for (const server of servers) {
      const result = await playRound(server, targetOf(server), persons, make);
      if (round >= warmUps) results[server.name].push(result);
    }
  }
  printTable(title, servers, results);
  return results;
}

async function playRound(
  server: Child,
  target: Target,
  persons: readonly string[],
  make: MakeWorker,
): Promise<Round> {
  const workers = await Promise.all(persons.map((name) => make(target, name)));
  const readCpu = async (): Promise<number> => (await server.usage()).cpu;
  const result = await play(workers, roundMilliseconds, readCpu);
  for (const worker of workers) worker.close();
  return result;
}

/** Tells the processor time of the first and the last round, so that a reader sees how far the compiling had come. */
async function warmUp({ servers, targetOf }: Bench, talkers: readonly Child[]): Promise<void> {
  console.log(
    `to warm up, ${roundsToWarmUp} rounds of cards each and typed messages between them, 16 at once; CPU s per 1,000 in the first and the last`,
  );
  for (const server of servers) {
    const cards: Round[] = [];
    const typed: Round[] = [];
    for (let round = 0; round < roundsToWarmUp; round += 1) {
      const persons = (what: string): readonly string[] =>
        Array.from({ length: 16 }, (_, id) => `warm ${what} ${round} ${id}`);
      const isTalking = round % 2 === 0 && talkers.includes(server);
      if (isTalking) typed.push(await playRound(server, targetOf(server), persons("typed"), createTypist));
      cards.push(await playRound(server, targetOf(server), persons("cards"), createClicker));
    }
    const tell = (rounds: readonly Round[]): string =>
      `${rounds[0]?.cpu.toFixed(2)} ${rounds.at(-1)?.cpu.toFixed(2)}`;
    console.log(
      `  ${label(server.name)} cards ${tell(cards)}${typed.length === 0 ? "" : `, typed ${tell(typed)}`}`,
    );
  }
}

async function compareStarts(options: Parameters<typeof startChild>[1], { targetOf }: Bench): Promise<void> {
  console.log(`cold start to the first answered click, ${starts} starts, medians`);
  for (const name of serverNames) {
    const times: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const server = await startChild(name, options);
      const begun = performance.now();
      const worker = await createClicker(targetOf(server), "first");
      await worker.step();
      times.push(server.startedIn + performance.now() - begun);
      worker.close();
      server.stop();
    }
    console.log(
      `  ${label(name)} ${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)}-${Math.max(...times).toFixed(0)})`,
    );
  }
}

void main();
