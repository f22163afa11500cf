import { createCardKit, type ProductKit } from "./cards/create-card-kit";
import type { Catalogue } from "./catalogue/catalogue";
import type { BusinessCalendar } from "./clocks/business-calendar";
import { loadCalendar } from "./clocks/load-calendar";
import { tabReportsLink, tabReportsPath } from "./links/tab-link";
import type { Logger } from "./log";
import type { Policy } from "./policy/load-policy";
import { formatRecordNumber } from "./records/record";
import type { Settings } from "./settings";

/** What cards and texts are made from. */
export interface KitOptions {
  readonly settings: Settings;
  readonly policy: Policy;
  readonly catalogue: Catalogue;
  /** Where this server is found; known once it listens. */
  readonly origin: () => string;
  readonly log: Logger;
}

/** What all cards and texts are made with, by these settings. */
export function openKit({ settings, policy, catalogue, origin, log }: KitOptions): ProductKit {
  const { strictTechnicalVehicle, targets } = settings;
  const calendar = openCalendar(settings, log);
  return {
    ...createCardKit({ policy, catalogue, switches: { strictTechnicalVehicle }, calendar, targets }),
    linkToCase: linkCases(settings, origin),
    linkToReports: linkReports(settings, origin),
  };
}

/** Links to cases lead to the domain of the registration, in local mode to this server. */
function linkCases({ registration, domain }: Settings, origin: () => string) {
  return (number: number): string | null => {
    const base = registration === null ? origin() : domain === null ? null : `https://${domain}`;
    return base === null ? null : `${base}/cases/${formatRecordNumber(number)}`;
  };
}

/** The reports open in Teams, in local mode in the tab on this server. */
function linkReports({ registration, teamsAppId, domain }: Settings, origin: () => string) {
  return (): string | null => {
    if (registration === null) return `${origin()}${tabReportsPath}`;
    return teamsAppId === null || domain === null ? null : tabReportsLink(teamsAppId, domain);
  };
}

function openCalendar({ business }: Settings, log: Logger): BusinessCalendar {
  const { calendar, knowsHolidays } = loadCalendar(business);
  if (!knowsHolidays && business.country !== null)
    log.warn({ country: business.country }, "no holidays are known for this country");
  return calendar;
}
