import { setImmediate as pause } from "node:timers/promises";
import { isLeadOf } from "../escalation/roles";
import type { Person } from "../records/record";
import type { CountQuery, ReportFilter, ReportScope } from "../reports/counts";
import { gatherReport } from "../reports/gather-report";
import type { ReadReport } from "../reports/report";
import type { Period } from "../reports/period";
import type { Store } from "../storage/store";
import type { Workbench } from "./turn";

/** Counts what somebody may see: leads the tenant's cases, others their own and those of their teams. */
export async function readReport(
  bench: Pick<Workbench, "store" | "leads" | "caseAccess">,
  { tenantId, person }: { readonly tenantId: string; readonly person: Person },
  { period, filter, now }: { readonly period: Period; readonly filter: ReportFilter; readonly now: string },
): Promise<ReadReport> {
  const scope = await scopeOf(bench, tenantId, person);
  return countReport(bench.store, { tenantId, scope, filter, now }, period);
}

/** Counts without asking who wants to know it. */
export async function countReport(
  store: Pick<Store, "countCases" | "listRoutes">,
  wish: Omit<CountQuery, "from" | "to">,
  period: Period,
): Promise<ReadReport> {
  const [routes, report] = await Promise.all([
    store.listRoutes(wish.tenantId),
    gatherReport(wish, period, { countCases: (query) => store.countCases(query), pause }),
  ]);
  const named = routes.map(({ conversationId, channelName }) => [conversationId, channelName] as const);
  const channels = new Map(named.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)));
  return { report, filter: wish.filter, channels };
}

async function scopeOf(
  { store, leads, caseAccess }: Pick<Workbench, "store" | "leads" | "caseAccess">,
  tenantId: string,
  person: Person,
): Promise<ReportScope> {
  if (caseAccess === "tenant") return { kind: "tenant" };
  if (await isLeadOf(store, tenantId, leads, person)) return { kind: "tenant" };
  const teams = caseAccess === "team" ? await store.channelsOf(tenantId, person.id) : [];
  return { kind: "person", userId: person.id, teams };
}
