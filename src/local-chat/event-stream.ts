import type { ChatSnapshot, LocalConnector } from "./connector-types";
import { headersFor, type PageStream } from "./page-request";
import type { Change, Welcome, WireMessage } from "./page/wire";

/** Often enough that no proxy or browser takes the silent stream for dead. */
const pingMilliseconds = 20_000;

/** Streams the chat to one page: all of it first, then what changed. */
export function createEventStream(connector: LocalConnector, channelId: string): PageStream {
  return {
    status: 200,
    headers: headersFor("text/event-stream; charset=utf-8"),
    start(write) {
      let told = connector.snapshot();
      const send = (event: string, data: Welcome | Change) => {
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      send("welcome", createWelcome(connector, channelId));
      const unsubscribe = connector.subscribe((next) => {
        send("change", findChange(told, next));
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
export function findChange(before: ChatSnapshot, after: ChatSnapshot): Change {
  const known = new Set<WireMessage>(before.state.messages);
  const remaining = new Set(after.state.messages.map(({ id }) => id));
  return {
    messages: after.state.messages.filter((message) => !known.has(message)),
    removed: before.state.messages.filter(({ id }) => !remaining.has(id)).map(({ id }) => id),
    typing: after.typing,
  };
}

function createWelcome(connector: LocalConnector, channelId: string): Welcome {
  const { people, bot, team } = connector;
  const { state, typing } = connector.snapshot();
  const channelName = team.channels.find(({ id }) => id === channelId)?.name ?? "";
  return {
    people: people.map(({ aadObjectId, id, name, role }) => ({ aadObjectId, id, name, role })),
    bot,
    personalChats: Object.fromEntries(
      people.map((person) => [person.aadObjectId, connector.personalChatOf(person)]),
    ),
    channel: { id: channelId, name: channelName, teamName: team.name },
    messages: state.messages,
    typing,
  };
}
