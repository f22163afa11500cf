import type { Conversation } from "../escalation/conversation";
import type { Delivery } from "../escalation/delivery";
import { patience } from "../escalation/judge-answer";
import { groupChatLink, newChatLink } from "../links/chat-link";
import { formatRecordNumber } from "../records/record";
import type { Audience } from "../views";
import { type CardKit, createScene, type Scene } from "./card-kit";
import { frameCard, inRows, openUrl } from "./card-model";
import { type AdaptiveCard, expandCard } from "./expand-card";
import { run, sayRuns, type TextRun } from "./text-runs";
import { cleanUserText, shownLength } from "./user-text";

/** A delivery that has not arrived, and the conversation it was for, if that is known. */
export interface LateFacts {
  readonly late: Delivery;
  readonly to: Conversation | null;
}

/** The card that tells a person what has not arrived, where it stands, and another way; with its summary. */
export function drawLateCard(
  kit: CardKit,
  facts: LateFacts,
  audience: Audience,
): { readonly card: AdaptiveCard; readonly summary: string } {
  const scene = createScene(kit, audience);
  const { say } = scene;
  const summary = say("late.heading", { subject: subjectOf(scene, facts) });
  const copy = copyOf(scene, facts);
  const paragraphs = [sayState(scene, facts), [run(say("late.other_way"))], [run(copy)]];
  const action = openUrl(say("late.open_chat"), linkOf(facts, copy), true);
  const card = expandCard("plain", {
    ...frameCard(scene, {
      heading: `! ${summary}`,
      summary,
      notice: undefined,
      actionRows: inRows([action]),
    }),
    paragraphs: paragraphs.map((runs) => ({ runs })),
  });
  return { card, summary };
}

function subjectOf({ say }: Scene, { late }: LateFacts): string {
  return late.record === null ? say("late.a_message") : formatRecordNumber(late.record);
}

function sayState(scene: Scene, facts: LateFacts): readonly TextRun[] {
  const { late, to } = facts;
  const values = { subject: subjectOf(scene, facts), where: placeOf(scene, to) };
  switch (late.state) {
    case "failed":
      return sayRuns(scene.say, "late.failed", values);
    case "unknown":
      return sayRuns(scene.say, "late.unknown", values);
    default:
      if (to?.state === "blocked") return sayRuns(scene.say, "late.blocked", values);
      return sayRuns(scene.say, "late.waiting", {
        ...values,
        hours: String(patience.longestAge / 3_600_000),
      });
  }
}

/** The name of a channel or chat is text of people. */
function placeOf({ say }: Scene, to: Conversation | null): string {
  const name = cleanUserText(to?.name ?? "", shownLength.name);
  return name === "" ? say(`late.place.${to?.kind ?? "group"}`) : name;
}

/** Words to paste elsewhere. */
function copyOf({ say }: Scene, { late }: LateFacts): string {
  if (late.record === null) return say("late.copy_message");
  return say("late.copy_case", { number: formatRecordNumber(late.record) });
}

function linkOf({ late, to }: LateFacts, copy: string): string {
  if (to?.kind === "group") return groupChatLink(to.conversationId);
  return newChatLink(late.tenantId, copy);
}
