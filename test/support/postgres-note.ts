import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What the test files of one run tell each other of the server they share. */
const Note = z.object({ url: z.string(), pid: z.number() });
export type Note = z.infer<typeof Note>;

const noteIn = (home: string): string => join(home, "server.json");

/** Null as long as there is none. */
export function readNote(home: string): Note | null {
  const file = noteIn(home);
  return existsSync(file) ? Note.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

export function writeNote(home: string, note: Note): void {
  const file = noteIn(home);
  writeFileSync(`${file}.new`, JSON.stringify(note));
  renameSync(`${file}.new`, file);
}
