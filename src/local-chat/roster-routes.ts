import type { Conversation } from "./chat-state";
import { notInRoster, refuse, servePlace, type Call, type Route, type RouteContext } from "./route";
import { listChannels } from "./team";
import type { Person } from "./participants";
import type { ConnectorAnswer } from "./connector-call";

/** Who is in a conversation, and what the team is. */
export function createRosterRoutes(context: RouteContext): readonly Route[] {
  const serve = (answer: (conversation: Conversation, call: Call) => ConnectorAnswer) => (call: Call) =>
    servePlace(context, call.params[0] ?? "", ({ conversation }) => answer(conversation, call));
  const accounts = (conversation: Conversation) =>
    listMembers(context, conversation).map(toAccount(context.tenantId));
  return [
    {
      method: "GET",
      path: "v3/conversations/:/members",
      serve: serve((conversation) => ({ status: 200, body: accounts(conversation) })),
    },
    {
      method: "GET",
      path: "v3/conversations/:/pagedmembers",
      serve: serve((conversation, { query }) => ({
        status: 200,
        body: cutPage(accounts(conversation), query),
      })),
    },
    {
      method: "GET",
      path: "v3/conversations/:/members/:",
      serve: serve((conversation, { params: [, wanted] }) => {
        const found = accounts(conversation).find(
          ({ id, aadObjectId }) => id === wanted || aadObjectId === wanted,
        );
        return found === undefined
          ? refuse(404, "MemberNotFoundInConversation", "Member not found in the conversation.")
          : { status: 200, body: found };
      }),
    },
    ...createTeamRoutes(context),
  ];
}

function createTeamRoutes({ team, store, people, tenantId }: RouteContext): readonly Route[] {
  const unknown = refuse(404, "TeamNotFound", "Team not found.");
  const { id, aadGroupId, name } = team;
  const serve =
    (answer: (channels: readonly Conversation[]) => object) =>
    ({ params }: Call): ConnectorAnswer => {
      const channels = listChannels(store.read(), team).filter(({ closed }) => closed !== "deleted");
      if (params[0] !== id) return unknown;
      return channels.some(({ closed }) => closed === "left")
        ? notInRoster
        : { status: 200, body: answer(channels) };
    };
  const details = { id, aadGroupId, name, type: "standard", tenantId, memberCount: people.length };
  return [
    {
      method: "GET",
      path: "v3/teams/:",
      serve: serve(({ length: channelCount }) => ({ ...details, channelCount })),
    },
    {
      method: "GET",
      path: "v3/teams/:/conversations",
      // Teams gives the General channel the team's id and no name.
      serve: serve((channels) => ({
        conversations: channels.map((one) => (one.id === id ? { id } : { id: one.id, name: one.name })),
      })),
    },
  ];
}

function listMembers({ people }: RouteContext, { personId }: Conversation): readonly Person[] {
  return personId === undefined ? people : people.filter(({ aadObjectId }) => aadObjectId === personId);
}

function toAccount(tenantId: string) {
  return ({ id, aadObjectId, name, email }: Person) => {
    const [givenName = name, ...rest] = name.split(" ");
    const address = email ?? `${givenName.toLowerCase()}@partner.example`;
    return {
      id,
      name,
      aadObjectId,
      objectId: aadObjectId,
      givenName,
      surname: rest.join(" "),
      email: address,
      userPrincipalName: address,
      tenantId,
      userRole: "user",
    };
  };
}

function cutPage<Account>(accounts: readonly Account[], query: Call["query"]) {
  const size = Math.max(1, Number(query["pageSize"]) || accounts.length);
  const start = Number(query["continuationToken"]) || 0;
  const next = start + size;
  const members = accounts.slice(start, next);
  return next < accounts.length ? { members, continuationToken: String(next) } : { members };
}
