import { z } from "zod";
import type { InboundActivity } from "./bot-exchange";
import type { ShelvedFile } from "./file-shelf";
import { createEnvelope, type Situation } from "./inbound-activity";
import type { FileOffer, ShownFile } from "./shown-file";

/** An answer to a bot's offer of a file, and where the bot is to put it. */
export interface ConsentAnswer {
  readonly accepted: boolean;
  readonly context: unknown;
  readonly name: string;
  /** The id of the place; the file is found under it later. */
  readonly place: string;
}

/** A file of a message, as Teams hands it over: a shared one by a download address, a picture by the connector's. */
export function toAttachment(file: ShelvedFile, origin: string): object {
  const address = `${origin}/local/files/${file.id}`;
  if (file.isPicture) return { contentType: "image/*", contentUrl: address };
  return {
    contentType: "application/vnd.microsoft.teams.file.download.info",
    contentUrl: address,
    name: file.name,
    content: { downloadUrl: address, uniqueId: file.id, fileType: file.name.split(".").at(-1) ?? "" },
  };
}

/** The invoke Teams sends when somebody accepts or declines a file. */
export function createConsent(
  situation: Situation,
  { accepted, context, name, place }: ConsentAnswer,
  replyToId: string,
): InboundActivity {
  const { origin } = new URL(situation.serviceUrl);
  const uploadInfo = {
    contentUrl: `${origin}/local/files/${place}`,
    name,
    uploadUrl: `${origin}/local/uploads/${place}`,
    uniqueId: place,
    fileType: name.split(".").at(-1) ?? "",
  };
  return {
    ...createEnvelope(situation, "invoke"),
    name: "fileConsent/invoke",
    replyToId,
    value: {
      type: "fileUpload",
      action: accepted ? "accept" : "decline",
      context,
      ...(accepted ? { uploadInfo } : {}),
    },
  };
}

const Consent = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.card.file.consent"),
  name: z.string(),
  content: z.object({
    description: z.string().default(""),
    sizeInBytes: z.number(),
    acceptContext: z.unknown(),
    declineContext: z.unknown(),
  }),
});
const Info = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.card.file.info"),
  name: z.string(),
  content: z.object({ uniqueId: z.string() }),
});

/** The offer and the files among a bot's attachments. */
export function readFileCards(attachments: readonly unknown[]): {
  readonly offer?: FileOffer;
  readonly files?: readonly ShownFile[];
} {
  const consents = attachments.flatMap((attachment) => Consent.safeParse(attachment).data ?? []);
  const files = attachments.flatMap((attachment) => {
    const info = Info.safeParse(attachment).data;
    return info === undefined ? [] : [{ id: info.content.uniqueId, name: info.name }];
  });
  const [consent] = consents;
  return {
    ...(consent === undefined ? {} : { offer: toOffer(consent) }),
    ...(files.length === 0 ? {} : { files }),
  };
}

function toOffer({ name, content }: z.infer<typeof Consent>): FileOffer {
  const { description, sizeInBytes: size, acceptContext, declineContext } = content;
  return { name, description, size, acceptContext, declineContext };
}
