import { drawLateCard } from "../cards/late-card";
import type { CardKit } from "../cards/card-kit";
import type { Conversation } from "../escalation/conversation";
import type { DeliveryBody } from "../escalation/delivery";
import type { ClaimedDelivery } from "../escalation/delivery-store";
import type { Profile } from "../intake/profile";
import { languageOfLocale } from "../locales/texts";
import type { Store } from "../storage/store";
import type { Audience } from "../views";
import { mentionPeople } from "./mentions";
import type { Renderers } from "./replies";

export interface DrawTools {
  readonly store: Store;
  readonly renderers: Renderers;
  readonly kit: CardKit;
  readonly defaultTimeZone: string;
  readonly now: () => Date;
}

/** Draws a delivery for whoever reads it, as things stand now; null when there is nothing to say any more. */
export type DrawDelivery = (delivery: ClaimedDelivery, conversation: Conversation) => Promise<object | null>;

export function createDrawDelivery(tools: DrawTools): DrawDelivery {
  return async ({ tenantId, body }, conversation) => {
    const profile = await readProfile(tools, conversation);
    const audience: Audience = {
      language: profile?.uiLanguage ?? languageOfLocale(conversation.locale ?? undefined),
      timeZone: conversation.timeZone ?? tools.defaultTimeZone,
      now: tools.now().toISOString(),
    };
    switch (body.what) {
      case "record":
        return drawRecord(tools, { tenantId, number: body.record, profile, audience });
      case "message":
        return { type: "message", ...drawMessage(tools, body, audience) };
      case "late":
        return drawLate(tools, { tenantId, key: body.delivery, audience });
    }
  };
}

/** In a personal chat its person's, elsewhere nobody's. */
async function readProfile(
  { store }: DrawTools,
  { tenantId, userId, conversationId }: Conversation,
): Promise<Profile | null> {
  if (userId === null) return null;
  return (await store.loadTurn({ tenantId, userId, conversationId, activityId: "" })).profile;
}

interface RecordWish {
  readonly tenantId: string;
  readonly number: number;
  readonly profile: Profile | null;
  readonly audience: Audience;
}

async function drawRecord(
  { store, renderers }: DrawTools,
  { tenantId, number, profile, audience }: RecordWish,
): Promise<object> {
  const record = await store.findRecord(tenantId, number);
  if (record === null) throw new Error("the record of a delivery does not exist");
  const history = await store.readHistory(tenantId, number);
  const view = { kind: "verdict", record, history, profile } as const;
  return cardActivity(renderers.card(view, audience), renderers.summary(view, audience));
}

function drawMessage(
  { renderers }: DrawTools,
  { notice: key, values, mention = [] }: Extract<DeliveryBody, { what: "message" }>,
  audience: Audience,
): object {
  const notice = values === undefined ? { key } : { key, values };
  return mentionPeople(renderers.text({ kind: "message", notice }, audience), mention);
}

interface LateWish {
  readonly tenantId: string;
  readonly key: string;
  readonly audience: Audience;
}

/** What arrived after all needs no word. */
async function drawLate(
  { store, kit }: DrawTools,
  { tenantId, key, audience }: LateWish,
): Promise<object | null> {
  const late = await store.findDelivery(tenantId, key);
  if (late === null || late.state === "sent") return null;
  const to = await store.findConversation(tenantId, late.conversationId);
  const { card, summary } = drawLateCard(kit, { late, to }, audience);
  return cardActivity(card, summary);
}

function cardActivity(card: object, summary: string): object {
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", content: card };
  return { type: "message", attachments: [attachment], summary };
}
