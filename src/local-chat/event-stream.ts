import type { ChatSnapshot, LocalConnector } from "./local-connector";
import { headersFor, type PageStream } from "./page-request";
import type { Change, Welcome, WireMessage } from "./page/wire";
import { isInTeam, listChannels } from "./team";

/** Often enough that no proxy or browser takes the silent stream for dead. */
const pingMilliseconds = 20_000;

/** Streams the chat to one page: all of it first, then what changed. */
export function createEventStream(connector: LocalConnector): PageStream {
  return {
    status: 200,
    headers: headersFor("text/event-stream; charset=utf-8"),
    start(write) {
      let told = connector.snapshot();
      const send = (event: string, data: Welcome | Change) => {
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      send("welcome", createWelcome(connector));
      const unsubscribe = connector.subscribe((next) => {
        send("change", { ...findChange(told, next), ...describePlace(connector) });
        told = next;
      });
      const ping = setInterval(() => {
        write(": ping\n\n");
      }, pingMilliseconds);
      ping.unref();
      return () => {
        clearInterval(ping);
        unsubscribe();
      };
    },
  };
}

/** Compares by identity, which is enough: a message that changes becomes a new object. */
function findChange(
  before: ChatSnapshot,
  after: ChatSnapshot,
): Pick<Change, "messages" | "removed" | "typing"> {
  const known = new Set<WireMessage>(before.state.messages);
  const remaining = new Set(after.state.messages.map(({ id }) => id));
  return {
    messages: after.state.messages.filter((message) => !known.has(message)),
    removed: before.state.messages.filter(({ id }) => !remaining.has(id)).map(({ id }) => id),
    typing: after.typing,
  };
}

/** The team as it is now. Its General channel is left out: it is the one place nobody works in. */
function describePlace(connector: LocalConnector): Pick<Change, "team" | "now"> {
  const { team, now } = connector;
  const { state } = connector.snapshot();
  const channels = listChannels(state, team)
    .filter(({ id }) => id !== team.id)
    .map(({ id, name, closed }) => ({ id, name, isDeleted: closed === "deleted" }));
  return {
    team: { name: team.name, isAdded: isInTeam(state, team), channels },
    now: now().toISOString(),
  };
}

function createWelcome(connector: LocalConnector): Welcome {
  const { people, bot } = connector;
  const { state, typing } = connector.snapshot();
  return {
    people: people.map(({ aadObjectId, id, name, role }) => ({ aadObjectId, id, name, role })),
    bot,
    personalChats: Object.fromEntries(
      people.map((person) => [person.aadObjectId, connector.personalChatOf(person)]),
    ),
    ...describePlace(connector),
    messages: state.messages,
    typing,
  };
}
