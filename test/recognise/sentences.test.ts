import { recognise, type RecogniseContext } from "../../src/recognise/recognise";
import { longTexts } from "../bench/recognise/long-texts";
import { batches, createContext, readSamples, sampleLanguages } from "../bench/recognise/samples";
import { precisionOf, recallOf, type Score, scoreSamples } from "../bench/recognise/score";

let context: RecogniseContext;
beforeAll(async () => {
  context = await createContext();
});

const lowestPrecision = 0.97;
const lowestRecall = { customer: 0.8, product: 0.8, impact: 0.6 } as const;

function scoresOf(language: (typeof sampleLanguages)[number]): readonly Score[] {
  return batches.flatMap((batch) => scoreSamples(readSamples(batch, language, context), context));
}

test("there are enough sentences", () => {
  const counts = batches.map((batch) =>
    sampleLanguages.reduce((sum, language) => sum + readSamples(batch, language, context).length, 0),
  );
  expect(counts[0]).toBeGreaterThanOrEqual(180);
  expect(counts[1]).toBeGreaterThanOrEqual(60);
});

test.each(sampleLanguages)("what is read from sentences in %s is right", (language) => {
  const scores = scoresOf(language);
  for (const field of new Set(scores.map((score) => score.field))) {
    const own = scores.filter((score) => score.field === field);
    const wrong = own.flatMap((score) => score.wrong);
    expect({ field, wrong, isRight: precisionOf(own) >= lowestPrecision }).toEqual({
      field,
      wrong,
      isRight: true,
    });
  }
});

test.each(Object.entries(lowestRecall))("most sentences that tell a %s are understood", (field, lowest) => {
  for (const language of sampleLanguages) {
    const own = scoresOf(language).filter((score) => score.field === field);
    expect(recallOf(own)).toBeGreaterThanOrEqual(lowest);
  }
});

test("a text of any length and kind is read at once", () => {
  // Ten times the aim: a pattern that backtracks must fail it.
  const longest = Math.max(...longTexts(["Contoso Teams down since 9"]).map((text) => fastest(text)));
  expect(longest).toBeLessThan(50);
});

/** Milliseconds of the quickest of a few readings, as this thread reckoned: what else the machine does, does not count. */
function fastest(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.threadCpuUsage();
    recognise(text, context);
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
