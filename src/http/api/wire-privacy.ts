import { z } from "zod";

const at = z.string().meta({ format: "date-time" });

/** Whom a call about personal data is about. */
export const Subject = z.strictObject({
  kind: z.enum(["person", "customer"]),
  id: z
    .string()
    .trim()
    .min(1)
    .max(256)
    .describe("A person's object id; of a customer the name, domain or tenant id."),
});
/** All that is held about somebody or a customer, as a file to hand out. */
export const SubjectExport = z.object({
  format: z.literal(1),
  at,
  tenant: z.string(),
  subject: Subject,
  isWhole: z.boolean().describe("False where there is more of something than an export holds."),
  tables: z
    .record(z.string(), z.array(z.record(z.string(), z.unknown())))
    .describe("The rows of each table that are about it; docs/personal-data.md says what they are."),
});
/** What is told of an erasing when it is done. */
export const Erased = z.object({
  pseudonym: z.string().describe("What stands in its place wherever something had to stay."),
});
/** The proofs of a tenant. */
export const ErasureList = z.object({
  erasures: z.array(
    z.object({
      pseudonym: z.string(),
      kind: z.enum(["person", "customer"]),
      by: z.string().describe("Who asked for it; the pseudonym itself when it was the person."),
      at,
      finishedAt: at.nullable(),
    }),
  ),
});
