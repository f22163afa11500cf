import type { z } from "zod";
import type { Conversation } from "../../escalation/conversation";
import { postNameOf } from "../../escalation/plan-telling";
import { newChatWith, postLink } from "../../links/chat-link";
import { languageOfLocale, textsOf } from "../../locales/texts";
import { type CaseRecord, formatRecordNumber } from "../../records/record";
import type { Store } from "../../storage/store";
import type { Call, Desk } from "./desk";
import type { CasePage } from "./wire-page";

type Page = z.infer<typeof CasePage>;

/** The newest messages about a case a page tells of. */
const shownDeliveries = 50;

/** What was and is to be sent about a case, and where. */
export async function describeDeliveries(
  store: Store,
  tenantId: string,
  { number }: CaseRecord,
): Promise<Page["deliveries"]> {
  const deliveries = await store.deliveriesOf(tenantId, number, shownDeliveries);
  const ids = [...new Set(deliveries.map(({ conversationId }) => conversationId))];
  const places = new Map(
    await Promise.all(ids.map(async (id) => [id, await store.findConversation(tenantId, id)] as const)),
  );
  return deliveries.map(({ key, body, kind, state, error, conversationId, ...times }) => ({
    key,
    what: body.what,
    kind,
    state,
    error,
    place: describePlace(places.get(conversationId) ?? null),
    createdAt: times.createdAt,
    sentAt: times.sentAt,
    attempts: times.attempts,
  }));
}

function describePlace(place: Conversation | null): Page["deliveries"][number]["place"] {
  return place === null ? null : { kind: place.kind, name: place.name ?? "" };
}

/** The chat with whoever asked and the card in the channel; the local chat is no place in Teams. */
export async function linkIntoTeams(
  { bench: { store }, isLocal }: Desk,
  { caller: { tenantId, person }, headers }: Call,
  { number, requester, team }: CaseRecord,
): Promise<Page["deepLinks"]> {
  if (isLocal) return { chat: null, post: null };
  const say = textsOf(languageOfLocale(headers["accept-language"]));
  const text = say("team.chat_text", { number: formatRecordNumber(number) });
  const posts = team === undefined ? [] : await store.postsOf(tenantId, number);
  const post = posts.find(
    ({ name, conversationId }) => name === postNameOf(number) && conversationId === team?.conversationId,
  );
  const chat = await store.personalConversation(tenantId, requester.id);
  return {
    chat: requester.id === person.id ? null : newChatWith(tenantId, chat?.address ?? null, text),
    post: post === undefined ? null : postLink(tenantId, post),
  };
}
