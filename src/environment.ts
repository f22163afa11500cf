import { z } from "zod";
import { CalendarData } from "./clocks/business-calendar";
import { type PartnerTargets, readTargets } from "./clocks/partner-targets";
import { Domain, TenantGuid } from "./directory/customer";
import { SettingsError } from "./errors";
import { defaultRetention, readRetention, type Retention } from "./privacy/retention";
import { botTypes, credentialKinds } from "./registration";
import { type DatabaseAddress, parseDatabaseAddress } from "./storage/database-address";
import { caseAccesses, editionIds } from "./vocabulary";

/** The variables of a process, or what stands for them. */
export type Given = Readonly<Record<string, string | undefined>>;

const Port = z.coerce.number().int().min(0).max(65_535);
const OnOff = z.enum(["on", "off"]).transform((word) => word === "on");
const TimeZone = z.string().refine(isTimeZone, { error: "an IANA zone such as Asia/Taipei" });
const Targets = z.string().transform((text, context): PartnerTargets => {
  const targets = readTargets(text);
  if (targets === null) context.addIssue("not read");
  return targets ?? {};
});
const Days = z.string().transform((text, context): Retention => {
  const days = readRetention(text);
  if (days === null) context.addIssue("not read");
  return days ?? defaultRetention;
});
const Weekdays = z
  .string()
  .regex(/^[1-7](,[1-7])*$/)
  .transform((list) => list.split(",").map(Number));

/** `09:00-17:00`. */
const Hours = z
  .string()
  .regex(/^\d\d:\d\d-\d\d:\d\d$/)
  .transform((span) => ({ from: span.slice(0, 5), to: span.slice(6) }));

const Database = z.string().transform((text, context): DatabaseAddress => {
  const address = parseDatabaseAddress(text);
  if (address === null) context.addIssue("not read");
  return address ?? { kind: "sqlite", file: "" };
});

/** Ids of people with commas between them; none when it is not set. */
const People = z
  .string()
  .transform((list) => list.split(",").map((id) => id.trim()))
  .pipe(z.array(TenantGuid));

