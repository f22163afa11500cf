import { performance } from "node:perf_hooks";
import { recognise, type RecogniseContext } from "../../../src/recognise/recognise";
import { recognisedFields } from "../../../src/vocabulary";
import { longTexts } from "./long-texts";
import { type Batch, batches, createContext, readSamples, sampleLanguages } from "./samples";
import { precisionOf, recallOf, scoreSamples } from "./score";

/** How often every text is read; the first rounds warm up and do not count. */
const rounds = 30;
const warmUp = 5;

async function main(): Promise<void> {
  const context = await createContext();
  for (const batch of batches) printScores(batch, context);
  const sentences = batches.flatMap((batch) =>
    sampleLanguages.flatMap((language) => readSamples(batch, language, context).map(({ text }) => text)),
  );
  console.log(
    `reading time, ${context.catalogue.products.length} products, ${context.customers.length} customers`,
  );
  printTimes(`${sentences.length} sentences`, sentences, context);
  const long = longTexts(sentences);
  printTimes(`${long.length} texts of 20,000 characters`, long, context);
}

function printScores(batch: Batch, context: RecogniseContext): void {
  const files = sampleLanguages.map((language) => {
    const samples = readSamples(batch, language, context);
    return { language, count: samples.length, scores: scoreSamples(samples, context) };
  });
  const total = files.reduce((sum, { count }) => sum + count, 0);
  console.log(`${batch === "" ? "tuned with" : "hold-out"}: ${total} sentences; labelled, precision, recall`);
  console.log(
    ["".padEnd(16), ...files.map((file) => `${file.language} (${file.count})`.padEnd(18)), "all"].join(""),
  );
  for (const field of recognisedFields) {
    const columns = files.map(({ scores }) => scores.filter((score) => score.field === field));
    const all = columns.flat();
    console.log(
      [field.padEnd(16), ...[...columns, all].map((scores) => cell(scores).padEnd(18))].join("").trimEnd(),
    );
  }
  const details = files.flatMap(({ scores }) => scores.flatMap(({ wrong }) => wrong));
  if (process.argv.includes("--wrong")) console.log(details.join("\n"));
}

function cell(scores: Parameters<typeof precisionOf>[0]): string {
  const labelled = scores.reduce((sum, score) => sum + score.labelled, 0);
  const found = scores.reduce((sum, score) => sum + score.found, 0);
  const share = (value: number, of: number): string => (of === 0 ? "-" : value.toFixed(2));
  return `${labelled} ${share(precisionOf(scores), found)} ${share(recallOf(scores), labelled)}`;
}

/** Each text counts with the median of its readings: what else the machine does must not decide. */
function printTimes(name: string, texts: readonly string[], context: RecogniseContext): void {
  const times = texts.map((text) => {
    const readings = Array.from({ length: rounds }, () => {
      const start = performance.now();
      recognise(text, context);
      return performance.now() - start;
    });
    return middle(readings.slice(warmUp), 0.5);
  });
  const at = (share: number): string => middle(times, share).toFixed(2);
  console.log(`  ${name.padEnd(32)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  max ${at(1)} ms`);
}

function middle(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

void main();
