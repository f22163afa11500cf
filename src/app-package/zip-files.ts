import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { PackageFile } from "./read-package";

/**
 * The files at the root of a zip, without folders. The same files give the same bytes on every machine: one date,
 * one mode, no compression, no time zone.
 */
export async function zipFiles(files: readonly PackageFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  // Local, because the zip's own dates are local: any zone writes the same digits.
  const mtime = new Date(2026, 0, 1);
  for (const { name, content } of files) {
    zip.addBuffer(content, name, { mtime, mode: 0o100644, compress: false, forceDosTimestamp: true });
  }
  zip.end();
  return buffer(zip.outputStream);
}
