import { z } from "zod";
import { DataError } from "../errors";

/** Checks shipped data. Throws `DataError` naming the file and the fault. */
export function parseData<T>(file: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (!result.success)
    throw new DataError(`${file}: ${z.prettifyError(result.error)}`, { cause: result.error });
  return result.data;
}
