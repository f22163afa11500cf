import { createIdentityToken } from "../../src/storage/identity-token";
import { openDatabaseGuard } from "../../src/storage/database-guard";
import { openPostgresReader } from "../../src/storage/postgres-reader";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { preparePostgres } from "../../src/storage/prepare-postgres";
import { createRecord, readAll } from "../contracts/store-samples";
import { type IdentityServer, startIdentityServer } from "../support/identity-server";
import { findPostgres, type PostgresServer, query, startPostgres } from "../support/postgres-server";
import { describeOwnPostgres } from "../support/shared-postgres";

/** As Azure names a managed identity. */
const role = "partnersup-identity";
const long = 3600;

let server: PostgresServer;
/** One who is no superuser, as on Azure. */
const asAdministrator = (name: string) => `postgres://entra_admin@127.0.0.1:${server.port}/${name}`;
const asSuperuser = (name: string) => `postgres://postgres@127.0.0.1:${server.port}/${name}`;

beforeAll(async () => {
  if (findPostgres() === null) return;
  server = await startPostgres({ asks: [role] });
  await query(asSuperuser("postgres"), "create role entra_admin login createdb createrole");
});
afterAll(async () => {
  if (findPostgres() !== null) await server.remove();
});

let platform: IdentityServer;
beforeEach(async () => {
  platform = await startIdentityServer({ token: "first", endsIn: long });
});
afterEach(() => platform.stop());

describe("a token of the machine's identity", () => {
  const start = Date.now();
  const later = (seconds: number) => start + seconds * 1000;
  const refusal = (source: { read(): Promise<string> }) =>
    source.read().then(
      () => "a token",
      (error: unknown) => (error instanceof Error ? error.message : error),
    );

  test("is asked for by the platform's protocol, once, until five minutes before its end", async () => {
    const clock = { now: start };
    const token = createIdentityToken(platform.identity, () => clock.now);

    expect([await token.read(), await token.read()]).toEqual(["first", "first"]);
    expect(platform.asked).toEqual([
      "/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fossrdbms-aad.database.windows.net" +
        `&client_id=${platform.identity.clientId}`,
    ]);
    platform.answer = { token: "second", endsIn: 2 * long };
    clock.now = later(long - 310);
    expect(await token.read()).toBe("first");
    clock.now = later(long - 290);
    expect(await token.read()).toBe("second");
    expect(platform.asked).toHaveLength(2);
  });

  test("is not to be had: the reason is told without what was answered, and the next time it is asked for again", async () => {
    const token = createIdentityToken(platform.identity, Date.now);
    platform.answer = { status: 400, body: '{"message":"secret-of-theirs"}' };
    expect(await refusal(token)).toBe(
      "no token for the database: the identity endpoint answered 400; check that BOT_IDENTITY_CLIENT_ID, or BOT_ID, is an identity of this machine",
    );
    platform.answer = { status: 200, body: '{"token":"secret-of-theirs"}' };
    expect(await refusal(token)).toBe(
      "no token for the database: the identity endpoint answered something else",
    );
    platform.answer = { status: 200, body: "secret-of-theirs" };
    expect(await refusal(token)).toBe(
      "no token for the database: the identity endpoint (IDENTITY_ENDPOINT) does not answer",
    );
    platform.answer = { token: "first", endsIn: long };
    expect(await token.read()).toBe("first");
  });

  test("is not given without what the platform wants to be shown, nor followed elsewhere", async () => {
    expect(
      await refusal(createIdentityToken({ ...platform.identity, header: "guessed" }, Date.now)),
    ).toContain("answered 400");
    expect(platform.asked).toEqual([]);
  });
});

