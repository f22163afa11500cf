import { z } from "zod";

/** A bot's offer of a file, as the chat shows it. */
export const FileOffer = z
  .object({
    name: z.string(),
    description: z.string(),
    size: z.number(),
    acceptContext: z.unknown(),
    declineContext: z.unknown(),
  })
  .readonly();
export type FileOffer = z.infer<typeof FileOffer>;

/** A file in a message: `id` names it on the shelf, when it is still there. */
export const ShownFile = z
  .object({ id: z.string(), name: z.string(), size: z.number().optional() })
  .readonly();
export type ShownFile = z.infer<typeof ShownFile>;
