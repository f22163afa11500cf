import type { Route } from "../../src/escalation/route";
import type { Outcome } from "../../src/local-chat/deed-outcome";
import type { Person } from "../../src/local-chat/participants";
import { localTenantId } from "../../src/local-chat/people";
import { type CardAction, actionsOf, inputsOf, wordsOf } from "./card-reader";
import type { TestApp } from "./test-app";

/** The channel of the local chat that cases are sent to. */
export const desk = "19:local-escalations@thread.tacv2";

/** A route that takes everything to the desk. */
export function deskRoute(changes: Partial<Route> = {}): Route {
  return {
    schema: 1,
    id: "desk",
    revision: 1,
    position: 0,
    conversationId: desk,
    channelName: "Escalations",
    match: { families: [], severities: [], outcomes: [], customers: [] },
    isCatchAll: true,
    sendsAtOnce: false,
    mentions: [],
    language: "en",
    updatedAt: "2026-11-20T09:00:00.000Z",
    ...changes,
  };
}

/** Opens the channel, tells the bot of it, and keeps the route. */
export async function openDesk(
  { app, connector }: TestApp,
  person: Person,
  changes: Partial<Route> = {},
): Promise<void> {
  const { conversationId } = deskRoute(changes);
  await connector.openChannel({ person, conversationId });
  const saved = await app.store.saveTurn({
    key: {
      tenantId: localTenantId,
      userId: person.aadObjectId,
      conversationId,
      activityId: `route-${changes.id ?? "desk"}`,
    },
    at: "2026-11-20T09:00:00.000Z",
    routes: { save: [deskRoute(changes)] },
  });
  if (saved.kind !== "saved") throw new Error("the route was not kept");
}

/** Words as they are read, whatever runs they are made of. */
export function flat(words: string): string {
  return words.replace(/\s+/g, " ");
}

/** What a person sees and does in the channel. */
export function atDesk(product: TestApp, person: Person, conversationId = desk) {
  const { connector } = product;
  const where = { person, conversationId, locale: "en-US", timezone: "Asia/Taipei" };
  const posts = () =>
    connector
      .snapshot()
      .state.messages.filter((m) => m.conversationId === conversationId && m.author.kind === "bot");
  // The bot's welcome to the team is a card as well.
  const cards = () => posts().filter((m) => JSON.stringify(m.cards).includes("PS-"));
  const seen = (index = -1) => {
    const message = cards().at(index);
    if (message === undefined) throw new Error("there is no card in the channel");
    return { id: message.id, card: message.views[person.aadObjectId] ?? message.cards[0] };
  };
  const execute = (
    messageId: string,
    action: Pick<CardAction, "verb"> & { readonly data: unknown },
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> => connector.execute({ ...where, messageId, action, inputs });
  return {
    posts,
    cards,
    /** The words of the card as this person sees it. */
    words: (): string => flat(wordsOf(seen().card)),
    inputs: () => inputsOf(seen().card),
    actions: (): readonly CardAction[] => actionsOf(seen().card),
    /** Presses the first button with the verb; with a title where there are several. */
    click(verb: string, inputs: Readonly<Record<string, string>> = {}, title = ""): Promise<Outcome> {
      const { id, card } = seen();
      const all = actionsOf(card);
      const action = all.find((one) => one.verb === verb && one.title.includes(title));
      if (action === undefined)
        throw new Error(
          `no ${verb} ${title}; there are ${all.map((one) => `${one.verb} ${one.title}`).join(", ")}`,
        );
      return execute(id, action, inputs);
    },
    /** Sends a click nobody was offered. */
    forge: (verb: string, data: unknown) => execute(seen().id, { verb, data }),
    /** Answers in the thread of the case's card. */
    say: (text: string) =>
      connector.sendText({ ...where, text: `<at>${connector.bot.name}</at> ${text}`, threadId: seen(0).id }),
  };
}
