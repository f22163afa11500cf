import { drawLateCard } from "../cards/late-card";
import type { CardKit } from "../cards/card-kit";
import { sayNoted, sayTold } from "../cards/told-words";
import type { HoursOf } from "../escalation/case-hours";
import type { Conversation } from "../escalation/conversation";
import type { DeliveryBody } from "../escalation/delivery";
import type { Route } from "../escalation/route";
import type { ClaimedDelivery } from "../escalation/delivery-store";
import type { Profile } from "../intake/profile";
import { languageOfLocale } from "../locales/texts";
import type { Store } from "../storage/store";
import type { CaseRecord } from "../records/record";
import type { Audience, View } from "../views";
import { readPeriod } from "../reports/period";
import { countReport } from "../turns/read-report";
import { drawReminder } from "./draw-reminder";
import { mentionPeople } from "./mentions";
import type { Renderers } from "./replies";

/** What drawing needs; a delivery is drawn of the case as it is when it is sent. */
export interface DrawTools {
  readonly store: Store;
  readonly renderers: Renderers;
  readonly kit: CardKit;
  readonly hoursOf: HoursOf;
  readonly defaultTimeZone: string;
  readonly now: () => Date;
}

/** Draws a delivery for whoever reads it, as things stand now; null when there is nothing to say any more. */
export type DrawDelivery = (delivery: ClaimedDelivery, conversation: Conversation) => Promise<object | null>;

/** Draws for whoever reads there: in the language of the route, the person or the client, and in their time zone. */
export function createDrawDelivery(tools: DrawTools): DrawDelivery {
  return async ({ tenantId, body, kind }, conversation) => {
    const [profile, route] = await Promise.all([
      readProfile(tools, conversation),
      findRouteTo(tools, conversation),
    ]);
    const audience: Audience = {
      language: route?.language ?? profile?.uiLanguage ?? languageOfLocale(conversation.locale ?? undefined),
      timeZone: conversation.timeZone ?? route?.zone ?? tools.defaultTimeZone,
      now: tools.now().toISOString(),
    };
    switch (body.what) {
      case "record":
        return drawRecord(tools, { tenantId, number: body.record, profile, audience, conversation });
      case "noted":
      case "told":
        return drawTold(tools, { tenantId, body, audience });
      case "message":
        return { type: "message", ...drawMessage(tools, body, audience) };
      case "reminder":
        return drawReminder(tools, { tenantId, body, audience, isBelowCard: kind === "reply" });
      case "team_welcome":
        return drawTeamWelcome(tools, body, audience);
      case "digest":
        return route?.digest === undefined
          ? null
          : drawDigest(tools, { tenantId, body, audience, conversation });
      case "event":
        // It goes to a program, which is told in its own words.
        return null;
      case "late":
        return drawLate(tools, { tenantId, key: body.delivery, audience });
    }
  };
}

/** What says how a channel is written to; where there is none, nobody's language is known. */
async function findRouteTo(
  { store }: DrawTools,
  { kind, tenantId, conversationId }: Conversation,
): Promise<Route | undefined> {
  if (kind !== "channel") return undefined;
  const routes = await store.listRoutes(tenantId);
  const here = routes.filter((route) => route.conversationId === conversationId);
  const wanted = here.find(({ digest }) => digest !== undefined);
  const [first] = here;
  return first === undefined || wanted === undefined ? first : { ...first, digest: wanted.digest };
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
  readonly conversation: Conversation;
}

/** A channel has the team's card; in a personal chat the card asks for its person's own view when it is opened. */
async function drawRecord(
  { store, renderers }: DrawTools,
  { tenantId, number, profile, audience, conversation }: RecordWish,
): Promise<object> {
  const record = await findRecord(store, tenantId, number);
  const [history, files] = await Promise.all([
    store.readHistory(tenantId, number),
    store.listFiles(tenantId, number),
  ]);
  const view: View =
    conversation.kind === "channel"
      ? { kind: "team_case", record, history }
      : { kind: "verdict", record, history, files, profile };
  const card = renderers.card(view, audience);
  const summary = renderers.summary(view, audience);
  if (view.kind === "team_case") return cardActivity(card, summary);
  const action = {
    type: "Action.Execute",
    title: summary.slice(0, 40),
    verb: "record/show",
    data: { record: number },
  };
  return cardActivity({ ...card, refresh: { action } }, summary);
}

interface ToldWish {
  readonly tenantId: string;
  readonly body: Extract<DeliveryBody, { what: "told" | "noted" }>;
  readonly audience: Audience;
}

async function drawTold({ store, kit }: DrawTools, { tenantId, body, audience }: ToldWish): Promise<object> {
  const record = await findRecord(store, tenantId, body.record);
  const history = await store.readHistory(tenantId, body.record);
  const lines = history.filter(({ revision }) => revision === body.revision);
  const text =
    body.what === "noted"
      ? sayNoted(kit, { record, lines }, audience)
      : sayTold(kit, { record, lines, isOneOfMany: body.isOneOfMany }, audience);
  return { type: "message", textFormat: "plain", text, summary: text.split("\n")[0] ?? "" };
}

async function findRecord(store: Store, tenantId: string, number: number): Promise<CaseRecord> {
  const record = await store.findRecord(tenantId, number);
  if (record === null) throw new Error("the record of a delivery does not exist");
  return record;
}

function drawMessage(
  { renderers }: DrawTools,
  { notice: key, values, mention = [] }: Extract<DeliveryBody, { what: "message" }>,
  audience: Audience,
): object {
  const notice = values === undefined ? { key } : { key, values };
  return mentionPeople(renderers.text({ kind: "message", notice }, audience), mention);
}

function drawTeamWelcome(
  { renderers }: DrawTools,
  { by, language }: Extract<DeliveryBody, { what: "team_welcome" }>,
  audience: Audience,
): object {
  const view = { kind: "team_welcome", by } as const;
  const shown = { ...audience, language };
  return cardActivity(renderers.card(view, shown), renderers.summary(view, shown));
}

interface DigestWish {
  readonly tenantId: string;
  readonly body: Extract<DeliveryBody, { what: "digest" }>;
  readonly audience: Audience;
  readonly conversation: Conversation;
}

/** Of the cases of the channel alone: everybody there may read it. */
async function drawDigest(
  { store, renderers }: DrawTools,
  { tenantId, body: { from, to, zone }, audience, conversation }: DigestWish,
): Promise<object> {
  const { now } = audience;
  const period = readPeriod({ from, to }, now, zone);
  if ("wrong" in period) throw new Error("the week of a report does not exist");
  const scope = { kind: "tenant" } as const;
  const filter = { team: conversation.conversationId };
  const read = await countReport(store, { tenantId, scope, filter, now }, period);
  const view = { kind: "report", read, weeks: 1, isDigest: true } as const;
  return cardActivity(renderers.card(view, audience), renderers.summary(view, audience));
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
