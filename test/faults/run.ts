import endRun from "../support/end-run";
import startRun from "../support/start-run";
import { printEnd, printHead, printRow } from "./print-table";
import { type FaultProgram, runProgram } from "./program";
import { programs } from "./programs";

const usage = `npm run -s faults -- [name …] [--short] [--seed 1]

Lets things go wrong and prints what came of it; without a name, all of them. Ends with 1 when anything was lost, doubled or wrong.

${programs.map(({ name, title }) => `  ${name.padEnd(14)} ${title}`).join("\n")}
`;

interface Wishes {
  readonly chosen: readonly FaultProgram[];
  readonly isShort: boolean;
  readonly seed: number;
}

/** Null when they are not understood. */
function readWishes(given: readonly string[]): Wishes | null {
  const at = given.indexOf("--seed");
  const seed = at < 0 ? 1 : Number(given[at + 1]);
  const names = given.filter(
    (word, place) => word !== "--short" && (at < 0 || (place !== at && place !== at + 1)),
  );
  const known = new Set(programs.map(({ name }) => name));
  if (!Number.isInteger(seed) || names.some((name) => !known.has(name))) return null;
  const chosen = programs.filter(({ name }) => names.length === 0 || names.includes(name));
  return { chosen, isShort: given.includes("--short"), seed };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Answers whether all went well. */
async function runOne(program: FaultProgram, wishes: Wishes): Promise<boolean> {
  print(printHead(`${program.name}: ${program.title}`));
  const missing = program.missing?.() ?? null;
  if (missing !== null) {
    print(`  not run: ${missing}`);
    return false;
  }
  const report = await runProgram(program, {
    ...wishes,
    onRow: (row) => {
      print(printRow(row));
    },
  });
  printEnd(report).forEach(print);
  return report.failures.length === 0;
}

async function main(): Promise<number> {
  const wishes = readWishes(process.argv.slice(3));
  if (wishes === null) {
    process.stderr.write(usage);
    return 2;
  }
  startRun();
  print(`${wishes.isShort ? "short form" : "long form"}, seed ${wishes.seed}`);
  let isWell = true;
  for (const program of wishes.chosen) isWell = (await runOne(program, wishes)) && isWell;
  await endRun();
  return isWell ? 0 : 1;
}

void main().then((code) => process.exit(code));
