import { z } from "zod";
import type { languages } from "../vocabulary";

const Sentence = z.string().min(1);
/** A sentence or title in every language; none may be missing or empty. */
export const LocalizedText = z.strictObject({ en: Sentence, "zh-TW": Sentence, "zh-CN": Sentence } satisfies {
  [L in (typeof languages)[number]]: z.ZodString;
});

/** One support rule: P from a seed document, Q from a page the seeds link to, N a newer public fact. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[PQN]-\d{2}b?$/),
  /** Keys of `sources.json`. */
  sources: z.array(z.string()).min(1),
  /** The day, month or year the source speaks of; `undated` where the stored copy has none. */
  date: z.string().regex(/^(\d{4}(-\d{2}(-\d{2})?)?|undated)$/),
  /** One sentence that stands alone. */
  text: LocalizedText,
});
export type Rule = Readonly<z.infer<typeof Rule>>;

/** A document rules come from. */
export const Source = z.strictObject({
  title: LocalizedText,
  /** The day the document is of, where it has one of its own. */
  date: z.iso.date().optional(),
  url: z.url({ protocol: /^https$/ }).optional(),
});
export type Source = Readonly<z.infer<typeof Source>>;
