import type { Notice } from "../views";
import type { Scene } from "./card-kit";
import { noticeSigns } from "./signs";
import { sayRuns, type TextRun } from "./text-runs";
import { cleanUserText, shownLength } from "./user-text";

/** What every template may use. A model has no null and nothing undefined: templates would print it. */
export interface CardModel {
  readonly lang: string;
  readonly fallbackText: string;
  readonly heading: string;
  readonly hasNotice: boolean;
  readonly notice: NoticeModel;
  readonly actionRows: readonly ActionRow[];
}

/** The strip above a card that says what just happened; without runs there is none. */
export interface NoticeModel {
  readonly style: string;
  readonly runs: readonly TextRun[];
  /** What changed, line by line. */
  readonly lines: readonly { readonly runs: readonly TextRun[] }[];
}

/** Buttons that stand side by side; two or three short ones fit on a phone. */
export interface ActionRow {
  readonly actions: readonly CardAction[];
}

/** Whatever a button of a card may do. */
export type CardAction = ExecuteAction | OpenUrlAction;

/** A click that reaches the bot. */
export interface ExecuteAction {
  readonly type: "Action.Execute";
  readonly title: string;
  readonly verb: string;
  readonly data: ActionData;
  readonly associatedInputs: "auto" | "none";
  readonly style: ActionStyle;
  readonly fallback: object;
}

/** A button that leaves Teams. */
export interface OpenUrlAction {
  readonly type: "Action.OpenUrl";
  readonly title: string;
  readonly url: string;
  readonly style: ActionStyle;
}

/** What a click brings along; the verb travels beside it. */
export type ActionData = Readonly<Record<string, string | number>>;
type ActionStyle = "default" | "positive";

/** How a button stands out and what it sends along. */
export interface ActionOptions {
  /** The one button most people want. */
  readonly primary?: boolean;
  /** Sends the inputs along, after the client has checked them. */
  readonly withInputs?: boolean;
}

/** A click with its stand-in for clients that only know Action.Submit, where the verb travels in the data. */
export function execute(
  title: string,
  verb: string,
  data: ActionData = {},
  { primary = false, withInputs = false }: ActionOptions = {},
): ExecuteAction {
  const shared = {
    title,
    associatedInputs: withInputs ? "auto" : "none",
    style: primary ? "positive" : "default",
  } as const;
  const msTeams = { feedback: { hide: true } };
  const fallback = { type: "Action.Submit", ...shared, data: { ...data, verb }, msTeams };
  return { type: "Action.Execute", ...shared, verb, data, fallback };
}

/** A button that leaves Teams for an address the caller has checked. */
export function openUrl(title: string, url: string, primary: boolean): OpenUrlAction {
  return { type: "Action.OpenUrl", title, url, style: primary ? "positive" : "default" };
}

/** Puts buttons in rows; rows that would be empty are left out. */
export function inRows(...rows: readonly (readonly CardAction[])[]): readonly ActionRow[] {
  return rows.filter((actions) => actions.length > 0).map((actions) => ({ actions }));
}

/** What the parts all cards share are drawn from. */
export interface Frame {
  readonly heading: string;
  /** What a client says that cannot draw the card: our own words, nothing a person typed. */
  readonly summary: string;
  readonly notice: Notice | undefined;
  /** Lines under the notice: what it speaks of. */
  readonly lines?: readonly (readonly TextRun[])[];
  readonly actionRows: readonly ActionRow[];
}

/** The parts all cards share. */
export function frameCard(
  scene: Scene,
  { heading, summary, notice, lines = [], actionRows }: Frame,
): CardModel {
  return {
    lang: scene.audience.language,
    fallbackText: `${summary} ${scene.say("card.fallback")}`,
    heading,
    hasNotice: notice !== undefined,
    notice:
      notice === undefined ? { style: "default", runs: [], lines: [] } : drawNotice(scene, notice, lines),
    actionRows,
  };
}

function drawNotice(scene: Scene, notice: Notice, lines: readonly (readonly TextRun[])[]): NoticeModel {
  const { sign, style } = noticeSigns[notice.key];
  const [first, ...rest] = noticeRuns(scene, notice);
  const runs = first === undefined ? [] : [{ ...first, text: `${sign} ${first.text}` }, ...rest];
  return { style, runs, lines: lines.map((line) => ({ runs: line })) };
}

/** The sentence of a notice; its values may be text a person typed. */
export function noticeRuns({ say }: Scene, { key, values = {} }: Notice): readonly TextRun[] {
  const clean = Object.entries(values).map(
    ([name, value]) => [name, cleanUserText(value, shownLength.name)] as const,
  );
  return sayRuns(say, `notice.${key}`, Object.fromEntries(clean));
}
