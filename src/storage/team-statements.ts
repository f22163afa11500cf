import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Tables } from "./schema";
import { changeRows, compileStatement, sealed, selectRows, type Steps } from "./statement";
import type { TeamRoster } from "./store";

const NoRow = z.unknown();
const ChannelRow = z.object({ conversation_id: z.string() });
const TeamRow = z.object({ tenant_id: z.string(), team_id: z.string(), service_url: z.string() });

type OfTeam = { readonly tenantId: string; readonly teamId: string };
type OfPerson = { readonly tenantId: string; readonly userId: string };

/** Makes the steps about who belongs to which team. */
export function createTeamSteps(db: Kysely<Tables>) {
  const statements = compileTeamStatements(db);
  return {
    channelsOf: (tenantId: string, userId: string) => channelsOf(statements, { tenantId, userId }),
    keepRoster: (roster: TeamRoster) => keepRoster(statements, roster),
    teamsToAsk: (before: string, limit: number) => teamsToAsk(statements, before, limit),
  };
}

type Statements = ReturnType<typeof compileTeamStatements>;

function compileTeamStatements(db: Kysely<Tables>) {
  return { ...compileChannels(db), ...compileRosters(db), ...compileTeamsToAsk(db) };
}

function compileChannels(db: Kysely<Tables>) {
  return {
    // A channel of a team whose members are known is theirs; of any other team, of those who were met there.
    channelsOf: compileStatement<OfPerson, z.infer<typeof ChannelRow>>(ChannelRow, (value) =>
      rawly(
        db,
        sql`select conversation_id from conversations c
          where c.tenant_id = ${sealed(value("tenantId"), "text")} and c.kind = 'channel' and (
            c.team_id in (
              select m.team_id from team_members m
              where m.tenant_id = ${sealed(value("tenantId"), "text")}
                and m.user_id = ${sealed(value("userId"), "text")}
            ) or (
              not exists (
                select 1 from team_rosters r
                where r.tenant_id = ${sealed(value("tenantId"), "text")} and r.team_id = c.team_id
              ) and exists (
                select 1 from people p
                where p.tenant_id = ${sealed(value("tenantId"), "text")}
                  and p.user_id = ${sealed(value("userId"), "text")}
                  and (p.place = c.conversation_id or p.place = c.team_id)
              )
            )
          ) order by conversation_id`,
      ),
    ),
  };
}

function compileRosters(db: Kysely<Tables>) {
  return {
    forgetMembers: compileStatement<OfTeam, unknown>(NoRow, (value) =>
      db
        .deleteFrom("team_members")
        .where("tenant_id", "=", value("tenantId"))
        .where("team_id", "=", value("teamId")),
    ),
    addMember: compileStatement<OfTeam & OfPerson, unknown>(NoRow, (value) =>
      db
        .insertInto("team_members")
        .values({ tenant_id: value("tenantId"), team_id: value("teamId"), user_id: value("userId") })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    noteRoster: compileStatement<OfTeam & { readonly at: string }, unknown>(NoRow, (value) =>
      db
        .insertInto("team_rosters")
        .values({ tenant_id: value("tenantId"), team_id: value("teamId"), read_at: value("at") })
        .onConflict((conflict) =>
          conflict
            .columns(["tenant_id", "team_id"])
            .doUpdateSet((eb) => ({ read_at: eb.ref("excluded.read_at") })),
        ),
    ),
  };
}

function compileTeamsToAsk(db: Kysely<Tables>) {
  return {
    teamsToAsk: compileStatement<
      { readonly before: string; readonly limit: number },
      z.infer<typeof TeamRow>
    >(TeamRow, (value) =>
      rawly(
        db,
        sql`select c.tenant_id, c.team_id, min(c.service_url) as service_url
          from conversations c left join team_rosters r on r.tenant_id = c.tenant_id and r.team_id = c.team_id
          where c.kind = 'channel' and c.state = 'active' and c.team_id is not null
            and coalesce(r.read_at, '') < ${sealed(value("before"), "text")}
          group by c.tenant_id, c.team_id order by c.tenant_id, c.team_id limit ${value("limit")}`,
      ),
    ),
  };
}

function rawly(db: Kysely<Tables>, query: ReturnType<typeof sql>) {
  return { compile: () => query.compile(db) };
}

function* channelsOf(statements: Statements, person: OfPerson): Steps<readonly string[]> {
  return (yield* selectRows(statements.channelsOf, person)).map((row) => row.conversation_id);
}

function* keepRoster(statements: Statements, { tenantId, teamId, members, at }: TeamRoster): Steps<boolean> {
  yield* changeRows(statements.forgetMembers, { tenantId, teamId });
  for (const userId of members) yield* changeRows(statements.addMember, { tenantId, teamId, userId });
  return yield* changeRows(statements.noteRoster, { tenantId, teamId, at });
}

function* teamsToAsk(statements: Statements, before: string, limit: number) {
  const rows = yield* selectRows(statements.teamsToAsk, { before, limit: Math.max(0, limit) });
  return rows.map((row) => ({ tenantId: row.tenant_id, teamId: row.team_id, serviceUrl: row.service_url }));
}
