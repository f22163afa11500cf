import { recognise, type RecogniseContext } from "../../../src/recognise/recognise";
import { type RecognisedField, recognisedFields } from "../../../src/vocabulary";
import type { Sample } from "./samples";

/** How often a field was labelled, found, and found rightly. */
export interface Score {
  readonly field: RecognisedField;
  readonly labelled: number;
  readonly found: number;
  readonly right: number;
  /** What went wrong, for whoever tunes the words. */
  readonly wrong: readonly string[];
}

/** Reads every sentence and compares each field. */
export function scoreSamples(samples: readonly Sample[], context: RecogniseContext): readonly Score[] {
  const readings = samples.map((sample) => ({
    ...sample,
    read: new Map(recognise(sample.text, context).map(({ field, value }) => [field, value])),
  }));
  return recognisedFields.map((field) => {
    const rows = readings.map(({ text, expect, read }) => ({
      text,
      label: expect[field],
      value: read.get(field),
    }));
    const isRight = ({ label, value }: (typeof rows)[number]): boolean => agrees(field, label, value);
    const wrong = rows.filter((row) => row.label !== row.value && !isRight(row));
    return {
      field,
      labelled: rows.filter(({ label }) => label !== undefined).length,
      found: rows.filter(({ value }) => value !== undefined).length,
      right: rows.filter(isRight).length,
      wrong: wrong.map(
        ({ text, label = "-", value = "-" }) => `${field}: ${label} read as ${value}: ${text}`,
      ),
    };
  });
}

/** Steps are kept as written; they agree when one holds the other and is not twice as long. */
function agrees(field: RecognisedField, label: string | undefined, value: string | undefined): boolean {
  if (label === undefined || value === undefined) return false;
  if (field !== "stepsTried") return label === value;
  const [short = "", long = ""] = [label, value].sort((a, b) => a.length - b.length);
  return long.includes(short) && long.length <= 2 * short.length;
}

/** Right among found; 1 when nothing was found, as nothing wrong was shown. */
export function precisionOf(scores: readonly Score[]): number {
  const found = sum(scores, ({ found: count }) => count);
  return found === 0 ? 1 : sum(scores, ({ right }) => right) / found;
}

/** Right among labelled; 1 when nothing was labelled. */
export function recallOf(scores: readonly Score[]): number {
  const labelled = sum(scores, ({ labelled: count }) => count);
  return labelled === 0 ? 1 : sum(scores, ({ right }) => right) / labelled;
}

function sum(scores: readonly Score[], count: (score: Score) => number): number {
  return scores.reduce((total, score) => total + count(score), 0);
}
