import { Client } from "pg";
import { z } from "zod";
import { compilePostgresSearch } from "../../src/storage/postgres-search";
import { compileOnly, openPostgresStore } from "../../src/storage/postgres-store";
import { runSteps } from "../../src/storage/postgres-run";
import { selectRows } from "../../src/storage/statement";
import { describePostgres, useDatabases } from "../support/shared-postgres";

const makeDatabase = useDatabases();
const { findNewest, findSeldom } = compilePostgresSearch(compileOnly);

/** A node of a plan, with what was really read for it. */
const Node = z.object({
  "Node Type": z.string(),
  "Index Name": z.string().optional(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  get Plans() {
    return z.array(Node).optional();
  },
});
type Node = z.infer<typeof Node>;
const Read = z.tuple([z.object({ read: z.string() })]);
const Explained = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: Node })]) })]);

function listNodes(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(listNodes)];
}

const readOf = (nodes: readonly Node[]): number =>
  nodes
    .filter((node) => node["Relation Name"] === "record_terms")
    .reduce((sum, node) => sum + node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0), 0);

const namesOf = (nodes: readonly Node[]): readonly unknown[] => nodes.map((node) => node["Index Name"]);

/** A database in which every case of a tenant has one word, and every thousandth another, which no new one has. */
async function openFilled(): Promise<Client> {
  const url = await makeDatabase();
  await (await openPostgresStore({ url, limits: { connect: 20_000 } })).close();
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("select set_config('partner_support.tenant', 'contoso', false)");
  await client.query(`insert into record_terms (tenant, number, updated_at, terms)
    select 'contoso', n, to_char(n, 'FM000000'), array_to_tsvector(
      case when n % 1000 = 0 and n < 20000 then array['often', 'seldom'] else array['often', 'n' || n] end)
    from generate_series(1, 30000) n`);
  await client.query(`insert into records (tenant_id, number, revision, state, settled, requester_id, title, outcome,
      overridden, document, created_at, updated_at)
    select 'contoso', n, 1, 'open', 0, 'ada', '', 'resolve', 0, '{}', '', to_char(n, 'FM000000')
    from generate_series(1, 30000) n`);
  await client.query("vacuum analyze");
  return client;
}

describePostgres("the search of a tenant with 30,000 cases", () => {
  test("looks through the newest for what many have, and goes by the inverted index for what few have", async () => {
    const client = await openFilled();
    const look = async (statement: typeof findNewest, match: string): Promise<readonly Node[]> => {
      const values = { tenant: "contoso", updatedAt: "~", number: 0, match, limit: 26 };
      const parameters = [...statement.bind(values)];
      const { rows } = await client.query(`explain (analyze, format json) ${statement.sql}`, parameters);
      return listNodes(Explained.parse(rows)[0]["QUERY PLAN"][0].Plan);
    };

    const often = await look(findNewest, "'often'");
    const newest = await look(findNewest, "'seldom'");
    const seldom = await look(findSeldom, "'seldom' & 'often'");
    const nowhere = await look(findSeldom, "'nowhere':*");
    await client.end();

    // As soon as the page is full, and not beyond the newest where it does not get full.
    expect([namesOf(often), readOf(often)]).toEqual([expect.arrayContaining(["record_terms_newest"]), 26]);
    expect([namesOf(newest), readOf(newest)]).toEqual([
      expect.arrayContaining(["record_terms_newest"]),
      2000,
    ]);
    expect([namesOf(seldom), readOf(seldom)]).toEqual([expect.arrayContaining(["record_terms_words"]), 19]);
    expect([namesOf(nowhere), readOf(nowhere)]).toEqual([expect.arrayContaining(["record_terms_words"]), 0]);
  });

  test("reads little for what few have, also after searches for what many have", async () => {
    const client = await openFilled();
    const search = (match: string) =>
      selectRows(findSeldom, { tenant: "contoso", updatedAt: "~", number: 0, match, limit: 26 });
    const countRead = async (): Promise<number> => {
      const { rows } = await client.query(
        "select sum(pg_stat_get_xact_tuples_returned(indexrelid)) as read from pg_index where indrelid = 'record_terms'::regclass",
      );
      return Number(Read.parse(rows)[0].read);
    };
    // A third of the cases are a tenant's: its own index looks worth reading to whoever does not know the word.
    await client.query(`insert into record_terms (tenant, number, updated_at, terms)
      select other, number, updated_at, terms from record_terms, unnest(array['adatum', 'fabrikam']) other`);
    await client.query("vacuum analyze");
    await client.query("begin");
    // As many as it takes for a server to keep one plan for all words.
    for (let times = 0; times < 6; times += 1) await runSteps(client, search("'often'"));
    const before = await countRead();

    const found = await runSteps(client, search("'seldom'"));
    const read = (await countRead()) - before;
    await client.end();

    expect(found).toHaveLength(19);
    // Of each of the three tenants.
    expect(read).toBe(3 * 19);
  });
});
