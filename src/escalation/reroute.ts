import { moveToTeam, type TeamPlace } from "../records/own-case";
import type { Act } from "../records/change-record";
import { type CaseRecord, formatRecordNumber, type HistoryEntry } from "../records/record";
import type { Post } from "./conversation";
import type { NewDelivery } from "./delivery";
import { postNameOf } from "./plan-telling";
import { mentionsFor, type Route } from "./route";

/** A case whose route ends, as it is found when the change is saved. */
export interface EndingCase {
  readonly record: CaseRecord;
  /** What was posted about it, wherever. */
  readonly posts: readonly Post[];
  /** Its card is still to be sent, and goes along with everything that waits behind it. */
  readonly isWaiting: boolean;
}

/** The case with its new team, and what has to be sent beside what waits. */
export interface MovedCase {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
  readonly deliveries: readonly NewDelivery[];
}

/** Routes that end, and what becomes of the cases that went by them; all in the transaction that ends them. */
export interface Reroute {
  readonly from: readonly Route[];
  readonly to: TeamPlace;
  /** Null leaves the case where it is. */
  readonly move: (ending: EndingCase, from: Route) => MovedCase | null;
  /** Messages about those that were moved, by number. */
  readonly tell: (moved: readonly number[]) => readonly NewDelivery[];
}

/** From which route to which the cases go, and who does it. */
export interface MoveWish {
  readonly from: Route;
  readonly to: Route;
  /** Nothing can be written to the old channel any more. */
  readonly isGone: boolean;
  readonly act: Act;
}

/**
 * Gives a case to the team of another route. Where its card stands in a channel that is still there, it stays: that
 * card is true and people work on it.
 */
export function moveCase(
  { record, posts, isWaiting }: EndingCase,
  { from, to, isGone, act }: MoveWish,
): MovedCase | null {
  if (from.conversationId === to.conversationId || (!isWaiting && !isGone)) return null;
  const change = moveToTeam(record, placeOf(to), from.channelName, act);
  if (change.kind === "refused") return null;
  const { record: after, history } = change;
  return {
    record: after,
    history,
    deliveries: [
      ...(isWaiting ? [] : postAgain(after, to)),
      ...editOthers(after, posts, [from.conversationId, to.conversationId]),
    ],
  };
}

/** Where a route leads, as a case remembers it. */
export function placeOf({ conversationId, id, channelName }: Route): TeamPlace {
  return { conversationId, routeId: id, name: channelName };
}

function postAgain(record: CaseRecord, to: Route): readonly NewDelivery[] {
  const { number, revision, requester } = record;
  const mention = mentionsFor(to, record);
  const common = {
    conversationId: to.conversationId,
    record: number,
    causedBy: requester.id,
    priority: "normal",
  } as const;
  const post = postNameOf(number);
  const words = {
    what: "message",
    notice: "team_call",
    values: { number: formatRecordNumber(number) },
  } as const;
  return [
    {
      ...common,
      key: `send:${number}:${revision}`,
      kind: "post",
      post,
      body: { what: "record", record: number },
    },
    ...(mention.length === 0
      ? []
      : [
          {
            ...common,
            key: `call:${number}:${revision}`,
            kind: "reply" as const,
            thread: post,
            body: { ...words, mention },
          },
        ]),
  ];
}

function editOthers(
  { number, revision }: CaseRecord,
  posts: readonly Post[],
  without: readonly string[],
): readonly NewDelivery[] {
  const name = postNameOf(number);
  return posts
    .filter((post) => post.name === name && !without.includes(post.conversationId))
    .map(({ conversationId }) => ({
      key: `edit:${number}:${revision}:${conversationId}`,
      conversationId,
      kind: "update",
      post: name,
      body: { what: "record", record: number },
      record: number,
      causedBy: null,
      priority: "normal",
    }));
}
