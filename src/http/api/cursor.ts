import { z } from "zod";
import {
  caseOrders,
  type CaseOrder,
  type CasePlace,
  caseSorts,
  type CaseSort,
} from "../../storage/case-filter";

const Key = z.union([z.iso.datetime(), z.literal("")]);
const Cursor = z.tuple([
  z.enum(caseSorts),
  z.enum(caseOrders),
  z.int().min(0).max(9),
  Key,
  z.int().nonnegative(),
]);

/** A place in a sorted list as text that is handed back unchanged to go on there. */
export function writeCursor({ part, key, number }: CasePlace, sort: CaseSort, order: CaseOrder): string {
  return Buffer.from(JSON.stringify([sort, order, part, key, number])).toString("base64url");
}

/** The place a cursor stands for; null when it is none of ours, or of a list sorted in another way. */
export function readCursor(cursor: string, sort: CaseSort, order: CaseOrder): CasePlace | null {
  try {
    const place = Cursor.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!place.success) return null;
    const [ofSort, ofOrder, part, key, number] = place.data;
    return ofSort === sort && ofOrder === order ? { part, key, number } : null;
  } catch {
    return null;
  }
}

const SearchCursor = z.tuple([z.literal("words"), z.string().min(1).max(256)]);

/** A place among what words found. */
export function writeSearchCursor(place: string): string {
  return Buffer.from(JSON.stringify(["words", place])).toString("base64url");
}

/** The place such a cursor stands for; null when it is none. What was never given is found nothing after. */
export function readSearchCursor(cursor: string): string | null {
  try {
    const read = SearchCursor.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return read.success ? read.data[1] : null;
  } catch {
    return null;
  }
}
