import { z } from "zod";
import { inputIds, inputValues } from "../vocabulary";
import data from "./answer-words.json";

const Words = z.array(z.string().min(1)).min(1);

/** What people type instead of an option's title, by input and value; in all three languages at once. */
const AnswerWords = z.strictObject(
  Object.fromEntries(inputIds.map((id) => [id, z.partialRecord(z.enum(inputValues[id]), Words).optional()])),
);

type WordsByValue = Readonly<Record<string, readonly string[]>>;
const words = new Map<string, WordsByValue>(
  Object.entries(AnswerWords.parse(data)).flatMap(([id, byValue]) =>
    byValue === undefined ? [] : [[id, byValue] as const],
  ),
);
const none: WordsByValue = {};

/** The words of one question by value; none where nothing else is said than its titles. */
export function answerWordsOf(questionId: string): WordsByValue {
  return words.get(questionId) ?? none;
}
