import { z } from "zod";
import { StorageError } from "../errors";

const TenantId = z.string().min(1).brand<"TenantId">();

/** Whose rows a unit of work may see and change; an engine takes no work without one. */
export type Scope = { readonly tenantId: z.infer<typeof TenantId> } | typeof everyTenant;

/** For what the program does on its own account, such as sending, and for reports of its operator. */
export const everyTenant = "every tenant";

/** The rows of one tenant. The only way to name one: a text alone is no scope, nor is an empty name. */
export function ofTenant(tenantId: string): Scope {
  const named = TenantId.safeParse(tenantId);
  if (!named.success) throw new StorageError("a tenant must be named to read or write its rows");
  return { tenantId: named.data };
}
