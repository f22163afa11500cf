import { z } from "zod";
import { inputValues } from "../vocabulary";

/** A DNS name of two labels or more; longer than 253 characters or with other signs it is refused. */
export const Domain = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i)
  .toLowerCase();

/** A Microsoft Entra tenant id. */
export const TenantGuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)
  .toLowerCase();

/** UTF-16 characters of a customer's name; a longer one ends in an ellipsis. */
export const longestName = 120;

/** A customer as the directory knows it or as a technician typed it; `name` is text of a person. */
export const Customer = z.object({
  name: z.string().min(1).max(longestName),
  domain: Domain.optional(),
  tenantId: TenantGuid.optional(),
  cloud: z.enum(inputValues.cloud).optional(),
  relation: z.enum(["delegated_admin", "none"]).optional(),
});
export type Customer = Readonly<z.infer<typeof Customer>>;

/** A customer is chosen by what identifies it: the tenant, else the domain, else the name. */
export function customerKey(customer: Customer): string {
  return customer.tenantId ?? customer.domain ?? customer.name;
}

/** What lists are filtered by and other programs are told: what identifies the customer, and which of the three it is. */
export function customerFilterKey({ tenantId, domain, name }: Customer): string {
  if (tenantId !== undefined) return `tenant:${tenantId}`;
  if (domain !== undefined) return `domain:${domain}`;
  return `name:${name.trim().toLowerCase()}`;
}
