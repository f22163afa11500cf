import { z } from "zod";

const Listed = z.object({ records: z.array(z.unknown()) });
const Found = z.object({
  composeExtension: z.object({ attachments: z.array(z.unknown()).default([]) }),
});

/** The cases an answer shows: those of a list or a search box; of a case's own page it is one. */
export function countRows(text: string): number {
  const body: unknown = JSON.parse(text);
  const listed = Listed.safeParse(body);
  if (listed.success) return listed.data.records.length;
  const found = Found.safeParse(body);
  return found.success ? found.data.composeExtension.attachments.length : 1;
}
