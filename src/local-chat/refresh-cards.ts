import { z } from "zod";
import type { ChatMessage } from "./chat-state";
import type { Outcome } from "./deed-outcome";
import type { RefreshRequest } from "./deed-requests";
import type { Person } from "./participants";
import { execute, type DeedContext } from "./person-deeds";

const Refreshing = z.object({
  refresh: z.object({
    action: z.object({ verb: z.string().optional(), id: z.string().optional(), data: z.unknown() }),
    userIds: z.array(z.string()).optional(),
  }),
});

/** How many of the newest cards a client refreshes when a chat is opened. */
const refreshedCards = 5;

/** Asks the bot for this person's own view of the newest cards that offer one. */
export function refreshCards(context: DeedContext, request: RefreshRequest): Promise<readonly Outcome[]> {
  const { person, conversationId, messageId, locale, timezone } = request;
  const clicks = context.store
    .read()
    .messages.filter((message) => message.conversationId === conversationId)
    .filter((message) => messageId === undefined || message.id === messageId)
    .flatMap((message) => {
      const action = findRefresh(message, person);
      return action === undefined ? [] : [{ messageId: message.id, action }];
    })
    .slice(-refreshedCards);
  return Promise.all(
    clicks.map((click) =>
      execute(context, { ...click, person, conversationId, locale, timezone, trigger: "automatic" }),
    ),
  );
}

function findRefresh({ cards, views }: ChatMessage, person: Person) {
  const parsed = Refreshing.safeParse(views[person.aadObjectId] ?? cards[0]);
  if (!parsed.success) {
    return undefined;
  }
  // Without the list Teams refreshes for everybody in a small chat; an empty one means "only by hand".
  const { action, userIds = [person.id] } = parsed.data.refresh;
  return userIds.includes(person.id) ? action : undefined;
}
