import type { z } from "zod";
import { StorageError } from "../errors";

/** Reads a stored document; `row` says which one it was when it is not what its schema says. */
export function parseDocument<Document>(
  schema: z.ZodType<Document>,
  document: string,
  row: string,
): Document {
  try {
    return schema.parse(JSON.parse(document));
  } catch (cause) {
    throw new StorageError(`${row} cannot be read: its stored document is not what this version expects`, {
      cause,
    });
  }
}

/** Documents of one kind as they are stored, each read once. */
export interface Documents<Document> {
  /** Throws a StorageError that names `row` where the text is not what the schema says. */
  read(text: string, row: string): Document;
  /** The text to store. */
  write(document: Document): string;
}

/** Of each kind; the next turn of a dialog mostly comes within a minute or two. */
const remembered = 4000;

/**
 * Remembers what stored texts say, by the whole text: one that was checked, or was made here of a value of that type,
 * says the same whenever it is read again, whatever others have written meanwhile. Any other text is parsed and checked.
 */
export function rememberDocuments<Document>(schema: z.ZodType<Document>): Documents<Document> {
  const known = new Map<string, Document>();

  function keep(text: string, document: Document): void {
    known.delete(text);
    known.set(text, document);
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
  }

  return {
    read(text, row) {
      const found = known.get(text);
      if (found !== undefined) return found;
      const document = parseDocument(schema, text, row);
      keep(text, document);
      return document;
    },
    write(document) {
      const text = JSON.stringify(document);
      keep(text, document);
      return text;
    },
  };
}