describeOwnPostgres("a database that the machine's identity signs in to", () => {
  const address = () => ({
    url: `postgres://${role}@127.0.0.1:${server.port}/cases?sslmode=disable`,
    identity: platform.identity,
  });
  const takes = (token: string) => query(asSuperuser("postgres"), `alter role "${role}" password '${token}'`);

  const cutOff = () =>
    query(
      asSuperuser("postgres"),
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`,
    );

  beforeAll(async () => {
    await preparePostgres({ url: asAdministrator("cases") }, role);
  });
  beforeEach(() => takes("first"));

  test("is worked with and read with the token as password; the role is bound by row-level security", async () => {
    const told: string[] = [];
    const guard = await openDatabaseGuard(
      { kind: "postgres", ...address() },
      { localNow: Date.now, report: (message) => told.push(message) },
    );
    const store = await openPostgresStore(address());
    await createRecord(store);
    await store.close();
    const reader = await openPostgresReader(address());

    expect(await readAll(reader.exportRecords())).toHaveLength(1);
    expect([guard.isolatesTenants, told]).toEqual([true, []]);
    await reader.close();
    guard.close();
  });

  test.each([
    "alter table records disable row level security",
    "drop policy one_tenant on records",
    "alter table history disable trigger user",
    "truncate history",
    "create table mine (id text)",
    "delete from kysely_migration",
    "set role partner_support_owner",
  ])("the role may not: %s", async (statement) => {
    const url = new URL(address().url);
    url.password = "first";
    await expect(query(url.href, statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  test("a token that has ended is renewed for the next connection", async () => {
    platform.answer = { token: "first", endsIn: 1 };
    const store = await openPostgresStore(address());
    await takes("second");
    platform.answer = { token: "second", endsIn: long };
    await cutOff();

    await createRecord(store);

    await store.close();
  });

  test("a token the server does not take is told, and not shown a second time", async () => {
    await takes("other");
    const store = openPostgresStore(address());
    await expect(store).rejects.toThrow(
      /cases on 127\.0\.0\.1:\d+ cannot be opened \(28P01\): check the user/,
    );
    await expect(store).rejects.not.toThrow("first");
    await takes("first");
    const opened = await openPostgresStore(address());
    await cutOff();
    await takes("second");
    await expect(createRecord(opened)).rejects.toThrow("28P01");
    platform.answer = { token: "second", endsIn: long };
    await createRecord(opened);
    await opened.close();
  });

  test("while the platform gives no token, whoever has one goes on, and others are told in time", async () => {
    const store = await openPostgresStore(address());
    await createRecord(store);
    await cutOff();
    platform.answer = { status: 500 };
    const gone = await startIdentityServer({ status: 500 });
    await gone.stop();

    await expect(openPostgresStore({ ...address(), identity: gone.identity })).rejects.toThrow(
      "the identity endpoint (IDENTITY_ENDPOINT) does not answer",
    );
    await expect(createRecord(store)).resolves.toBeDefined();

    await store.close();
  });
});

describeOwnPostgres("making a database ready", () => {
  const url = (name: string, user = "entra_admin") => `postgres://${user}@127.0.0.1:${server.port}/${name}`;
  const refusal = (given: { readonly url: string }) =>
    openPostgresStore(given).then(
      () => "opened",
      (error: unknown) => (error instanceof Error ? error.message : error),
    );

  test("can be done again, takes over what the administrator had made, and keeps what is there", async () => {
    await query(url("postgres"), "create database old");
    const before = await openPostgresStore({ url: url("old") });
    await createRecord(before);
    await before.close();
    expect(await refusal({ url: url("old", "someone") })).toMatch(/28000|28P01/);

    await preparePostgres({ url: url("old") }, "someone");
    await preparePostgres({ url: url("old") }, "someone");

    const after = await openPostgresStore({ url: url("old", "someone") });
    expect((await createRecord(after)).number).toBe(2);
    await after.close();
  });

  test("of an older schema: its user is told whom to ask, and works after that", async () => {
    await preparePostgres({ url: url("aged") }, "worker");
    const last = "delete from kysely_migration where name = (select max(name) from kysely_migration)";
    const removed = await query(url("aged"), `${last} returning name`);

    expect(await refusal({ url: url("aged", "worker") })).toMatch(
      /^the database aged on \S+ was made by an older version .* run `prepare-database`/,
    );

    const [row] = removed;
    await query(
      url("aged"),
      `insert into kysely_migration values ('${JSON.stringify(row).slice(9, -2)}', '2030')`,
    );
    expect(await refusal({ url: url("aged", "worker") })).toBe("opened");
  });

  test("on a server that knows Entra, the role is made by the extension's function", async () => {
    // Its signature and what it leaves behind, as documented; the real one asks Entra whether there is such an identity.
    await query(
      url("postgres", "postgres"),
      `create function pgaadauth_create_principal(name text, is_admin boolean, is_mfa boolean) returns text
        language plpgsql security definer as $$
        begin execute format('create role %I login; comment on role %I is ''of Entra''', name, name); return name; end $$`,
    );

    await preparePostgres({ url: url("cloud") }, "bot-identity");

    expect(
      await query(
        url("postgres"),
        "select shobj_description(oid, 'pg_authid') as said from pg_roles where rolname = 'bot-identity'",
      ),
    ).toEqual([{ said: "of Entra" }]);
    expect(await refusal({ url: url("cloud", "bot-identity") })).toBe("opened");
  });
});
