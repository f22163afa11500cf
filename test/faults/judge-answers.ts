import { z } from "zod";
import { tryAgain } from "../support/patient-person";
import type { Findings } from "./program";

const Answer = z.object({ replyToId: z.string().optional() });

/**
 * Looks whether each message was answered once, by what was posted to its conversation; answers the ids of those whose
 * answer was to try again.
 */
export function judgeAnswers(
  ids: readonly string[],
  posts: readonly string[],
  findings: Pick<Findings, "lost" | "doubled">,
): ReadonlySet<string> {
  const answers = Map.groupBy(posts, (body) => Answer.parse(JSON.parse(body)).replyToId ?? "");
  for (const id of ids) {
    const count = answers.get(id)?.length ?? 0;
    if (count === 0) findings.lost(`an answer to ${id}`);
    if (count > 1) findings.doubled(`${count} answers to ${id}`);
  }
  return new Set(ids.filter((id) => answers.get(id)?.some((body) => body.includes(tryAgain)) === true));
}

/**
 * Looks whether each note was kept once. One that is missing is lost, unless its writer was asked to try again; then it
 * must not have been kept, or would be there twice.
 */
export function judgeNotes(
  notes: readonly { readonly id: string; readonly text: string }[],
  kept: readonly string[],
  refused: ReadonlySet<string>,
  findings: Pick<Findings, "lost" | "doubled" | "wrong">,
): void {
  for (const { id, text } of notes) {
    const count = kept.filter((note) => note === text).length;
    if (count === 0 && !refused.has(id)) findings.lost(`note ${id}`);
    if (count > 0 && refused.has(id))
      findings.wrong(`note ${id} was kept, and its writer asked to try again`);
    if (count > 1) findings.doubled(`note ${id}`);
  }
}
