import { openPostgresStore } from "../../src/storage/postgres-store";
import { openSqliteStore } from "../../src/storage/sqlite-store";
import { describePrivacyContract } from "../contracts/privacy-contract";
import { describePostgres, useDatabases } from "../support/shared-postgres";

describePrivacyContract("the SQLite store", async () => ({
  store: await openSqliteStore({ file: ":memory:" }),
}));

const makeDatabase = useDatabases();

describePostgres("PostgreSQL", () => {
  describePrivacyContract("the PostgreSQL store", async () => ({
    store: await openPostgresStore({ url: await makeDatabase(), limits: { connect: 20_000 } }),
  }));
});
