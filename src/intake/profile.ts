import { z } from "zod";
import { inputValues, languages } from "../vocabulary";

/** What a person is asked once and the product remembers; every part may still be unknown. */
export const Profile = z.object({
  schema: z.literal(1),
  revision: z.int().nonnegative(),
  partnerType: z.enum(inputValues.partnerType).optional(),
  agentRole: z.enum(inputValues.agentRole).optional(),
  techPlan: z.enum(inputValues.techPlan).optional(),
  cloud: z.enum(inputValues.cloud).optional(),
  /** The language wished for Microsoft's replies. */
  language: z.enum(inputValues.language).optional(),
  /** The language the bot speaks to this person, when it shall not follow the client's. */
  uiLanguage: z.enum(languages).optional(),
  /** The partner's own contact for support requests (P-51, P-59). */
  contactEmail: z.string().max(254).optional(),
  contactPhone: z.string().max(40).optional(),
  welcomed: z.boolean(),
  updatedAt: z.string(),
});
export type Profile = Readonly<z.infer<typeof Profile>>;