/** Every setting, with its default; `env/.env.local` and `env/.env.dev` explain them to people. */
const Environment = z.object({
  MODE: z.enum(["local", "teams"]).default("local"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: Port.default(3978),
  WORKERS: z.coerce.number().int().min(1).max(8).default(1),
  DATA_DIR: z.string().min(1).default("data"),
  DATABASE_URL: Database.optional(),
  DATABASE_CREDENTIAL: z.enum(["url", "managed_identity"]).default("url"),
  IDENTITY_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  IDENTITY_HEADER: z.string().min(1).optional(),
  FILE_LIMIT_MB: z.coerce.number().int().min(1).max(50).default(10),
  CUSTOMERS_FILE: z.string().min(1).optional(),
  POLICY_EDITION: z.enum(editionIds).default("2020"),
  STRICT_TECHNICAL_VEHICLE: OnOff.default(true),
  DEFAULT_TIME_ZONE: TimeZone.default("UTC"),
  CASE_ACCESS: z.enum(caseAccesses).default("team"),
  LEADS: People.default([]),
  BUSINESS_COUNTRY: CalendarData.shape.country.unwrap().optional(),
  BUSINESS_TIME_ZONE: TimeZone.optional(),
  BUSINESS_WEEKDAYS: Weekdays.default([1, 2, 3, 4, 5]),
  BUSINESS_HOURS: Hours.default({ from: "09:00", to: "17:00" }),
  QUIET_HOURS: z.union([z.literal("off"), Hours]).default("off"),
  PARTNER_TARGETS: Targets.default({}),
  RETENTION_DAYS: Days.default(defaultRetention),
  STOP_DRAIN_SECONDS: z.coerce.number().int().min(0).max(10).optional(),
  SECRET_METRICS_TOKEN: z.string().min(16).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  BOT_TYPE: z.enum(botTypes).default("single_tenant"),
  BOT_ID: z.guid().optional(),
  BOT_TENANT_ID: TenantGuid.optional(),
  BOT_CREDENTIAL: z.enum(credentialKinds).default("secret"),
  SECRET_BOT_PASSWORD: z.string().min(1).optional(),
  BOT_CERTIFICATE_FILE: z.string().min(1).optional(),
  BOT_CERTIFICATE_KEY_FILE: z.string().min(1).optional(),
  BOT_IDENTITY_CLIENT_ID: z.guid().optional(),
  ALLOWED_TENANTS: z
    .string()
    .transform((list) => list.split(",").map((id) => id.trim()))
    .pipe(z.array(TenantGuid).min(1))
    .optional(),
  TEAMS_APP_ID: z.guid().optional(),
  TAB_APP_ID: z.guid().optional(),
  BOT_DOMAIN: Domain.optional(),
});
export type Environment = z.infer<typeof Environment>;

/** What is allowed, in words, for settings whose check cannot say it. */
const allowed: Readonly<Record<string, string>> = {
  MODE: "local, teams",
  HOST: "127.0.0.1 in local mode; any address to listen on in teams mode",
  PORT: "a whole number from 0 to 65535",
  WORKERS: "a whole number from 1 to 8; in local mode, and with a database in memory, 1",
  DATA_DIR: "a folder that can be written",
  DATABASE_URL: "postgres://user:password@host:5432/name, or sqlite:file",
  DATABASE_CREDENTIAL:
    "url, managed_identity; the latter with a DATABASE_URL of postgres:// without a password",
  IDENTITY_ENDPOINT: "the http(s) address at which the platform gives out tokens; it sets that itself",
  IDENTITY_HEADER: "what is shown there; the platform sets that itself",
  FILE_LIMIT_MB: "a whole number from 1 to 50",
  CUSTOMERS_FILE: "a CSV file with the columns name,domain,tenantId,cloud,relation",
  POLICY_EDITION: editionIds.join(", "),
  STRICT_TECHNICAL_VEHICLE: "on, off",
  DEFAULT_TIME_ZONE: "an IANA time zone such as Asia/Taipei",
  CASE_ACCESS: caseAccesses.join(", "),
  LEADS: "object ids (GUIDs) of people with commas between them",
  BUSINESS_COUNTRY: "a country such as TW, or one of its states such as DE-BY",
  BUSINESS_TIME_ZONE: "an IANA time zone such as Asia/Taipei",
  BUSINESS_WEEKDAYS: "days from 1 (Monday) to 7 with commas between them",
  BUSINESS_HOURS: "opening and closing time of one day, such as 09:00-17:00 or 00:00-24:00",
  QUIET_HOURS: "off, or hours such as 22:00-07:00",
  PARTNER_TARGETS: "hours to the first update and to resolve by severity, such as A=1/8,B=4/24",
  RETENTION_DAYS:
    "days for turns, sent, intakes, people and cases, such as turns=7,cases=365; at least 1, 2, 7, 7 and 30",
  STOP_DRAIN_SECONDS: "a whole number from 0 to 10",
  SECRET_METRICS_TOKEN: "at least 16 characters",
  OTEL_EXPORTER_OTLP_ENDPOINT: "the http(s) address of an OTLP receiver, such as http://127.0.0.1:4318",
  LOG_LEVEL: "fatal, error, warn, info, debug, silent",
  BOT_TYPE: botTypes.join(", "),
  BOT_ID: "the app id of the bot's registration (a GUID)",
  BOT_TENANT_ID: "the tenant id of the bot's registration (a GUID)",
  BOT_CREDENTIAL: `${credentialKinds.join(", ")}; not managed_identity with BOT_TYPE=multi_tenant`,
  SECRET_BOT_PASSWORD: "the client secret of the bot's registration",
  BOT_CERTIFICATE_FILE: "a PEM file with the certificate of the bot's registration",
  BOT_CERTIFICATE_KEY_FILE: "a PEM file with the private key of that certificate",
  BOT_IDENTITY_CLIENT_ID: "the client id of the machine's managed identity (a GUID)",
  ALLOWED_TENANTS: "tenant ids (GUIDs) with commas between them",
  TEAMS_APP_ID: "the id of the app in Teams (a GUID)",
  TAB_APP_ID: "the app id of the registration that answers for the tab (a GUID); BOT_ID without it",
  BOT_DOMAIN: "the domain of the messaging endpoint without https://, such as support.contoso.com",
};

/** The environment by its schema, and as it was given. Throws a `SettingsError` that names what is not allowed. */
export function parseEnvironment(environment: Given) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw wrong(String(parsed.error.issues[0]?.path[0] ?? ""), given);
  return { found: parsed.data, given };
}

/** The error of a setting that is missing or not allowed. */
export function wrong(name: string, given: Given): SettingsError {
  const value = given[name];
  const shown =
    value === undefined
      ? "not set"
      : name.startsWith("SECRET_") || name === "DATABASE_URL"
        ? "set, but not valid"
        : JSON.stringify(value);
  return new SettingsError(`${name} is ${shown}; allowed: ${allowed[name] ?? "see env/.env.dev"}`);
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
