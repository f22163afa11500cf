import { join } from "node:path";
import { testOnlySettings } from "../src/registration";
import { readSettings } from "../src/settings";

const registered = {
  MODE: "teams",
  BOT_ID: "8f5c1e7e-0c1f-4d8e-9a77-1f1f5d0f7a10",
  BOT_TENANT_ID: "3d0f5a0e-9f5c-4c0b-8a51-6c2c7e1b9d10",
  SECRET_BOT_PASSWORD: "s3cret-value",
};

test("nothing set is the local mode on this machine", () => {
  expect(readSettings({})).toMatchObject({
    mode: "local",
    host: "127.0.0.1",
    port: 3978,
    dataDir: "data",
    edition: "2020",
  });
});

test("one thread answers unless a registered bot asks for more; the local chat lives in one", () => {
  expect(readSettings(registered).workers).toBe(1);
  expect(readSettings({ ...registered, WORKERS: "2" }).workers).toBe(2);
  const refusal =
    'WORKERS is "2"; allowed: a whole number from 1 to 8; in local mode, and with a database in memory, 1';
  expect(() => readSettings({ WORKERS: "2" })).toThrow(refusal);
  expect(() => readSettings({ ...registered, WORKERS: "2", DATABASE_URL: "sqlite::memory:" })).toThrow(
    refusal,
  );
  for (const wrong of ["0", "9", "1.5", "many"])
    expect(() => readSettings({ ...registered, WORKERS: wrong })).toThrow(`WORKERS is "${wrong}"`);
});

test("an empty setting counts as not set", () => {
  expect(readSettings({ PORT: "", CUSTOMERS_FILE: " " })).toMatchObject({
    port: 3978,
    customersFile: undefined,
  });
});

test.each([
  ["PORT", "http", 'PORT is "http"; allowed: a whole number from 0 to 65535'],
  ["POLICY_EDITION", "2018", 'POLICY_EDITION is "2018"; allowed: 2017, 2020, newer'],
  ["MODE", "prod", 'MODE is "prod"; allowed: local, teams'],
  [
    "DEFAULT_TIME_ZONE",
    "Mars/Base",
    'DEFAULT_TIME_ZONE is "Mars/Base"; allowed: an IANA time zone such as Asia/Taipei',
  ],
  ["BUSINESS_COUNTRY", "Taiwan", 'BUSINESS_COUNTRY is "Taiwan"; allowed: a country such as TW'],
  ["BUSINESS_WEEKDAYS", "Mon-Fri", 'BUSINESS_WEEKDAYS is "Mon-Fri"; allowed: days from 1 (Monday) to 7'],
  ["BUSINESS_HOURS", "17:00-09:00", 'BUSINESS_HOURS is "17:00-09:00"; allowed: opening and closing time'],
  ["QUIET_HOURS", "22:00-25:00", 'QUIET_HOURS is "22:00-25:00"; allowed: off, or hours such as 22:00-07:00'],
  [
    "PARTNER_TARGETS",
    "A=8/1",
    'PARTNER_TARGETS is "A=8/1"; allowed: hours to the first update and to resolve',
  ],
  ["STRICT_TECHNICAL_VEHICLE", "maybe", 'STRICT_TECHNICAL_VEHICLE is "maybe"; allowed: on, off'],
  [
    "HOST",
    "0.0.0.0",
    'HOST is "0.0.0.0"; allowed: 127.0.0.1 in local mode; any address to listen on in teams mode',
  ],
])(
  "a wrong %s stops the start with its name, what was found and what is allowed",
  (name, value, sentence) => {
    expect(() => readSettings({ [name]: value })).toThrow(sentence);
  },
);

test.each([
  ["sqlite:data/other.sqlite", { kind: "sqlite", file: "data/other.sqlite" }],
  ["sqlite:///var/lib/records.sqlite", { kind: "sqlite", file: "/var/lib/records.sqlite" }],
  [
    "postgres://bot:pw@db.contoso.com/support",
    { kind: "postgres", url: "postgres://bot:pw@db.contoso.com/support" },
  ],
])("the data can be at %s", (address, database) => {
  expect(readSettings({ DATABASE_URL: address }).database).toEqual(database);
});

test("the data are in a file of the data folder unless said otherwise", () => {
  const file = join("elsewhere", "partner-support.sqlite");
  expect(readSettings({ DATA_DIR: "elsewhere" }).database).toEqual({ kind: "sqlite", file });
});

test("an address of no database is refused without repeating it, for it may hold a password", () => {
  const start = () => readSettings({ DATABASE_URL: "mysql://bot:pw@db/support" });
  expect(start).toThrow(
    "DATABASE_URL is set, but not valid; allowed: postgres://user:password@host:5432/name",
  );
  expect(start).not.toThrow("pw@db");
});

test.each(["BOT_ID", "BOT_TENANT_ID", "SECRET_BOT_PASSWORD"])(
  "the teams mode refuses to start without %s",
  (name) => {
    expect(() => readSettings({ ...registered, [name]: undefined })).toThrow(`${name} is not set`);
  },
);

test("the teams mode serves its own tenant unless others are named", () => {
  expect(readSettings(registered).registration?.allowedTenants).toEqual([registered.BOT_TENANT_ID]);
  const other = "11111111-1111-4111-8111-111111111111";
  expect(readSettings({ ...registered, ALLOWED_TENANTS: ` ${other} ` }).registration?.allowedTenants).toEqual(
    [other],
  );
});

