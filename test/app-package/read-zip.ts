/** An entry of a zip's central directory, with the bytes it points to. */
export interface ZipEntry {
  readonly name: string;
  readonly date: number;
  readonly time: number;
  readonly content: Buffer;
}

/** Reads a zip of stored entries by its central directory. */
export function readZip(zip: Buffer): readonly ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  const count = zip.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let place = zip.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    const sizes = [28, 30, 32].map((offset) => zip.readUInt16LE(place + offset));
    const [nameSize = 0] = sizes;
    entries.push({
      name: zip.toString("utf8", place + 46, place + 46 + nameSize),
      time: zip.readUInt16LE(place + 12),
      date: zip.readUInt16LE(place + 14),
      content: readStored(zip, zip.readUInt32LE(place + 42), zip.readUInt32LE(place + 24)),
    });
    place += 46 + sizes.reduce((sum, size) => sum + size, 0);
  }
  return entries;
}

function readStored(zip: Buffer, header: number, size: number): Buffer {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  return zip.subarray(start, start + size);
}
