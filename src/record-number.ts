/** PS-000001; numbers beyond a million simply grow longer. */
export function formatRecordNumber(number: number): string {
  return `PS-${String(number).padStart(6, "0")}`;
}

/** Reads "PS-000001", "ps-1" or "PS 1"; null when the text is not a record number. */
export function parseRecordNumber(text: string): number | null {
  const match = /^\s*PS[-\s]?0*([1-9]\d{0,8})\s*$/i.exec(text);
  return match?.[1] === undefined ? null : Number(match[1]);
}
