/** What the program keeps of the bytes it was given. */
export interface SavedFile {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Where the bytes of kept files lie. Ids are ours and random; the name a person gave never becomes a path. */
export interface FileStore {
  /** Resolves after the bytes are durable; saving the same id again replaces them whole. */
  save(tenantId: string, fileId: string, bytes: Uint8Array): Promise<SavedFile>;
  /** The bytes, or null when there are none. */
  read(tenantId: string, fileId: string): Promise<Uint8Array | null>;
  /** Removes the bytes; without any it does nothing. */
  remove(tenantId: string, fileId: string): Promise<void>;
}
