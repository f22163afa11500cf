import type { Customer } from "./customer";

/** The partner's customers. An adapter may be remote, so it answers later; it may not know everybody. */
export interface CustomerDirectory {
  list(tenantId: string): Promise<readonly Customer[]>;
}
