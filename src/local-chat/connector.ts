import type { Conversation } from "./chat-state";
import { createChatStore } from "./chat-store";
import { createConnectorRoutes } from "./connector-routes";
import type { Outcome } from "./deed-outcome";
import type { OpenRequest } from "./deed-requests";
import type { LocalConnector, LocalConnectorOptions } from "./local-connector";
import type { Person } from "./participants";
import { createDeliveries } from "./deliveries";
import { startCommand, submitDialog } from "./dialog-deeds";
import { lookUpChoices, queryCases, shareCard, unfurlLink } from "./extension-deeds";
import { createFileShelf } from "./file-shelf";
import { createFaultyHandler } from "./faulty-handler";
import { answerOffer, execute, install, sendText, submit, type DeedContext } from "./person-deeds";
import { refreshCards } from "./refresh-cards";
import { addChannels, createChannel, defaultTeam } from "./team";
import { addToTeam, deleteChannel, removeFromTeam, renameChannel, restoreChannel } from "./team-deeds";

/** Stands in for Teams: the service the bot calls, and the people who write to it. */
export function createLocalConnector(options: LocalConnectorOptions): LocalConnector {
  const { people, bot, team = defaultTeam, serviceUrl } = options;
  const store = createChatStore(options);
  const deliveries = createDeliveries(options);
  const shelf = createFileShelf(options.newId);
  const context: DeedContext = {
    ...options,
    shelf,
    team,
    store,
    deliveries,
    personalChatOf,
    serviceUrl: () => (typeof serviceUrl === "string" ? serviceUrl : serviceUrl()),
  };
  store.change((state) => addChannels(state, team));
  const { calls, counter, setFaults, handle } = createFaultyHandler(options, createConnectorRoutes(context));
  const open = createOpener(context);

  return {
    people,
    bot,
    team,
    shelf,
    calls,
    counter,
    setFaults,
    now: options.now,
    deliveries: deliveries.sent,
    handle,
    personalChatOf,
    openPersonalChat: (request) => open(request, createPersonalChat(request.person)),
    openChannel: (request) => open(request, createChannel(team, request.conversationId)),
    addToTeam: (request) => addToTeam(context, request),
    removeFromTeam: (request) => removeFromTeam(context, request),
    renameChannel: (request) => renameChannel(context, request),
    deleteChannel: (request) => deleteChannel(context, request),
    restoreChannel: (request) => restoreChannel(context, request),
    sendText: (request) => {
      // Words without a link wait for nobody.
      const cards = unfurlLink(context, request);
      return cards === null
        ? sendText(context, request)
        : cards.then((found) => sendText(context, request, found));
    },
    execute: (request) => execute(context, request),
    submit: (request) => submit(context, request),
    startCommand: (request) => startCommand(context, request),
    submitDialog: (request) => submitDialog(context, request),
    queryCases: (request) => queryCases(context, request),
    lookUpChoices: (request) => lookUpChoices(context, request),
    shareCard: (request) => shareCard(context, request),
    consent: (request) => answerOffer(context, request),
    refreshCards: (request) => refreshCards(context, request),
    redeliver: (activityId, how) => deliveries.redeliver(activityId, how),
    snapshot: () => store.snapshot(),
    subscribe: (listener) => store.subscribe(listener),
  };
}

/** The same after a restart, so that what the bot remembers about the chat stays true. */
function personalChatOf({ aadObjectId }: Person): string {
  return `a:local-${aadObjectId}`;
}

function createPersonalChat(person: Person): Conversation {
  const { aadObjectId: personId, name } = person;
  return { id: personalChatOf(person), kind: "personal", name, personId, installed: false };
}

/** Opens a chat; two pages that open the same one at the same time install the bot once. */
function createOpener(context: DeedContext) {
  const installing = new Map<string, Promise<Outcome>>();
  return async (request: OpenRequest, fresh: Conversation): Promise<Outcome> => {
    const conversation = context.store.read().conversations.find(({ id }) => id === fresh.id) ?? fresh;
    const isFirst = !conversation.installed;
    const running = installing.get(conversation.id) ?? install(context, request, conversation);
    installing.set(conversation.id, running);
    const outcome = await running.finally(() => installing.delete(conversation.id));
    if (!isFirst) {
      await refreshCards(context, { ...request, conversationId: conversation.id });
    }
    return outcome;
  };
}
