import type { Say } from "../locales/texts";
import { fillSentence } from "./sentences";

/** One TextRun of a RichTextBlock: the only place on a card where text a person typed may stand. */
export interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "Bolder";
  readonly isSubtle?: true;
  readonly size?: "Small" | "Medium";
  readonly color?: "Accent" | "Attention";
}
/** Runs that stand in one block of a card. */
export interface RunsModel {
  readonly runs: readonly TextRun[];
}

/** How a run looks beside its words. */
export type RunStyle = Omit<TextRun, "type" | "text">;

/** A run with these words, shown as they are. */
export function run(text: string, style: RunStyle = {}): TextRun {
  return { type: "TextRun", text, ...style };
}

/** What the eye is to find first. */
export const strong: RunStyle = { weight: "Bolder" };
/** What is read only by who looks for it. */
export const subtle: RunStyle = { isSubtle: true, size: "Small" };

/**
 * Says a sentence as runs, each value of it as a run of its own, in bold if nothing else is wished. Values
 * never pass through the interpolation of the texts, so nothing a person typed can be taken for a placeholder.
 */
export function sayRuns(
  say: Say,
  key: string,
  values: Readonly<Record<string, string>>,
  style: { readonly text?: RunStyle; readonly value?: RunStyle } = {},
): readonly TextRun[] {
  return fillSentence(say, key, values)
    .map((part, index) => run(part, index % 2 === 0 ? style.text : (style.value ?? strong)))
    .filter((part) => part.text !== "");
}

/** The runs as plain words. */
export function wordsOf(runs: readonly TextRun[]): string {
  return runs.map((part) => part.text).join("");
}
