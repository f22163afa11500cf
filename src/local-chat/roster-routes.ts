import type { Conversation } from "./chat-state";
import { conversationNotFound, findPlace, refuse, type Call, type Route, type RouteContext } from "./route";
import type { ConnectorAnswer, Person } from "./connector-types";

/** Who is in a conversation, and what the team is. */
export function createRosterRoutes(context: RouteContext): readonly Route[] {
  const serve = (answer: (conversation: Conversation, call: Call) => ConnectorAnswer) => (call: Call) => {
    const place = findPlace(context, call.params[0] ?? "");
    return place === undefined ? conversationNotFound : answer(place.conversation, call);
  };
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

function createTeamRoutes({ team, people, tenantId }: RouteContext): readonly Route[] {
  const unknown = refuse(404, "TeamNotFound", "Team not found.");
  const { id, aadGroupId, name, channels } = team;
  const details = { id, aadGroupId, name, type: "standard", tenantId, channelCount: channels.length };
  // Teams gives the General channel the team's id and no name.
  const list = channels.map((channel) => (channel.id === id ? { id } : channel));
  return [
    {
      method: "GET",
      path: "v3/teams/:",
      serve: ({ params }) =>
        params[0] === id ? { status: 200, body: { ...details, memberCount: people.length } } : unknown,
    },
    {
      method: "GET",
      path: "v3/teams/:/conversations",
      serve: ({ params }) => (params[0] === id ? { status: 200, body: { conversations: list } } : unknown),
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
