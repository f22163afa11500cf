import { closeUp } from "../locales/close-up";
import type { Say, TextValues } from "../locales/texts";

const mark = "\ue000";
const split = new WeakMap<Say, Map<string, readonly string[]>>();
const remembered = new WeakMap<Say, Say>();

/**
 * A sentence cut at its values: words, name of a value, words, name, words. Looked up once for each language
 * and set of names: a verdict says eighty sentences, and the look-ups would take longer than all the rest.
 */
function splitSentence(say: Say, key: string, names: readonly string[]): readonly string[] {
  const known = split.get(say) ?? new Map<string, readonly string[]>();
  split.set(say, known);
  const id = [key, ...names].join(" ");
  const marks = (): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, mark + name + mark]));
  const parts = known.get(id) ?? say(key, marks()).split(mark);
  known.set(id, parts);
  return parts;
}

/** A sentence with its values put in: words, a value, words, a value, words. */
export function fillSentence(say: Say, key: string, values: TextValues): readonly string[] {
  const parts = splitSentence(say, key, Object.keys(values));
  return closeUp(parts.map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? ""))));
}

/** The same sentences, each looked up once; values are put in here and never interpreted. */
export function rememberSentences(say: Say): Say {
  const known = remembered.get(say);
  if (known !== undefined) return known;
  const remembering: Say = (key, values = {}) => fillSentence(say, key, values).join("");
  remembered.set(say, remembering);
  return remembering;
}
