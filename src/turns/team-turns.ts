import { readChannelCommand } from "../intake/read-command";
import { planChannel } from "./channel-turns";
import { placeOf } from "../escalation/reroute";
import { chooseRoute, mentionsFor, type Route } from "../escalation/route";
import { postNameOf } from "../escalation/plan-telling";
import type { NewDelivery } from "../escalation/delivery";
import { addNote, type Change } from "../records/change-record";
import { sendToTeam, takeCase } from "../records/own-case";
import { type CaseRecord, formatRecordNumber } from "../records/record";
import type { Notice } from "../views";
import { type Decision, notNow } from "./decision";
import { actOf } from "./act-of";
import { refusalOf } from "./may-do";
import { carryOut, findOwnRecord, presentRecord, presentState } from "./present";
import { type Plan, type Scene, showing } from "./turn";

/** Sends a case to the channel its route leads to; once, however often it is asked for. */
export async function planSend(scene: Scene, number: number): Promise<Plan> {
  const record = await findOwnRecord(scene, number);
  if (record === null) return showing(await presentState(scene, { key: "record_unknown" }));
  return planDecision(scene, record, await decideSend(scene, record));
}

/** Finds the channel of a case and sends it there. */
export async function decideSend(scene: Scene, record: CaseRecord): Promise<Decision> {
  const route = await findRoute(scene, record);
  const notice = await refuseSending(scene, record, route);
  if (notice !== undefined || route === null)
    return { kind: "denied", notice: notice ?? { key: "team_no_route" } };
  const sent: Notice = { key: "team_sent", values: { channel: route.channelName } };
  return decided(sendToTeam(record, placeOf(route), actOf(scene)), sent, postsFor(scene, route));
}

/** Why the case cannot be sent to a team now; undefined where it can. */
export async function refuseSending(
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
  const { tenantId } = turn.key;
  let routes = await bench.store.listRoutes(tenantId);
  for (;;) {
    const route = chooseRoute(routes, record);
    if (route === null) return null;
    const { conversationId } = route;
    const place = await bench.store.findConversation(tenantId, conversationId);
    if (place?.state !== "removed") return route;
    // Nobody reads there: the case takes the next one that fits.
    routes = routes.filter((one) => one.conversationId !== conversationId);
  }
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
  return planDecision(scene, record, await decideTake(scene, record));
}

/** Makes who asks the owner of a case nobody has. */
export async function decideTake(scene: Scene, record: CaseRecord): Promise<Decision> {
  const refusal = await refusalOf(scene, record, "take");
  if (refusal !== undefined) return { kind: "denied", notice: refusal };
  return decided(takeCase(record, actOf(scene)), { key: "team_taken" });
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

function decided(
  change: Change,
  notice: Notice,
  deliveries?: (record: CaseRecord) => readonly NewDelivery[],
): Decision {
  if (change.kind === "refused") return notNow;
  const { record: updateRecord, history } = change;
  const more = deliveries === undefined ? {} : { deliveries: deliveries(updateRecord) };
  return { kind: "changed", change: { updateRecord, history, ...more }, notice };
}

async function planDecision(scene: Scene, record: CaseRecord, decision: Decision): Promise<Plan> {
  if (decision.kind === "changed") return carryOut(scene, decision);
  const notice = decision.kind === "denied" ? decision.notice : notNow.notice;
  return showing(await presentRecord(scene, record, notice));
}
