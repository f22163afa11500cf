import { z } from "zod";
import { type DetailId, detailIds } from "../vocabulary";

/** UTF-16 characters; what is longer belongs into a file. */
const detailLimit = 2000;

const shape = Object.fromEntries(detailIds.map((id) => [id, z.string().max(detailLimit).optional()]));

/** What is known of a case beside its decisive answers; text of a person, never read as markup. */
export type CaseDetails = { readonly [Id in DetailId]?: string | undefined };
export const CaseDetails: z.ZodType<CaseDetails> = z.object(shape);
