import type { JsonObject } from "./wire.js";

/** A piece of text; a mention is shown as one. */
export interface Piece {
  readonly text: string;
  readonly isMention: boolean;
}

/** Around a mention while the renderer has it: characters that no keyboard writes. */
const [begin, end] = ["\uE000", "\uE001"];

/** Takes text apart at its mentions: the tags a person's mention of the bot leaves, and the names the bot mentions. */
export function splitMentions(text: string, names: readonly string[]): readonly Piece[] {
  // The longest first, or "Mei" would take the beginning of "Mei Chen".
  const tags = names.toSorted((a, b) => b.length - a.length).map((name) => escapePattern(`@${name}`));
  const mention = new RegExp([...tags, "<at>[^<]*</at>"].join("|"), "g");
  return splitMarked(text.replaceAll(mention, (found) => mark(found.replace(/^@|<\/?at>/g, ""))));
}

/**
 * The card with its mentions marked where Teams shows them: in text blocks and facts. Elsewhere a tag stays what
 * it is, words.
 */
export function markMentions(card: JsonObject): JsonObject {
  const tags = readTags(card);
  if (tags.size === 0) return card;
  const markText = (text: unknown) =>
    typeof text === "string"
      ? [...tags].reduce((shown, [tag, name]) => shown.replaceAll(tag, () => mark(name)), text)
      : text;
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (!isObject(part)) return part;
    const visited = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
    if (part["type"] === "TextBlock") return { ...visited, text: markText(part["text"]) };
    if (part["type"] !== "FactSet" || !Array.isArray(part["facts"])) return visited;
    const facts = part["facts"].map((fact: unknown) =>
      isObject(fact) ? { ...fact, title: markText(fact["title"]), value: markText(fact["value"]) } : fact,
    );
    return { ...visited, facts };
  };
  const marked = visit(card);
  return isObject(marked) ? marked : card;
}

/** Text the renderer was given, taken apart at the marks. */
export function splitMarked(text: string): readonly Piece[] {
  return text
    .split(new RegExp(`(${begin}[^${begin}${end}]*${end})`))
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith(begin) && part.endsWith(end)
        ? { text: part.slice(1, -1), isMention: true }
        : { text: part, isMention: false },
    );
}

function mark(name: string): string {
  return `${begin}@${name}${end}`;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** What stands for each mention in the card's text, with the name behind it. */
function readTags(card: JsonObject): ReadonlyMap<string, string> {
  const { msteams } = card;
  const entities = isObject(msteams) && Array.isArray(msteams["entities"]) ? msteams["entities"] : [];
  const tags = entities.flatMap((entity: unknown) => {
    if (!isObject(entity) || entity["type"] !== "mention" || typeof entity["text"] !== "string") return [];
    const { mentioned, text } = entity;
    const name = isObject(mentioned) ? mentioned["name"] : undefined;
    return [[text, typeof name === "string" ? name : text] as const];
  });
  return new Map(tags);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
