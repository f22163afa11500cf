import { readChannelCommand } from "../intake/read-command";
import { planChannel } from "./channel-turns";
import { chooseRoute, mentionsFor, type Route } from "../escalation/route";
import { postNameOf } from "../escalation/plan-telling";
import type { NewDelivery } from "../escalation/delivery";
import { addNote, type Change } from "../records/change-record";
import { handOverCase, sendToTeam, takeCase } from "../records/own-case";
import { type CaseRecord, formatRecordNumber } from "../records/record";
import type { Notice } from "../views";
import { actOf } from "./intake-turns";
import { refusalOf } from "./may-do";
import { findOwnRecord, presentRecord, presentState } from "./present";
import { knownPeople } from "./known-people";
import { type Plan, type Scene, showing } from "./turn";

/** Sends a case to the channel its route leads to; once, however often it is asked for. */
export async function planSend(scene: Scene, number: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  const route = await findRoute(scene, record);
  const notice = await refuseSending(scene, record, route);
  if (notice !== undefined || route === null) return showing(await presentRecord(scene, record, notice));
  const change = sendToTeam(record, placeOf(route), actOf(scene));
  const sent: Notice = { key: "team_sent", values: { channel: route.channelName } };
  return planChange(scene, record, change, sent, postsFor(scene, route));
}

async function refuseSending(
  scene: Scene,
  record: CaseRecord,
  route: Route | null,
): Promise<Notice | undefined> {
  const refusal = await refusalOf(scene, record, "send");
  if (refusal !== undefined) return refusal;
  if (record.team !== undefined) return { key: "team_sent_already" };
  return route === null ? { key: "team_no_route" } : undefined;
}

/** The route a case takes now; null where nobody has set one up for it. */
export async function findRoute(
  { bench, turn }: Scene,
  record: Parameters<typeof chooseRoute>[1],
): Promise<Route | null> {
  return chooseRoute(await bench.store.listRoutes(turn.key.tenantId), record);
}

export function placeOf({ conversationId, id, channelName }: Route) {
  return { conversationId, routeId: id, name: channelName };
}

/** The card in the channel, and below it the word to those who are to be told there. */
export function postsFor(
  { turn }: Pick<Scene, "turn">,
  route: Route,
): (record: CaseRecord) => readonly NewDelivery[] {
  return (record) => {
    const { number } = record;
    const shared = {
      conversationId: route.conversationId,
      record: number,
      causedBy: turn.person.id,
      priority: "normal",
    } as const;
    const mention = mentionsFor(route, record);
    const post = postNameOf(number);
    return [
      { ...shared, key: `send:${number}`, kind: "post", post, body: { what: "record", record: number } },
      ...(mention.length === 0
        ? []
        : [
            {
              ...shared,
              key: `call:${number}`,
              kind: "reply" as const,
              thread: post,
              body: {
                what: "message" as const,
                notice: "team_call" as const,
                values: { number: formatRecordNumber(number) },
                mention,
              },
            },
          ]),
    ];
  };
}

/** Takes a case nobody has for who asks; whoever comes later is shown who has it. */
export async function planTake(scene: Scene, number: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  const refusal = await refusalOf(scene, record, "take");
  if (refusal !== undefined) return showing(await presentRecord(scene, record, refusal));
  return planChange(scene, record, takeCase(record, actOf(scene)), { key: "team_taken" });
}

/** Gives a case to somebody the tenant's teams know; anybody else is refused like a word that was never offered. */
export async function planHandOverCase(
  scene: Scene,
  record: CaseRecord,
  values: Readonly<Record<string, string>>,
): Promise<Change> {
  const people = await knownPeople(scene, record);
  const owner = people.find(({ id }) => id === values["newOwner"]);
  if (owner === undefined) return { kind: "refused", errors: { newOwner: "choose" } };
  return handOverCase(record, owner, actOf(scene));
}

/** Milliseconds within which the same words are the same message, delivered once more under another id. */
const sameMessage = 120_000;

/** Words to the bot in the thread of a case become a note; which case it is, the thread alone tells. */
export async function planThreadNote(scene: Scene, text: string): Promise<Plan> {
  const { turn, bench, audience } = scene;
  const { tenantId } = turn.key;
  const { conversationId, threadId } = turn.channel ?? { conversationId: "", threadId: null };
  const post = threadId === null ? null : await bench.store.findThread(tenantId, conversationId, threadId);
  const number = post?.record ?? null;
  const record = number === null ? null : await findOwnRecord(scene, number);
  if (record === null || readChannelCommand(text).kind !== "other") return planChannel(scene, text);
  const added: Notice = { key: "team_noted", values: { number: formatRecordNumber(record.number) } };
  const history = await bench.store.readHistory(tenantId, record.number);
  const isRepeated = history.some(
    ({ field, by, at, new: note }) =>
      field === "note" &&
      by.id === turn.person.id &&
      note === text.trim() &&
      Date.parse(audience.now) - Date.parse(at) < sameMessage,
  );
  if (isRepeated) return showing({ kind: "message", notice: added });
  const change = addNote(record, { note: text }, actOf(scene));
  if (change.kind === "refused") {
    const key = change.errors["note"] === "noteTooLong" ? "team_note_long" : "team_note_empty";
    return showing({ kind: "message", notice: { key } });
  }
  return {
    change: { updateRecord: change.record, history: change.history },
    show: () => ({ kind: "message", notice: added }),
  };
}

async function planChange(
  scene: Scene,
  record: CaseRecord,
  change: Change,
  notice: Notice,
  deliveries?: (record: CaseRecord) => readonly NewDelivery[],
): Promise<Plan> {
  if (change.kind === "refused")
    return showing(await presentRecord(scene, record, { key: "not_allowed_now" }));
  return {
    change: {
      updateRecord: change.record,
      history: change.history,
      ...(deliveries === undefined ? {} : { deliveries: deliveries(change.record) }),
    },
    show: (saved) => presentRecord(scene, saved ?? change.record, notice),
  };
}
