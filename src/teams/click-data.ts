import { z } from "zod";
import { quickSchema } from "../quick-schema";
import { recordForms } from "../views";
import { cleanInput } from "./clean-input";
import { SubjectData } from "./file-consent";
import { RouteData } from "./read-route-click";

/** What a click brings: our own data merged with the inputs of the card. */
const ClickData = z.looseObject({
  intakeId: z.string().max(64).optional(),
  revision: z.int().positive().optional(),
  record: z.int().positive().optional(),
  recordRevision: z.int().positive().optional(),
  form: z.enum(recordForms).optional(),
  offset: z.int().nonnegative().max(1_000_000).optional(),
  other: z.int().positive().optional(),
  tenant: z.string().max(64).optional(),
  ...SubjectData.shape,
  ...RouteData.shape,
});
/** What a click brings, as far as it is well formed. */
export type ClickData = z.infer<typeof ClickData>;

/** The same schema, asked with every click. */
export const clickData = quickSchema(ClickData);

/** The inputs of the card: every string beside our own data. */
export function valuesOf(data: ClickData): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([id, value]) =>
      typeof value === "string" ? [[id, cleanInput(value)]] : [],
    ),
  );
}
