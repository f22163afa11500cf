import { z } from "zod";
import type { RecordPlace } from "../../storage/store";

const Place = z.tuple([z.iso.datetime(), z.int().positive()]);

/** A place in the list as text that is handed back unchanged to go on there. */
export function writeCursor({ updatedAt, number }: RecordPlace): string {
  return Buffer.from(JSON.stringify([updatedAt, number])).toString("base64url");
}

/** The place a cursor stands for; null when it is none of ours. */
export function readCursor(cursor: string): RecordPlace | null {
  try {
    const place = Place.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!place.success) return null;
    const [updatedAt, number] = place.data;
    return { updatedAt, number };
  } catch {
    return null;
  }
}
