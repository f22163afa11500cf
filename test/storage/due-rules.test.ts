import { Client } from "pg";
import { z } from "zod";
import { openPostgresStore } from "../../src/storage/postgres-store";
import { query } from "../support/postgres-server";
import { describePostgres, useDatabases } from "../support/shared-postgres";
import { waitUntil } from "../support/wait-until";

const makeDatabase = useDatabases();
const Looks = z.tuple([z.object({ looks: z.number() })]);
const everyTenant = "select set_config('partner_support.every_tenant', 'on', false)";

describePostgres("other rules for the clocks", () => {
  test("are applied to many cases in parts, so that no turn waits for all of them", async () => {
    const url = await makeDatabase();
    const store = await openPostgresStore({ url, limits: { connect: 20_000 } });
    const turn = new Client({ connectionString: url });
    await turn.connect();
    await turn.query(everyTenant);
    await turn.query("insert into record_numbers (tenant_id, last, changes) values ('contoso', 5001, 0)");
    await turn.query(`insert into records (tenant_id, number, revision, state, settled, requester_id, title, outcome,
        overridden, document, created_at, updated_at)
      select 'contoso', n, 1, 'open', case when n = 2 then 1 else 0 end, 'ada', '', 'resolve', 0, '{}', '', ''
      from generate_series(1, 5001) n`);
    const countLooks = async (): Promise<number> => {
      const rows = await query(
        url,
        `${everyTenant}; select count(next_look_at)::integer as looks from records`,
      );
      return Looks.parse(rows)[0].looks;
    };
    await turn.query("begin");
    await turn.query("select from records where number = 5001 for update");

    const applied = store.applyDueRules("new", "2026");

    // All but the settled one, and the one of the turn that is not over.
    await waitUntil(countLooks, (looks) => looks === 4999, 40_000, 100);
    await turn.query("commit");
    expect(await applied).toBe(true);
    expect(await countLooks()).toBe(5000);
    expect(await store.applyDueRules("new", "2026")).toBe(false);
    await turn.end();
    await store.close();
  }, 60_000);
});
