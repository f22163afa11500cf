import type { ReportStore } from "../reports/counts";
import type { Engine } from "./engine";
import type { ReportSteps } from "./report-steps";
import { everyTenant, ofTenant } from "./scope";

/** The reports' part of the Store port, of an engine and the common steps. */
export function createReportStore(engine: Engine, steps: ReportSteps): ReportStore {
  return {
    countCases: (query) => engine.read(ofTenant(query.tenantId), () => steps.count(query), "patient"),
    listDigests: () => engine.read(everyTenant, () => steps.digests()),
    measureOldCases: async (limit) =>
      (await engine.read(everyTenant, () => steps.hasUnmeasured(), "patient"))
        ? engine.write(everyTenant, () => steps.measureOld(limit), "patient")
        : 0,
  };
}
