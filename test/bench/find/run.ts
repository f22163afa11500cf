import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { median } from "../rounds";
import { askBoth, type Pace, type Told } from "./ask-both";
import { compareRounds, floor, mostTimes } from "./compare";
import { openFilled, type Place } from "./places";
import { type Question, questions, reports } from "./questions";
import { type Line, writeLine, writeTable } from "./table";

const [large = "1000000", folder = join(tmpdir(), "partner-support-find"), only = "", calls = "200"] =
  process.argv.slice(2);
const pace: Pace = { rounds: 5, calls: Number(calls), again: 2 };
const reportCalls = 9;

type Places = readonly [Place, Place];

async function main(): Promise<void> {
  const [asked, told] = [questions, reports].map((all) => all.filter(({ name }) => name.includes(only)));
  if (asked === undefined || told === undefined || asked.length + told.length === 0) {
    console.error(`no question has "${only}" in its name`);
    process.exitCode = 1;
    return;
  }
  const small = await openFilled(folder, 10_000);
  const places = [small, await openFilled(folder, Number(large))] as const;
  try {
    if (asked.length > 0 && !(await compareAll(asked, places))) process.exitCode = 1;
    for (const question of told) for (const place of places) await tellReport(question, place);
  } finally {
    for (const place of places) await place.close();
  }
}

/** Prints each line as it is known, where it is no part of the table. */
async function compareAll(asked: readonly Question[], places: Places): Promise<boolean> {
  const all: Told[] = [];
  for (const question of asked) {
    const told = await askBoth(question, places, pace);
    all.push(told);
    console.error(writeLine(lineOf(told)));
  }
  const kinds = [...new Set(asked.map(kindOf))];
  const lines = [...all.map(lineOf), ...kinds.map((kind) => lineOfKind(kind, all))];
  const bad = all.filter(({ figures, isAlike }) => figures.ratio > mostTimes || !isAlike).length;
  const noises = all.map(({ figures }) => figures.noise);
  console.log(
    `${pace.rounds} rounds of ${pace.calls} calls to each desk in turns, up to ${pace.again} times as many more where ` +
      `the ratio is over ${mostTimes}; milliseconds, medians of the rounds, below ${floor} ms counts as ${floor} ms\n`,
  );
  console.log(writeTable(places[1].desk.size, lines));
  console.log(
    `\n${bad} of ${all.length} questions are over ${mostTimes} or were answered with other numbers of cases; ` +
      `noise ${median(noises).toFixed(2)} in the middle, ${Math.max(...noises).toFixed(2)} at most`,
  );
  return bad === 0;
}

function lineOf({ question: { name }, rows, figures, isAlike }: Told): Line {
  return { name, rows: rows.join("/"), figures, isAlike };
}

/** Each round of a kind has the calls of all its questions. */
function lineOfKind(kind: string, all: readonly Told[]): Line {
  const ofKind = all.filter(({ question }) => kindOf(question) === kind);
  const rounds = Array.from({ length: pace.rounds }, (_, round) => ({
    small: ofKind.flatMap((one) => one.rounds[round]?.small ?? []),
    large: ofKind.flatMap((one) => one.rounds[round]?.large ?? []),
  }));
  return { name: `all of "${kind}"`, rows: "", figures: compareRounds(rounds), isAlike: true };
}

function kindOf({ name }: Question): string {
  return name.split(":")[0] ?? name;
}

/** How long a report takes, and the longest time in which nothing else was done. */
async function tellReport(question: Question, place: Place): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  for (let call = 0; call < reportCalls; call += 1) {
    if (call === 1) delay.enable();
    times.push((await place.ask(question, call)).taken);
  }
  delay.disable();
  const [middle, blocked] = [median(times).toFixed(0), (delay.max / 1e6).toFixed(0)];
  const size = place.desk.size.toLocaleString("en");
  console.log(`${question.name}, ${size} cases: ${middle} ms, others wait ${blocked} ms at most`);
}

void main();
