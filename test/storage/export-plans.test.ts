import { Client } from "pg";
import { z } from "zod";
import { compileOnly, openPostgresStore } from "../../src/storage/postgres-store";
import { createQueries } from "../../src/storage/queries";
import type { Step } from "../../src/storage/statement";
import { sampleRecord } from "../contracts/store-samples";
import { describePostgres, useEmptyDatabases } from "../support/shared-postgres";

const makeEmpty = useEmptyDatabases();
const Explained = z.tuple([
  z.object({
    "QUERY PLAN": z.tuple([
      z.object({ Plan: z.object({ "Index Name": z.string().optional(), "Plan Rows": z.number() }) }),
    ]),
  }),
]);
const noSearch = {
  find: () => {
    throw new Error("an export searches nothing");
  },
};

/** The statements of the first page of an export. */
function listAsked(): readonly Step[] {
  const rows = Array.from({ length: 100 }, (_, place) => {
    const number = 1 + place;
    return { tenant_id: "adatum", number, document: JSON.stringify({ ...sampleRecord(), number }) };
  });
  const asked: Step[] = [];
  const steps = createQueries(compileOnly, noSearch).exportPage({ tenantId: "", number: 0 }, 100);
  for (let step = steps.next(); step.done !== true;) {
    asked.push(step.value);
    step = steps.next({ rows: asked.length === 1 ? rows : [], changed: 0 });
  }
  return asked;
}

describePostgres("PostgreSQL", () => {
  test("knows that little belongs to the cases of a page of an export", async () => {
    const url = await makeEmpty();
    await (await openPostgresStore({ url, limits: { connect: 20_000 } })).close();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("select set_config('partner_support.every_tenant', 'on', false)");
    await client.query("alter table history disable trigger user");
    await client.query("alter table history drop constraint history_record");
    await client.query(`insert into history (tenant_id, number, seq, at, by_id, by_name, field)
      select tenant, n / 3, n % 3, '', 'ada', 'Ada', 'note'
      from generate_series(1, 30000) n, unnest(array['adatum', 'contoso', 'fabrikam']) tenant`);
    await client.query("analyze");

    const [, ofHistory] = listAsked();
    if (ofHistory === undefined) throw new Error("no history was asked for");
    const { rows } = await client.query(`explain (format json) ${ofHistory.sql}`, [...ofHistory.parameters]);
    await client.end();

    const [
      {
        "QUERY PLAN": [{ Plan: plan }],
      },
    ] = Explained.parse(rows);
    expect(plan["Index Name"]).toBe("history_key");
    // Of three hundred lines. Taken for a third of all, they would be looked for among all where there are many more.
    expect(plan["Plan Rows"]).toBeLessThan(3000);
  });
});
