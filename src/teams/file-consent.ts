import { type Activity, ActivityTypes } from "botbuilder";
import { z } from "zod";
import type { Input } from "../input";
import { formatRecordNumber } from "../records/record";
import type { InboundActivity } from "./activity";
import type { FileHosts } from "./file-hosts";

const Upload = z.looseObject({
  uploadUrl: z.url().max(4096),
  contentUrl: z.string().max(4096),
  name: z.string().max(256),
  uniqueId: z.string().max(256).nullish(),
  fileType: z.string().max(32).nullish(),
});
type Upload = z.infer<typeof Upload>;

/** Whose data a file has, as our own cards and offers say it. */
export const SubjectData = z.object({
  subjectKind: z.enum(["person", "customer"]).optional(),
  subject: z.string().min(1).max(256).optional(),
});

const Consent = z.looseObject({
  action: z.enum(["accept", "decline"]),
  context: z.looseObject({ record: z.int().positive().optional(), ...SubjectData.shape }),
  uploadInfo: z.unknown().optional(),
});

/** Milliseconds an upload may take. */
const uploadDeadline = 30_000;

/** What an answer to our offer asks for. Its context names what the file is about; who may have it decides the turn. */
export function readConsent({ value }: InboundActivity): Input {
  const consent = Consent.safeParse(value);
  if (!consent.success) return { kind: "unknown", verb: "" };
  const { action, context } = consent.data;
  if (action === "decline") return { kind: "file_declined" };
  const { record, subjectKind: kind, subject: id } = context;
  if (record !== undefined) return { kind: "record_file", record };
  if (kind === undefined || id === undefined) return { kind: "unknown", verb: "" };
  return { kind: "subject_export", subject: { kind, id } };
}

/** A file of text; nothing of it is sent before the person agrees. */
export interface FileToOffer {
  readonly name: string;
  /** Comes back with the answer. */
  readonly context: object;
  readonly content: string;
  readonly description: string;
}

/** Asks whether the file may be put into the person's OneDrive: bots cannot simply send one. */
export function writeOffer({ name, context, content, description }: FileToOffer): Partial<Activity> {
  const card = {
    contentType: "application/vnd.microsoft.teams.card.file.consent",
    name,
    content: {
      description,
      sizeInBytes: Buffer.byteLength(content),
      acceptContext: context,
      declineContext: context,
    },
  };
  return { type: ActivityTypes.Message, attachments: [card] };
}

/**
 * Puts the content where the accepted offer says and returns the message that shows the file. Rejects when the
 * place is none of Teams' or does not take it.
 */
export async function uploadFile(
  { value }: InboundActivity,
  content: string,
  { isStorage }: Pick<FileHosts, "isStorage">,
  stop: AbortSignal,
): Promise<Partial<Activity>> {
  const upload = Upload.parse(Consent.parse(value).uploadInfo);
  const url = new URL(upload.uploadUrl);
  if (!isStorage(url)) throw new Error("a file may not be put at this address");
  const bytes = Buffer.from(content);
  const response = await fetch(url, {
    method: "PUT",
    headers: {
      "content-type": "application/octet-stream",
      "content-range": `bytes 0-${bytes.length - 1}/${bytes.length}`,
    },
    body: bytes,
    redirect: "error",
    signal: AbortSignal.any([stop, AbortSignal.timeout(uploadDeadline)]),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the place of a file answered ${response.status}`);
  return writeFileInfo(upload);
}

function writeFileInfo({ contentUrl, name, uniqueId, fileType }: Upload): Partial<Activity> {
  const card = {
    contentType: "application/vnd.microsoft.teams.card.file.info",
    contentUrl,
    name,
    content: { uniqueId: uniqueId ?? "", fileType: fileType ?? "md" },
  };
  return { type: ActivityTypes.Message, attachments: [card] };
}

/** What the file of a case is called, PS-000001.md. */
export function fileNameOf(record: number): string {
  return `${formatRecordNumber(record)}.md`;
}
