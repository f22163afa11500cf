import { join } from "node:path";
import { CalendarData } from "./clocks/business-calendar";
import type { PartnerTargets } from "./clocks/partner-targets";
import { QuietHours } from "./clocks/quiet-hours";
import { type Environment, type Given, parseEnvironment, wrong } from "./environment";
import { SettingsError } from "./errors";
import type { Retention } from "./privacy/retention";
import { readRegistration, type Registration, testOnlySettings } from "./registration";
import type { DatabaseAddress } from "./storage/database-address";
import type { CaseAccess } from "./vocabulary";

/** What the product is told from outside, read and checked. */
export interface Settings {
  readonly mode: "local" | "teams";
  readonly host: string;
  readonly port: number;
  /** How many threads answer, each a whole instance. */
  readonly workers: number;
  readonly dataDir: string;
  readonly database: DatabaseAddress;
  /** Megabytes one file may have. */
  readonly fileLimit: number;
  readonly customersFile: string | undefined;
  readonly edition: Environment["POLICY_EDITION"];
  readonly strictTechnicalVehicle: boolean;
  readonly defaultTimeZone: string;
  readonly caseAccess: CaseAccess;
  /** Entra object ids of the people who may change routes, beside whoever added the app to a team. */
  readonly leads: readonly string[];
  /** When the partner works; its holidays are looked up by `loadCalendar`. */
  readonly business: CalendarData;
  readonly quietHours: QuietHours | null;
  readonly targets: PartnerTargets;
  readonly logLevel: string;
  /** The app's id in Teams, and the domain of its links; null where they are not set. */
  readonly teamsAppId: string | null;
  /** The registration tokens of the tab are for, where it is not the bot's own: an identity of a machine has no tab. */
  readonly tabAppId: string | null;
  readonly domain: string | null;
  /** After how many days what goes. */
  readonly retention: Retention;
  /** Seconds in which a program that stops still takes work, while the load balancer learns of it. */
  readonly drainSeconds: number;
  /** What must be shown to read the figures; without it, only in local mode they can be read. */
  readonly metricsToken: string | undefined;
  /** Where traces are sent; nowhere without it. */
  readonly tracesTo: string | undefined;
  readonly registration: Registration | null;
}

/**
 * Reads the settings. Throws `SettingsError` with the name of the setting, what was found and what is allowed;
 * the value of a secret is never repeated. An empty setting counts as not set.
 */
export function readSettings(environment: Given): Settings {
  const { found, given } = parseEnvironment(environment);
  const database = readDatabase(found, given);
  return {
    mode: found.MODE,
    host: found.HOST,
    port: found.PORT,
    workers: readWorkers(found, database, given),
    dataDir: found.DATA_DIR,
    database,
    fileLimit: found.FILE_LIMIT_MB,
    customersFile: found.CUSTOMERS_FILE,
    edition: found.POLICY_EDITION,
    strictTechnicalVehicle: found.STRICT_TECHNICAL_VEHICLE,
    defaultTimeZone: found.DEFAULT_TIME_ZONE,
    caseAccess: found.CASE_ACCESS,
    leads: found.LEADS,
    ...readHours(found, given),
    targets: found.PARTNER_TARGETS,
    logLevel: found.LOG_LEVEL,
    teamsAppId: found.TEAMS_APP_ID ?? null,
    tabAppId: found.TAB_APP_ID ?? null,
    domain: found.BOT_DOMAIN ?? null,
    retention: found.RETENTION_DAYS,
    drainSeconds: found.STOP_DRAIN_SECONDS ?? (found.MODE === "local" ? 0 : 5),
    metricsToken: found.SECRET_METRICS_TOKEN,
    tracesTo: found.OTEL_EXPORTER_OTLP_ENDPOINT,
    registration: found.MODE === "local" ? checkLocal(found, given) : readTeams(found, given),
  };
}

/** An identity that is also the registration, or vouches for it, signs in to the database as well. */
function readDatabase(found: Environment, given: Given): DatabaseAddress {
  const address = found.DATABASE_URL ?? {
    kind: "sqlite" as const,
    file: join(found.DATA_DIR, "partner-support.sqlite"),
  };
  if (found.DATABASE_CREDENTIAL === "url") return address;
  if (address.kind !== "postgres" || new URL(address.url).password !== "")
    throw wrong("DATABASE_CREDENTIAL", given);
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = found;
  const clientId =
    found.BOT_IDENTITY_CLIENT_ID ?? (found.BOT_CREDENTIAL === "managed_identity" ? found.BOT_ID : undefined);
  if (endpoint === undefined) throw wrong("IDENTITY_ENDPOINT", given);
  if (header === undefined) throw wrong("IDENTITY_HEADER", given);
  if (clientId === undefined) throw wrong("BOT_IDENTITY_CLIENT_ID", given);
  return { ...address, identity: { endpoint, header, clientId } };
}

/** The local chat and a database in memory live in one thread. */
function readWorkers({ MODE, WORKERS }: Environment, database: DatabaseAddress, given: Given): number {
  const isOfOneThread = MODE === "local" || (database.kind === "sqlite" && database.file === ":memory:");
  if (WORKERS > 1 && isOfOneThread) throw wrong("WORKERS", given);
  return WORKERS;
}

/** Business and quiet hours, in the business zone. */
function readHours(found: Environment, given: Given): Pick<Settings, "business" | "quietHours"> {
  const zone = found.BUSINESS_TIME_ZONE ?? found.DEFAULT_TIME_ZONE;
  const { from: opens, to: closes } = found.BUSINESS_HOURS;
  const country = found.BUSINESS_COUNTRY ?? null;
  const business = CalendarData.safeParse({
    country,
    zone,
    weekdays: found.BUSINESS_WEEKDAYS,
    opens,
    closes,
  });
  if (!business.success) throw wrong("BUSINESS_HOURS", given);
  if (found.QUIET_HOURS === "off") return { business: business.data, quietHours: null };
  const quiet = QuietHours.safeParse({ ...found.QUIET_HOURS, zone });
  if (!quiet.success) throw wrong("QUIET_HOURS", given);
  return { business: business.data, quietHours: quiet.data };
}

/** Without an app id the SDK believes every forged message, so the local mode stays on this machine. */
function checkLocal(found: Environment, given: Given): null {
  if (found.HOST !== "127.0.0.1") throw wrong("HOST", given);
  return null;
}

function readTeams(found: Environment, given: Given): Registration {
  const trap = testOnlySettings.find((name) => given[name] !== undefined);
  if (trap !== undefined)
    throw new SettingsError(`${trap} is set; it is for tests only: remove it from the environment`);
  return readRegistration(found, (name) => wrong(name, given));
}
