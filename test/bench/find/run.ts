import { createReadStream } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { type App, startApp } from "../../../src/app";
import { createLog } from "../../../src/log";
import { readSettings } from "../../../src/settings";
import { median } from "../rounds";
import { callOnce } from "./call-once";
import { compareRounds, type Figures, floor, mostTimes, type RoundTimes } from "./compare";
import { countRows } from "./count-rows";
import { fillFolder } from "./fill-folder";
import { type Desk, deskOf, lastMoment } from "./make-case";
import { type Question, questions, reports } from "./questions";

const [large = "1000000", folder = join(tmpdir(), "partner-support-find"), only = "", calls = "200"] =
  process.argv.slice(2);
const sizes = [10_000, Number(large)] as const;
const rounds = 3;
const callsOfRound = Number(calls);
const warming = 10;
const reportCalls = 9;

/** The product over a desk, as people reach it. */
interface Place {
  readonly desk: Desk;
  readonly app: App;
  readonly origin: URL;
  readonly agent: Agent;
}

async function main(): Promise<void> {
  if (![...questions, ...reports].some(({ name }) => name.includes(only))) {
    console.error(`no question has "${only}" in its name`);
    process.exitCode = 1;
    return;
  }
  const clock = { now: lastMoment };
  for (const size of sizes)
    await fillFolder(join(folder, String(size)), size, async () => {
      const { app, agent } = await openPlace(size, clock);
      agent.destroy();
      await app.stop();
    });
  // As in a program that has run for a while, the system has the files in its memory.
  for (const size of sizes) await readWhole(join(folder, String(size), "partner-support.sqlite"));
  const [small, big] = [await openPlace(sizes[0], clock), await openPlace(sizes[1], clock)];
  try {
    const isFast = await compareAll(small, big, clock);
    if (reports.some(({ name }) => name.includes(only))) await tellReports([small, big], clock);
    process.exitCode = isFast ? 0 : 1;
  } finally {
    for (const { app, agent } of [small, big]) {
      agent.destroy();
      await app.stop();
    }
  }
}

async function readWhole(file: string): Promise<void> {
  await finished(createReadStream(file, { highWaterMark: 2 ** 20 }).resume());
}

interface Clock {
  now: number;
}

