import { z } from "zod";
import data from "./file-types.json";

/**
 * One kind of file: the endings its name may have and what its content must be. `magic` is the beginning in
 * hexadecimal, a dot standing for any digit; `contains` are bytes that must occur, as Latin-1.
 */
const FileType = z.strictObject({
  contentType: z.string().min(1),
  extensions: z.array(z.string().regex(/^[a-z0-9]+$/)).min(1),
  magic: z.array(z.string().regex(/^(?:[0-9a-f.]{2})+$/)).optional(),
  contains: z.array(z.string().min(1)).optional(),
  text: z.literal(true).optional(),
});
type FileType = z.infer<typeof FileType>;

const fileTypes = z.array(FileType).min(1).parse(data);

/** What a file was found to be, and a name for it when its sender gave none. */
export interface FoundType {
  readonly contentType: string;
  readonly name: string;
}

/** Office files that carry programs, whatever they are called. */
const macros = "vbaProject.bin";

/** Pages, drawings and scripts that a browser or a shell would run although the file is called a text. */
const active = /^<(?:!doctype\s+(?:html|svg)|html|svg|script|head|body|iframe)\b/i;
const shell = "#!";

/** Looks at content and name; null when the two do not fit one allowed type. An empty name takes the content's ending. */
export function findFileType(name: string, bytes: Uint8Array): FoundType | null {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (name === "") {
    const found = fileTypes.find((type) => type.contentType.startsWith("image/") && isContent(type, content));
    return found === undefined ? null : nameImage(found);
  }
  const extension = extensionOf(name);
  const found = fileTypes.find(({ extensions }) => extensions.includes(extension));
  return found !== undefined && isContent(found, content) ? { contentType: found.contentType, name } : null;
}

function nameImage({ contentType, extensions }: FileType): FoundType {
  return { contentType, name: `image.${extensions[0] ?? ""}` };
}

/** The ending as a file system sees it: invisible signs, blanks and dots behind it do not hide it. */
function extensionOf(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, "").replace(/[\s.]+$/u, "");
  return /\.([^.]+)$/.exec(plain)?.[1]?.toLowerCase() ?? "";
}

function isContent({ magic, contains = [], text }: FileType, content: Buffer): boolean {
  if (text === true) return isText(content);
  const begins = magic?.some((pattern) => beginsWith(content, pattern)) === true;
  return (
    begins &&
    contains.every((part) => content.includes(part, 0, "latin1")) &&
    !content.includes(macros, 0, "latin1")
  );
}

function beginsWith(content: Buffer, pattern: string): boolean {
  const start = content.subarray(0, pattern.length / 2).toString("hex");
  return start.length === pattern.length && new RegExp(`^${pattern}$`).test(start);
}

/** Whole text in UTF-8, or in UTF-16 with its mark, without NUL, that neither a browser nor a shell would run. */
function isText(content: Buffer): boolean {
  const mark = content.subarray(0, 2).toString("hex");
  const encoding = mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(content);
    return (
      !text.includes("\u0000") && !text.startsWith(shell) && !active.test(skipPreamble(text.slice(0, 4096)))
    );
  } catch {
    return false;
  }
}

/** What comes after blanks, XML declarations and comments. A loop, because a pattern for it could take for ever. */
function skipPreamble(text: string): string {
  const rest = text.trimStart();
  const end = rest.startsWith("<?") ? "?>" : rest.startsWith("<!--") ? "-->" : null;
  if (end === null) return rest;
  const at = rest.indexOf(end);
  return at < 0 ? "" : skipPreamble(rest.slice(at + end.length));
}
