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
  /** Throws a StorageError that names `row` where the text is not what the schema says. `place` tells it from others. */
  read(place: string, text: string, row: string): Document;
  /** The text to store. */
  write(place: string, document: Document): string;
}

/** Of each kind; the next turn of a dialog mostly comes within a minute or two. */
const remembered = 4000;

/**
 * Remembers of each place the text last met there and what it says: one that was checked, or was made here of a value of
 * that type, says the same when it is read again, whatever others have written meanwhile. Any other text is parsed and
 * checked. Only the last of a place, because what is kept beyond it is work for the collector of garbage.
 */
export function rememberDocuments<Document>(schema: z.ZodType<Document>): Documents<Document> {
  const known = new Map<string, { readonly text: string; readonly document: Document }>();

  function keep(place: string, text: string, document: Document): void {
    known.set(place, { text, document });
    if (known.size <= remembered) return;
    const [oldest] = known.keys();
    if (oldest !== undefined) known.delete(oldest);
  }

  return {
    read(place, text, row) {
      const found = known.get(place);
      if (found?.text === text) return found.document;
      const document = parseDocument(schema, text, row);
      keep(place, text, document);
      return document;
    },
    write(place, document) {
      const text = JSON.stringify(document);
      keep(place, text, document);
      return text;
    },
  };
}
