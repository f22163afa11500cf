import type { FaultExtent, FaultName } from "./wire.js";

/** A language of the page; also the `locale` of the activities sent. */
export type Locale = "en-US" | "zh-TW" | "zh-CN";

/** What the connector panel counts. */
type Counted =
  "calls" | "failures" | "posts" | "edits" | "members" | "pages" | "pending" | "unknown" | "failed";

/** Every sentence of the page that is not the bot's. */
export interface Texts {
  readonly localChat: string;
  readonly you: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: { readonly light: string; readonly dark: string; readonly contrast: string };
  readonly roles: { readonly technician: string; readonly lead: string };
  readonly chat: string;
  readonly channel: string;
  readonly channelOf: (team: string) => string;
  readonly newMessages: string;
  readonly chatSubtitle: string;
  readonly messagesOfChat: string;
  readonly messagesOfChannel: string;
  readonly chatEmpty: string;
  readonly chatEmptyMore: string;
  readonly channelEmpty: string;
  readonly channelEmptyMore: string;
  readonly suggestions: string;
  readonly openers: readonly string[];
  readonly write: string;
  readonly writePost: string;
  readonly mention: string;
  readonly attach: string;
  readonly removeFile: (name: string) => string;
  readonly downloadFile: (name: string) => string;
  readonly notUploaded: string;
  readonly accept: string;
  readonly decline: string;
  readonly send: string;
  readonly reply: string;
  readonly replyingTo: (name: string) => string;
  readonly stopReplying: string;
  readonly typing: (name: string) => string;
  readonly today: string;
  readonly earlier: (count: number) => string;
  readonly edited: string;
  readonly cannotShow: string;
  readonly messageBy: (name: string, time: string) => string;
  readonly noChoice: string;
  readonly searching: string;
  readonly findCase: string;
  readonly findCaseWords: string;
  readonly found: (count: number) => string;
  readonly dismiss: string;
  readonly sent: string;
  readonly unheard: string;
  readonly unreachable: string;
  readonly refused: (status: number) => string;
  readonly problem: (code: number) => string;
  readonly gone: string;
  readonly disconnected: string;
  readonly moreOf: (name: string, time: string) => string;
  readonly checkRules: string;
  readonly opening: string;
  readonly close: string;
  readonly channels: string;
  readonly channelMenu: string;
  readonly renameChannel: string;
  readonly channelTitle: string;
  readonly deleteChannel: string;
  readonly restoreChannel: string;
  readonly removeApp: string;
  readonly save: string;
  readonly addApp: (name: string) => string;
  readonly addAppMore: (name: string) => string;
  readonly notInTeam: string;
  readonly mentioned: (count: number) => string;
  /** The link to the tab. */
  readonly allCases: string;
  readonly connector: string;
  readonly connectorMore: string;
  readonly fault: string;
  readonly extent: string;
  readonly setFault: string;
  readonly noFault: string;
  readonly faultOn: (fault: string, extent: string) => string;
  readonly faults: Readonly<Record<FaultName, string>>;
  readonly extents: Readonly<Record<FaultExtent, string>>;
  readonly counters: string;
  readonly counted: Readonly<Record<Counted, string>>;
  readonly clock: string;
  /** The chat's time while its clock has been moved; `moved` is by how much, in these units. */
  readonly chatTime: (time: string, moved: string) => string;
  /** Days, hours and minutes. */
  readonly units: readonly [string, string, string];
  readonly jumpQuarter: string;
  readonly jumpHour: string;
  readonly jumpDay: string;
}
