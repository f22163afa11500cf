/** How deep below an answer lasting data may lie: answer, card, list of elements, element. Deeper is not looked. */
const depthOfLasting = 4;

/**
 * An answer as JSON in UTF-8, the same bytes that `JSON.stringify` gives. Lasting data (lasting.ts), such as the lists
 * of choices that are most of a card, are written once and copied from then on.
 */
export function writeJson(answer: unknown): Buffer {
  const pieces: (string | Buffer)[] = [];
  write(pieces, answer, depthOfLasting);
  return joinPieces(pieces);
}

const written = new WeakMap<object, Buffer>();

function write(pieces: (string | Buffer)[], value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null || "toJSON" in value) {
    pieces.push(textOf(value));
  } else if (Object.isFrozen(value)) {
    pieces.push(writeLasting(value));
  } else if (depth === 0) {
    pieces.push(textOf(value));
  } else if (Array.isArray(value)) {
    writeList(pieces, value, depth - 1);
  } else {
    writeObject(pieces, value, depth - 1);
  }
}

function writeList(pieces: (string | Buffer)[], list: readonly unknown[], depth: number): void {
  let sign = "[";
  for (const element of list) {
    pieces.push(sign);
    write(pieces, isWritten(element) ? element : null, depth);
    sign = ",";
  }
  pieces.push(list.length === 0 ? "[]" : "]");
}

function writeObject(pieces: (string | Buffer)[], object: object, depth: number): void {
  let sign = "{";
  for (const [name, value] of Object.entries(object)) {
    if (!isWritten(value)) continue;
    pieces.push(`${sign}${plainName.test(name) ? `"${name}"` : JSON.stringify(name)}:`);
    write(pieces, value, depth);
    sign = ",";
  }
  pieces.push(sign === "{" ? "{}" : "}");
}

/** What nearly all names of a card are made of: nothing that JSON would write in another way. */
const plainName = /^[\w$.-]+$/;

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

function joinPieces(pieces: readonly (string | Buffer)[]): Buffer {
  const chunks: Buffer[] = [];
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    if (text !== "") chunks.push(Buffer.from(text));
    text = "";
    chunks.push(piece);
  }
  if (text !== "") chunks.push(Buffer.from(text));
  return Buffer.concat(chunks);
}