test("business and quiet hours are meant in the business zone, else in the default one", () => {
  const hours = { BUSINESS_COUNTRY: "TW", QUIET_HOURS: "22:00-07:00", DEFAULT_TIME_ZONE: "Asia/Taipei" };

  expect(readSettings(hours)).toMatchObject({
    business: {
      country: "TW",
      zone: "Asia/Taipei",
      weekdays: [1, 2, 3, 4, 5],
      opens: "09:00",
      closes: "17:00",
    },
    quietHours: { from: "22:00", to: "07:00", zone: "Asia/Taipei" },
    targets: {},
  });
  expect(readSettings({ ...hours, BUSINESS_TIME_ZONE: "Asia/Tokyo" }).business.zone).toBe("Asia/Tokyo");
  expect(readSettings({ PARTNER_TARGETS: "A=1/8" }).targets).toEqual({ A: { update: 1, resolve: 8 } });
});

test("a secret is never repeated", () => {
  let said = "";
  try {
    readSettings({ ...registered, BOT_ID: "x" });
  } catch (error) {
    said = String(error);
  }
  expect(said).toContain("BOT_ID");
  expect(said).not.toContain("s3cret-value");
});

describe("how the bot proves who it is", () => {
  const credentialOf = (settings: Readonly<Record<string, string | undefined>>) =>
    readSettings({ ...registered, SECRET_BOT_PASSWORD: undefined, ...settings }).registration?.credential;

  test("by a secret, a certificate, the machine's identity, or that identity vouching for it", () => {
    expect(credentialOf({ SECRET_BOT_PASSWORD: "s" })).toEqual({ kind: "secret", password: "s" });
    expect(
      credentialOf({
        BOT_CREDENTIAL: "certificate",
        BOT_CERTIFICATE_FILE: "bot.pem",
        BOT_CERTIFICATE_KEY_FILE: "bot.key",
      }),
    ).toEqual({ kind: "certificate", certificateFile: "bot.pem", keyFile: "bot.key" });
    expect(credentialOf({ BOT_CREDENTIAL: "managed_identity" })).toEqual({ kind: "managed_identity" });
    expect(credentialOf({ BOT_CREDENTIAL: "federated", BOT_IDENTITY_CLIENT_ID: registered.BOT_ID })).toEqual({
      kind: "federated",
      clientId: registered.BOT_ID,
    });
  });

  test.each([
    ["secret", "SECRET_BOT_PASSWORD"],
    ["certificate", "BOT_CERTIFICATE_FILE"],
    ["federated", "BOT_IDENTITY_CLIENT_ID"],
  ])("%s needs %s", (kind, missing) => {
    expect(() => credentialOf({ BOT_CREDENTIAL: kind })).toThrow(`${missing} is not set`);
  });

  test("a certificate needs its key", () => {
    expect(() => credentialOf({ BOT_CREDENTIAL: "certificate", BOT_CERTIFICATE_FILE: "bot.pem" })).toThrow(
      "BOT_CERTIFICATE_KEY_FILE is not set",
    );
  });

  test("a registration open to all tenants must say which are served, and has none of its own", () => {
    const open = { ...registered, BOT_TYPE: "multi_tenant", BOT_TENANT_ID: undefined };
    expect(() => readSettings(open)).toThrow("ALLOWED_TENANTS is not set");
    const served = { ...open, ALLOWED_TENANTS: registered.BOT_TENANT_ID };
    expect(readSettings(served).registration).toMatchObject({
      tenantId: null,
      allowedTenants: [registered.BOT_TENANT_ID],
    });
    expect(() => readSettings({ ...served, BOT_CREDENTIAL: "managed_identity" })).toThrow(
      "BOT_CREDENTIAL is",
    );
  });
});

test.each(testOnlySettings)("%s, by which tests believe keys of their own, stops the start", (name) => {
  const trapped = { ...registered, [name]: "http://127.0.0.1:9/" };
  expect(() => readSettings(trapped)).toThrow(`${name} is set; it is for tests only`);
});

const machine = {
  ...{ DATABASE_URL: "postgres://bot-identity@db/support?sslmode=verify-full" },
  ...{ DATABASE_CREDENTIAL: "managed_identity", IDENTITY_ENDPOINT: "http://127.0.0.1:9/msi/token" },
  ...{ IDENTITY_HEADER: "shown", BOT_IDENTITY_CLIENT_ID: registered.BOT_ID },
};

test("the machine's identity signs in to the database where that is asked for", () => {
  const { endpoint, header } = { endpoint: machine.IDENTITY_ENDPOINT, header: machine.IDENTITY_HEADER };
  const expected = {
    kind: "postgres",
    url: machine.DATABASE_URL,
    identity: { endpoint, header, clientId: registered.BOT_ID },
  };
  expect(readSettings(machine).database).toEqual(expected);
  const asBot = { ...registered, ...machine, BOT_IDENTITY_CLIENT_ID: "", BOT_CREDENTIAL: "managed_identity" };
  expect(readSettings(asBot).database).toEqual(expected);
});

test.each([
  [
    "DATABASE_URL",
    "postgres://bot:s3cret@db/support",
    'DATABASE_CREDENTIAL is "managed_identity"; allowed: url, m',
  ],
  [
    "DATABASE_URL",
    "",
    'DATABASE_CREDENTIAL is "managed_identity"; allowed: url, managed_identity; the latter',
  ],
  [
    "IDENTITY_ENDPOINT",
    "",
    "IDENTITY_ENDPOINT is not set; allowed: the http(s) address at which the platform",
  ],
  ["IDENTITY_HEADER", "", "IDENTITY_HEADER is not set; allowed: what is shown there"],
  [
    "BOT_IDENTITY_CLIENT_ID",
    "",
    "BOT_IDENTITY_CLIENT_ID is not set; allowed: the client id of the machine's",
  ],
])("an identity cannot sign in with %s being %j", (name, value, sentence) => {
  expect(() => readSettings({ ...machine, [name]: value })).toThrow(sentence);
});
