import type { Click } from "./card-clicks.js";
import type { ChannelDeed } from "./channel-bar.js";
import type { Draft } from "./composer.js";
import { describeOutcome, type Notice } from "./outcome-text.js";
import { act, upload } from "./server.js";
import type { PaneKind, Standing } from "./standing.js";
import type { Deed, WireMessage, WireOutcome } from "./wire.js";

interface PaneDeedsOptions {
  readonly standing: Standing;
  /** Says in a pane what became of a deed; undefined where nothing has to be said. */
  readonly tell: (kind: PaneKind, notice: Notice | undefined) => void;
}

/** What a person does in a pane; each tells there what became of it. */
export function createPaneDeeds({ standing, tell }: PaneDeedsOptions) {
  const begun = { chat: 0, channel: 0 };

  async function perform(kind: PaneKind, deed: Deed): Promise<WireOutcome> {
    begun[kind] += 1;
    const mine = begun[kind];
    const outcome = await act(deed);
    const notice = describeOutcome(outcome, standing.language().texts);
    // What went well and is answered late takes nothing from what was said of a later deed.
    if (notice !== undefined || mine === begun[kind]) {
      tell(kind, notice);
    }
    return outcome;
  }

  /** Answers whether the message was taken; with files, all of it or nothing is sent. */
  async function say(kind: PaneKind, { text, files: attached, threadId }: Draft): Promise<boolean> {
    const { texts } = standing.language();
    const there = standing.acting(standing.conversationOf(kind));
    const files = await upload(attached);
    if (files === undefined) {
      tell(kind, { text: texts.notUploaded, tone: "error" });
      return false;
    }
    const model = standing.model();
    const isHeard = kind === "chat" || model?.team.isAdded === true;
    const mention = `<at>${model?.bot.name ?? ""}</at>`;
    const said = kind === "chat" ? text : text.replaceAll(standing.mention(), mention);
    const outcome = await perform(kind, { ...there, kind: "text", text: said, files, threadId });
    if (outcome.kind === "unheard" && !isHeard) {
      tell(kind, { text: texts.notInTeam, tone: "info" });
    }
    return outcome.kind === "delivered" || outcome.kind === "unheard";
  }

  async function press(kind: PaneKind, message: WireMessage, click: Click): Promise<void> {
    const { id: messageId, conversationId } = message;
    const there = standing.acting(conversationId);
    const outcome = await perform(kind, { ...there, ...click, messageId, inputs: {} });
    if (click.kind === "submit" && outcome.kind === "delivered" && !hidesFeedback(click.action.data)) {
      tell(kind, { text: standing.language().texts.sent, tone: "info" });
    }
  }

  async function consent(kind: PaneKind, message: WireMessage, accepted: boolean): Promise<void> {
    const { id: messageId, conversationId } = message;
    await perform(kind, { ...standing.acting(conversationId), kind: "consent", messageId, accepted });
  }

  /** Tells the bot who has come to look; in a channel only the cards are refreshed. */
  async function open(kind: PaneKind): Promise<void> {
    const outcome = await act({ ...standing.acting(standing.conversationOf(kind)), kind: "open" });
    const notice = describeOutcome(outcome, standing.language().texts);
    if (notice !== undefined) {
      tell(kind, notice);
    }
  }

  async function changeTeam(deed: ChannelDeed): Promise<void> {
    await perform("channel", { ...standing.acting(standing.conversationOf("channel")), ...deed });
  }

  return { say, press, consent, open, changeTeam };
}

/** A bot may ask Teams not to say that the answer was sent. */
function hidesFeedback(data: unknown): boolean {
  return JSON.stringify(data ?? {}).includes('"feedback":{"hide":true');
}
