import {
  type Kysely,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type ColumnDefinitionNode,
  DataTypeNode,
  OperationNodeTransformer,
  RawNode,
  sql,
} from "kysely";
import type { SchemaDialect } from "./migrate";
import { postgresSearch } from "./postgres-search";
import type { Tables } from "./schema";

/** What PostgreSQL adds to the common schema. */
export const postgresSchema: SchemaDialect = {
  protectHistory,
  orderDeliveries,
  search: postgresSearch,
  openHistory,
  rewordPolicies,
};

/** Also against `truncate`, which asks no trigger of a row. */
async function protectHistory(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_history() returns trigger language plpgsql as $$
    begin raise exception 'history is only ever appended to'; end $$`.execute(db);
  await sql`create function check_history_seq() returns trigger language plpgsql as $$
    begin
      if new.seq is distinct from (
        select coalesce(max(seq), 0) + 1 from history where tenant_id = new.tenant_id and number = new.number
      ) then raise exception 'history is only ever appended to'; end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger history_no_change before update or delete on history
    for each row execute function refuse_history()`.execute(db);
  await sql`create trigger history_no_truncate before truncate on history
    for each statement execute function refuse_history()`.execute(db);
  await sql`create trigger history_only_next before insert on history
    for each row execute function check_history_seq()`.execute(db);
}

/** What an erasing may change, in the transaction that has noted its tenant: who, and what they wrote. */
async function openHistory(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function refuse_history() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        if exists (select 1 from erasing where tenant_id = old.tenant_id)
          and (new.tenant_id, new.number, new.seq, new.at, new.field, new.revision)
            is not distinct from (old.tenant_id, old.number, old.seq, old.at, old.field, old.revision)
        then return new; end if;
      end if;
      raise exception 'history is only ever appended to';
    end $$`.execute(db);
}

/**
 * Counts the deliveries of a conversation where only one transaction at a time can: what the statement has counted
 * may be old by the time it is stored. The lock is held to the end, so none with a higher place is seen before.
 */
async function orderDeliveries(db: Kysely<unknown>): Promise<void> {
  await sql`create function place_delivery() returns trigger language plpgsql as $$
    begin
      -- Copied rows have had their places.
      if current_setting('partner_support.copies', true) = 'on' then return new; end if;
      perform pg_advisory_xact_lock(hashtextextended('outbox ' || new.tenant_id || ' ' || new.conversation_id, 0));
      new.ordinal := (
        select coalesce(max(ordinal), 0) + 1 from deliveries
        where tenant_id = new.tenant_id and conversation_id = new.conversation_id
      );
      return new;
    end $$`.execute(db);
  await sql`create trigger deliveries_in_order before insert or update of conversation_id on deliveries
    for each row execute function place_delivery()`.execute(db);
}

/**
 * Which rows a tenant's work sees; the names of the settings are those of `postgres-transaction.ts`. Each is asked for in a
 * query of its own, so that it is read once and not for each row, and the second is a yes or no: of a comparison of two
 * values it does not know a planner thinks that it leaves one row of two hundred.
 */
const ofOneTenant = `tenant_id = (select current_setting('partner_support.tenant', true))
  or (select current_setting('partner_support.every_tenant', true) = 'on')`;

/** Of tables that were guarded by older versions. */
async function rewordPolicies(db: Kysely<unknown>): Promise<void> {
  await sql`do $$
    declare found record;
    begin
      for found in
        select p.polrelid::regclass as name from pg_policy p join pg_class c on c.oid = p.polrelid
        where p.polname = 'one_tenant' and c.relnamespace = current_schema()::regnamespace
      loop
        execute format($policy$alter policy one_tenant on %s using (${sql.raw(ofOneTenant)})$policy$, found.name);
      end loop;
    end $$`.execute(db);
}

/**
 * Keeps the tenants apart beneath the queries, in every table that has a tenant and does not yet: whoever names none sees
 * nothing.
 */
export async function isolateTenants(db: Kysely<Tables>): Promise<void> {
  await sql`do $$
    declare found record;
    begin
      for found in
        select c.oid::regclass as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and not c.relforcerowsecurity
      loop
        execute format($policy$create policy one_tenant on %s using (${sql.raw(ofOneTenant)})$policy$, found.name);
        execute format('alter table %s enable row level security, force row level security', found.name);
      end loop;
    end $$`.execute(db);
}

/** Text sorts and compares by its bytes, as in SQLite, whatever the language of the database is. */
export const textByBytes: KyselyPlugin = {
  transformQuery: ({ node }: PluginTransformQueryArgs) => byBytes.transformNode(node),
  transformResult: ({ result }: PluginTransformResultArgs) => Promise.resolve(result),
};

class TextByBytes extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const column = super.transformColumnDefinition(node);
    const isText = DataTypeNode.is(column.dataType) && column.dataType.dataType === "text";
    return isText ? { ...column, dataType: RawNode.createWithSql('text collate "C"') } : column;
  }
}
const byBytes = new TextByBytes();
