import type { FaultReport, FaultRow } from "./program";

const width = 62;

/** The head of a program's table. */
export function printHead(title: string): string {
  return `${title.padEnd(width)}${["many", "lost", "doubled", "wrong", "time"].map(right).join("")}`;
}

/** One line of it. */
export function printRow({ fault, many, lost, doubled, wrong, ms }: FaultRow): string {
  const counts = [many, lost.length, doubled.length, wrong.length].map((count) => count.toLocaleString("en"));
  return `${`  ${fault}`.padEnd(width)}${[...counts, `${(ms / 1000).toFixed(1)} s`].map(right).join("")}`;
}

/** What stands below it. */
export function printEnd({ sentences, failures }: FaultReport): readonly string[] {
  return [
    ...sentences.map((sentence) => `  ${sentence}`),
    ...failures.map((failure) => `  FAILED ${failure.replaceAll("\n", "\n    ")}`),
  ];
}

function right(text: string): string {
  return text.padStart(9);
}