async function openPlace(size: number, clock: Clock): Promise<Place> {
  const app = await startApp({
    settings: readSettings({
      ...{ PORT: "0", DATA_DIR: join(folder, String(size)), LOG_LEVEL: "silent", CASE_ACCESS: "team" },
    }),
    log: createLog("silent"),
    root: join(__dirname, "../../../../.."),
    now: () => new Date(clock.now),
    // Nothing is due to be said; nobody is to look for it meanwhile.
    reminding: { pollMs: 3_600_000 },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return { desk: deskOf(size), app, origin: new URL(new URL(app.address).origin), agent };
}

/** Milliseconds until the whole answer is there. */
async function time(
  place: Place,
  question: Question,
  round: number,
  clock: Clock,
): Promise<{ readonly taken: number; readonly text: string }> {
  // As many calls as a bench makes are more than somebody may make in its time.
  clock.now += 250;
  const wish = question.ask(place.desk, round);
  const begun = performance.now();
  const { status, text } = await callOnce(place, wish);
  const taken = performance.now() - begun;
  if (status !== 200) throw new Error(`${question.name} was answered with ${status}`);
  return { taken, text };
}

interface Told {
  readonly question: Question;
  readonly rounds: readonly RoundTimes[];
  readonly isGood: boolean;
}

async function compareAll(small: Place, big: Place, clock: Clock): Promise<boolean> {
  const asked = questions.filter(({ name }) => name.includes(only));
  console.log(
    `${rounds} rounds of ${callsOfRound} calls to each desk in turns, milliseconds, medians of the rounds; ` +
      `below ${floor} ms counts as ${floor} ms; noise: p99 of every other call at 10,000 to the calls between`,
  );
  const heads = [
    "rows",
    "10,000 p50",
    "p99",
    `${sizes[1].toLocaleString("en")} p50`,
    "p99",
    "ratio",
    "noise",
  ];
  console.log(`${"".padEnd(44)}${heads.map((head) => head.padStart(14)).join("")}`);
  const told: Told[] = [];
  for (const question of asked) told.push(await compare(question, small, big, clock));
  for (const kind of new Set(asked.map(kindOf))) {
    const ofKind = told.filter(({ question }) => kindOf(question) === kind);
    // Each round of a kind has the calls of all its questions.
    const times = Array.from({ length: rounds }, (_, round) => ({
      small: ofKind.flatMap((one) => one.rounds[round]?.small ?? []),
      large: ofKind.flatMap((one) => one.rounds[round]?.large ?? []),
    }));
    console.log(line(`all of "${kind}"`, "", compareRounds(times)));
  }
  const noises = told.map((one) => compareRounds(one.rounds).noise);
  const bad = told.filter(({ isGood }) => !isGood).length;
  console.log(
    `${bad} of ${told.length} questions are over ${mostTimes} or were answered with other numbers of cases; ` +
      `noise ${median(noises).toFixed(2)} in the middle, ${Math.max(...noises).toFixed(2)} at most`,
  );
  return bad === 0;
}

function kindOf({ name }: Question): string {
  return name.split(":")[0] ?? name;
}

/** In turns, so that whatever else the machine does falls on both alike. */
async function compare(question: Question, small: Place, big: Place, clock: Clock): Promise<Told> {
  const both = [small, big];
  const rows = both.map(() => new Array<number>());
  for (let call = 0; call < warming; call += 1)
    for (const [index, place] of both.entries()) {
      const { text } = await time(place, question, call, clock);
      rows[index]?.push(countRows(text));
    }
  const all: RoundTimes[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times = { small: new Array<number>(), large: new Array<number>() };
    for (let call = 0; call < callsOfRound; call += 1)
      for (const size of call % 2 === 0 ? (["small", "large"] as const) : (["large", "small"] as const)) {
        const place = size === "small" ? small : big;
        times[size].push((await time(place, question, round * callsOfRound + call, clock)).taken);
      }
    all.push(times);
  }
  const figures = compareRounds(all);
  const [ofSmall = 0, ofLarge = 0] = rows.map(median);
  // Customers have about as many cases each.
  const isAlike = Math.abs(ofSmall - ofLarge) <= 0.1 * Math.max(ofSmall, ofLarge);
  console.log(
    line(question.name, `${ofSmall}/${ofLarge}`, figures) + (isAlike ? "" : "  other numbers of cases"),
  );
  return { question, rounds: all, isGood: isAlike && figures.ratio <= mostTimes };
}

function line(name: string, rows: string, { small, large, ratio, noise }: Figures): string {
  const cells = [small.p50, small.p99, large.p50, large.p99, ratio, noise].map((value) => value.toFixed(2));
  const told = [rows, ...cells].map((cell) => cell.padStart(14)).join("");
  return `${name.padEnd(44)}${told}${ratio > mostTimes ? "  more than 1.5" : ""}`;
}

/** How long reports take, and the longest time in which nothing else was done. */
async function tellReports(places: readonly Place[], clock: Clock): Promise<void> {
  for (const question of reports.filter(({ name }) => name.includes(only)))
    for (const place of places) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const times: number[] = [];
      for (let call = 0; call < reportCalls; call += 1) {
        if (call === 1) delay.enable();
        times.push((await time(place, question, call, clock)).taken);
      }
      delay.disable();
      const blocked = (delay.max / 1e6).toFixed(0);
      console.log(
        `${question.name}, ${place.desk.size} cases: ${median(times).toFixed(0)} ms, others wait ${blocked} ms at most`,
      );
    }
}

void main();
