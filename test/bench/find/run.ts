import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { type App, startApp } from "../../../src/app";
import { createLog } from "../../../src/log";
import { readSettings } from "../../../src/settings";
import { median, quantile } from "../rounds";
import { callOnce } from "./call-once";
import { fillFolder } from "./fill-folder";
import { type Desk, deskOf, lastMoment } from "./make-case";
import { type Question, questions, reports } from "./questions";

const [large = "1000000", folder = join(tmpdir(), "partner-support-find"), only = "", calls = "100"] =
  process.argv.slice(2);
const sizes = [10_000, Number(large)] as const;
const rounds = 5;
const callsOfRound = Number(calls);
const warming = 10;
/** Times the large desk may take of the small one's; what is below the floor (ms) counts as the floor. */
const mostTimes = 1.5;
const floor = 1;
const reportCalls = 9;

/** The product over a desk, as people reach it. */
interface Place {
  readonly desk: Desk;
  readonly app: App;
  readonly origin: URL;
  readonly agent: Agent;
}

async function main(): Promise<void> {
  const clock = { now: lastMoment };
  for (const size of sizes)
    await fillFolder(join(folder, String(size)), size, async () => {
      const { app, agent } = await openPlace(size, clock);
      agent.destroy();
      await app.stop();
    });
  const [small, big] = [await openPlace(sizes[0], clock), await openPlace(sizes[1], clock)];
  try {
    const isFast = await compareAll(small, big, clock);
    if (only === "" || only === "report") await tellReports([small, big], clock);
    process.exitCode = isFast ? 0 : 1;
  } finally {
    for (const { app, agent } of [small, big]) {
      agent.destroy();
      await app.stop();
    }
  }
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
async function time(place: Place, question: Question, round: number, clock: Clock): Promise<number> {
  // As many calls as a bench makes are more than somebody may make in its time.
  clock.now += 250;
  const wish = question.ask(place.desk, round);
  const begun = performance.now();
  const status = await callOnce(place, wish);
  const taken = performance.now() - begun;
  if (status !== 200) throw new Error(`${question.name} was answered with ${status}`);
  return taken;
}

async function compareAll(small: Place, big: Place, clock: Clock): Promise<boolean> {
  console.log(
    `${rounds} rounds of ${callsOfRound} calls to each desk in turns, milliseconds, medians of the rounds; ` +
      `below ${floor} ms counts as ${floor} ms`,
  );
  const heads = [`10,000 p50`, "p99", `${sizes[1].toLocaleString("en")} p50`, "p99", "ratio"];
  console.log(`${"".padEnd(44)}${heads.map((head) => head.padStart(14)).join("")}`);
  let isFast = true;
  for (const question of questions.filter(({ name }) => name.includes(only))) {
    const ratio = await compare(question, small, big, clock);
    isFast &&= ratio <= mostTimes;
  }
  return isFast;
}

/** In turns, so that whatever else the machine does falls on both alike. */
async function compare(question: Question, small: Place, big: Place, clock: Clock): Promise<number> {
  const both = [small, big];
  for (let call = 0; call < warming; call += 1)
    for (const place of both) await time(place, question, call, clock);
  const figures = both.map(() => ({ p50: new Array<number>(), p99: new Array<number>() }));
  for (let round = 0; round < rounds; round += 1) {
    const times = both.map(() => new Array<number>());
    for (let call = 0; call < callsOfRound; call += 1)
      for (const index of call % 2 === 0 ? [0, 1] : [1, 0]) {
        const place = both[index] ?? small;
        times[index]?.push(await time(place, question, round * callsOfRound + call, clock));
      }
    times.forEach((taken, index) => {
      taken.sort((one, other) => one - other);
      figures[index]?.p50.push(quantile(taken, 0.5));
      figures[index]?.p99.push(quantile(taken, 0.99));
    });
  }
  const [of10k, of1m] = figures.map(({ p50, p99 }) => ({ p50: median(p50), p99: median(p99) }));
  if (of10k === undefined || of1m === undefined) return Number.NaN;
  const ratio = Math.max(floor, of1m.p99) / Math.max(floor, of10k.p99);
  const cells = [of10k.p50, of10k.p99, of1m.p50, of1m.p99, ratio].map((value) =>
    value.toFixed(2).padStart(14),
  );
  console.log(`${question.name.padEnd(44)}${cells.join("")}${ratio > mostTimes ? "  more than 1.5" : ""}`);
  return ratio;
}

/** How long reports take, and the longest time in which nothing else was done. */
async function tellReports(places: readonly Place[], clock: Clock): Promise<void> {
  for (const question of reports)
    for (const place of places) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const times: number[] = [];
      for (let call = 0; call < reportCalls; call += 1) {
        if (call === 1) delay.enable();
        times.push(await time(place, question, call, clock));
      }
      delay.disable();
      const blocked = (delay.max / 1e6).toFixed(0);
      console.log(
        `${question.name}, ${place.desk.size} cases: ${median(times).toFixed(0)} ms, others wait ${blocked} ms at most`,
      );
    }
}

void main();
