import { z } from "zod";
import data from "./answer-words.json";
import { inputIds } from "../vocabulary";

/** What people type instead of an option's title, by input and value; in all three languages at once. */
const AnswerWords = z.partialRecord(
  z.enum(inputIds),
  z.record(z.string(), z.array(z.string().min(1)).min(1)),
);

const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>> | undefined>> =
  AnswerWords.parse(data);

/** The words of one question by value; none where nothing else is said than its titles. */
export function answerWordsOf(questionId: string): Readonly<Record<string, readonly string[]>> {
  return words[questionId] ?? {};
}
