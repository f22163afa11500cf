import { z } from "zod";
import type { RemoteFile } from "../files/fetch-file";
import type { OfferedFile, SentFiles } from "../input";
import type { InboundActivity } from "./activity";
import type { FileHosts } from "./file-hosts";
import { ChatReference, referenceOf } from "./messenger";

/** Attachments of one message that are looked at. */
const mostFiles = 10;
const longestName = 200;

const Address = z.string().min(1).max(4096);
const Download = z.looseObject({
  contentType: z.literal("application/vnd.microsoft.teams.file.download.info"),
  name: z.string().nullish(),
  content: z.looseObject({ downloadUrl: Address }),
});
const Picture = z.looseObject({
  contentType: z.string().regex(/^image\//i),
  name: z.string().nullish(),
  contentUrl: Address,
});

/** Where a file is and who sent it, as it is kept until it has been fetched. */
const FileSource = z.object({
  url: Address,
  /** Pictures in the message itself lie at the connector and need the bot's token. */
  isPicture: z.boolean(),
  chat: ChatReference,
  locale: z.string().max(35).optional(),
});
export type FileSource = Readonly<z.infer<typeof FileSource>>;

/** The files of a message; null when it has none. Cards and the HTML of the text are none. */
export function readFiles(activity: InboundActivity): SentFiles | null {
  const found = (activity.attachments ?? []).flatMap((attachment) => readFile(attachment, activity) ?? []);
  return found.length === 0 ? null : { offered: found.slice(0, mostFiles), total: found.length };
}

function readFile(attachment: unknown, activity: InboundActivity): OfferedFile | null {
  const download = Download.safeParse(attachment);
  const picture = Picture.safeParse(attachment);
  const url = download.data?.content.downloadUrl ?? picture.data?.contentUrl;
  if (url === undefined) return null;
  const source: FileSource = {
    url,
    isPicture: !download.success,
    chat: referenceOf(activity, activity.conversation.tenantId ?? ""),
    locale: activity.locale ?? undefined,
  };
  return {
    name: cleanName(download.data?.name ?? picture.data?.name ?? ""),
    source: JSON.stringify(source),
  };
}

/** The last part of whatever path a sender gave; it is only ever shown. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return last.replaceAll("\u0000", "").slice(-longestName).toWellFormed().trim();
}

/** Reads a kept source; null when it is none, as after a change of its form. */
export function parseSource(source: string): FileSource | null {
  try {
    return FileSource.parse(JSON.parse(source));
  } catch {
    return null;
  }
}

/** Where a source may be fetched, or null when it lies at an address we do not call. */
export async function locateFile(
  { url, isPicture, chat }: FileSource,
  hosts: FileHosts,
  tokenFor: (serviceUrl: string) => Promise<string | null>,
): Promise<RemoteFile | null> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null) return null;
  if (!isPicture) return hosts.isStorage(address) ? { url: address } : null;
  if (!hosts.isConnector(address)) return null;
  const token = await tokenFor(chat.serviceUrl);
  return { url: address, headers: token === null ? {} : { authorization: `Bearer ${token}` } };
}
