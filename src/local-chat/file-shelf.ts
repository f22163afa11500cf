/** A file as the chat shows it; the bytes lie on the shelf under the id. */
export interface ShelvedFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** A picture put into the message itself, which Teams hands over in another way. */
  readonly isPicture: boolean;
}

/** The bytes behind the local chat's files, in memory: a try-out needs them no longer than the process lives. */
export interface FileShelf {
  /** Null when the file is larger than the shelf takes. */
  put(file: Omit<ShelvedFile, "id" | "size">, bytes: Buffer): ShelvedFile | null;
  find(id: string): { readonly file: ShelvedFile; readonly bytes: Buffer } | undefined;
  /** Makes a place a file may be put to once, and names it. */
  reserve(name: string): string;
  /** Puts the bytes to a place; undefined when there is no such place (any more). */
  fill(place: string, bytes: Buffer): ShelvedFile | undefined;
}

/** Bytes of one file and of all; the oldest make room. */
export const largestFile = 25 * 1024 * 1024;
const shelfBytes = 200 * 1024 * 1024;
const mostPlaces = 100;

/** An empty shelf; ids are the caller's. */
export function createFileShelf(newId: () => string): FileShelf {
  const shelf = new Map<string, { readonly file: ShelvedFile; readonly bytes: Buffer }>();
  const places = new Map<string, string>();
  let held = 0;

  function keep(file: ShelvedFile, bytes: Buffer): ShelvedFile {
    shelf.set(file.id, { file, bytes });
    held += bytes.length;
    for (const [id, oldest] of shelf) {
      if (held <= shelfBytes) break;
      shelf.delete(id);
      held -= oldest.bytes.length;
    }
    return file;
  }

  return {
    put: (file, bytes) =>
      bytes.length > largestFile ? null : keep({ ...file, id: newId(), size: bytes.length }, bytes),
    find: (id) => shelf.get(id),
    reserve(name) {
      const place = newId();
      places.set(place, name);
      const [oldest] = places.keys();
      if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
      return place;
    },
    fill(place, bytes) {
      const name = places.get(place);
      if (name === undefined || bytes.length > largestFile) return undefined;
      places.delete(place);
      return keep({ id: place, name, size: bytes.length, isPicture: false }, bytes);
    },
  };
}
