/** How deep below an answer lasting data may lie: answer, card, list of elements, element. Deeper is not looked. */
const depthOfLasting = 4;

/**
 * An answer as JSON in UTF-8, the same bytes that `JSON.stringify` gives. Lasting data (lasting.ts), such as the lists
 * of choices that are most of a card, are written once and copied from then on.
 */
export function writeJson(answer: unknown): Buffer {
  const bytes: Bytes = { chunks: [], text: "" };
  write(bytes, answer, depthOfLasting);
  endText(bytes);
  return Buffer.concat(bytes.chunks);
}

/** What is written so far: whole chunks, then text. */
interface Bytes {
  readonly chunks: Buffer[];
  text: string;
}

const written = new WeakMap<object, Buffer>();

function write(bytes: Bytes, value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null || "toJSON" in value) {
    bytes.text += textOf(value);
  } else if (Object.isFrozen(value)) {
    endText(bytes);
    bytes.chunks.push(writeLasting(value));
  } else if (depth === 0) {
    bytes.text += textOf(value);
  } else if (Array.isArray(value)) {
    writeList(bytes, value, depth - 1);
  } else {
    writeObject(bytes, value, depth - 1);
  }
}

function writeList(bytes: Bytes, list: readonly unknown[], depth: number): void {
  let sign = "[";
  for (const element of list) {
    bytes.text += sign;
    write(bytes, isWritten(element) ? element : null, depth);
    sign = ",";
  }
  bytes.text += list.length === 0 ? "[]" : "]";
}

function writeObject(bytes: Bytes, object: object, depth: number): void {
  let sign = "{";
  for (const name of Object.keys(object)) {
    const value: unknown = Reflect.get(object, name);
    if (!isWritten(value)) continue;
    bytes.text += sign + (names.get(name) ?? writeName(name));
    write(bytes, value, depth);
    sign = ",";
  }
  bytes.text += sign === "{" ? "{}" : "}";
}

/** The names of cards are few, and the same again and again; where there are more, somebody else names things. */
const names = new Map<string, string>();
const mostNames = 500;

function writeName(name: string): string {
  const text = `${JSON.stringify(name)}:`;
  if (names.size < mostNames) names.set(name, text);
  return text;
}

/** What JSON has no word for is left out of objects and is null in lists. */
function isWritten(value: unknown): boolean {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}

function writeLasting(value: object): Buffer {
  const known = written.get(value);
  if (known !== undefined) return known;
  const bytes = Buffer.from(textOf(value));
  written.set(value, bytes);
  return bytes;
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}

function endText(bytes: Bytes): void {
  if (bytes.text === "") return;
  bytes.chunks.push(Buffer.from(bytes.text));
  bytes.text = "";
}
