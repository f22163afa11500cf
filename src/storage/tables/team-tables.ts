import type { FactsOf } from "./table-facts";

/** A way from cases to a channel; `position` is its place among those of the tenant. */
export interface RouteRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly conversation_id: string;
  readonly document: string;
  readonly updated_at: string;
}

/** Somebody who was met in a team or channel. */
export interface PersonRow {
  readonly tenant_id: string;
  readonly place: string;
  readonly user_id: string;
  readonly name: string;
  /** 1 for who added the app there: they may change routes. */
  readonly leads: number;
  readonly at: string;
}

/** Somebody who belongs to a team, as Teams said it last. */
export interface TeamMemberRow {
  readonly tenant_id: string;
  readonly team_id: string;
  readonly user_id: string;
}

/** A team whose members are known. */
export interface TeamRosterRow {
  readonly tenant_id: string;
  readonly team_id: string;
  readonly read_at: string;
}

/** Which cases a team is told of, and who is in it. */
export interface TeamTables {
  routes: RouteRow;
  people: PersonRow;
  team_members: TeamMemberRow;
  team_rosters: TeamRosterRow;
}

/** What these tables hold of people. */
export const teamTables: FactsOf<TeamTables> = {
  routes: {
    why: "Which cases go to which channel, and whom they mention there.",
    keep: "until a lead removes it",
    key: ["tenant_id", "id"],
    person: "pseudonym",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      id: "nothing",
      revision: "nothing",
      position: "nothing",
      conversation_id: "place",
      document: "document",
      updated_at: "nothing",
    },
  },
  people: {
    why: "Who was met in a team or chat, so that a route can mention them.",
    keep: "{people} days after they were met",
    key: ["tenant_id", "place", "user_id"],
    person: "goes",
    customer: "stays",
    columns: {
      tenant_id: "nothing",
      place: "place",
      user_id: "person",
      name: "name",
      leads: "nothing",
      at: "nothing",
    },
  },
  team_members: {
    why: "Who belongs to which team, so that colleagues may open its cases; Teams is asked again from time to time.",
    keep: "while the bot is in the team",
    key: ["tenant_id", "team_id", "user_id"],
    person: "goes",
    customer: "stays",
    columns: { tenant_id: "nothing", team_id: "nothing", user_id: "person" },
  },
  team_rosters: {
    why: "When the members of a team were read.",
    keep: "while the bot is in the team",
    key: ["tenant_id", "team_id"],
    person: "stays",
    customer: "stays",
    columns: { tenant_id: "nothing", team_id: "nothing", read_at: "nothing" },
  },
};
