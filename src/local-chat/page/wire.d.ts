/** What the server and the page of the local chat tell each other: types only, shared by both builds. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** Somebody the page lets one be. */
export interface WirePerson {
  readonly aadObjectId: string;
  readonly id: string;
  readonly name: string;
  readonly role: "technician" | "lead";
}

/** A message as the page gets it. */
export interface WireMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly threadId?: string;
  readonly author: { readonly kind: "bot" | "person"; readonly id: string; readonly name: string };
  readonly sentAt: string;
  readonly editedAt?: string;
  readonly text?: string;
  readonly summary?: string;
  readonly cards: readonly JsonObject[];
  readonly views: Readonly<Record<string, JsonObject>>;
  readonly suggestions: readonly { readonly title: string; readonly value: string }[];
  readonly files?: readonly WireFile[];
  /** People mentioned, by either of their ids. */
  readonly mentions?: readonly { readonly id: string; readonly name: string }[];
  readonly offer?: { readonly name: string; readonly description: string; readonly size: number };
}

/** A file in a message; its bytes are at `files/<id>`. */
export interface WireFile {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
}

/** A conversation in which the bot is typing. */
export interface WireTyping {
  readonly conversationId: string;
  readonly until?: string;
}

/** A channel of the team. */
export interface WireChannel {
  readonly id: string;
  readonly name: string;
  readonly isDeleted: boolean;
}

/** The team and its channels. */
export interface WireTeam {
  readonly name: string;
  /** Whether the app has been added to it. */
  readonly isAdded: boolean;
  readonly channels: readonly WireChannel[];
}

/** The first event of the stream. */
export interface Welcome {
  readonly people: readonly WirePerson[];
  readonly bot: { readonly id: string; readonly name: string };
  /** The conversation id of each person's own chat with the bot, by aadObjectId. */
  readonly personalChats: Readonly<Record<string, string>>;
  readonly team: WireTeam;
  /** The time as the bot and the chat have it. */
  readonly now: string;
  readonly messages: readonly WireMessage[];
  readonly typing: readonly WireTyping[];
}

/** Every later event: only what is new since the one before. */
export interface Change {
  readonly messages: readonly WireMessage[];
  readonly removed: readonly string[];
  readonly typing: readonly WireTyping[];
  readonly team: WireTeam;
  readonly now: string;
}

interface Acting {
  /** An aadObjectId. */
  readonly person: string;
  readonly conversationId: string;
  readonly locale: string;
  readonly timezone: string;
}

interface Pressing {
  readonly action: {
    readonly verb?: string;
    readonly id?: string;
    readonly title?: string;
    readonly data?: unknown;
  };
  readonly inputs: JsonObject;
}

interface Clicking extends Acting, Pressing {
  readonly messageId: string;
}

interface Commanding extends Acting {
  readonly messageId: string;
  readonly commandId: string;
}

/** What a person does on the page. */
export type Deed =
  | (Acting & { readonly kind: "open" })
  | (Acting & { readonly kind: "addToTeam" | "removeFromTeam" | "deleteChannel" | "restoreChannel" })
  | (Acting & { readonly kind: "renameChannel"; readonly name: string })
  | (Acting & {
      readonly kind: "text";
      readonly text: string;
      readonly files?: readonly string[];
      readonly threadId?: string;
    })
  | (Acting & { readonly kind: "consent"; readonly messageId: string; readonly accepted: boolean })
  | (Clicking & { readonly kind: "execute" })
  | (Clicking & { readonly kind: "submit" })
  | (Commanding & { readonly kind: "command" })
  | (Commanding & Pressing & { readonly kind: "dialog" })
  | (Acting & { readonly kind: "query"; readonly text: string })
  | (Acting & { readonly kind: "lookUp"; readonly dataset: string; readonly text: string })
  | (Acting & { readonly kind: "share"; readonly card: JsonObject })
  | (Acting & { readonly kind: "refresh"; readonly messageId: string });

/** Something a search has found, and the card that is posted of it. */
export interface WireResult {
  readonly title: string;
  readonly text: string;
  readonly card: JsonObject;
}

/** A choice that was looked up. */
export interface WireChoice {
  readonly title: string;
  readonly value: string;
}

/** What became of a deed. */
export type WireOutcome =
  | { readonly kind: "delivered" | "unheard" | "card" | "closed" | "unreachable" | "gone" }
  | { readonly kind: "dialog"; readonly title: string; readonly card: JsonObject }
  | { readonly kind: "results"; readonly results: readonly WireResult[] }
  | { readonly kind: "choices"; readonly choices: readonly WireChoice[] }
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "problem"; readonly code: number; readonly text: string }
  | { readonly kind: "refused"; readonly status: number };

/** How the bot's calls go wrong, and which of them; posts and edits count. */
export type FaultName =
  | "none"
  | "throttled"
  | "throttledFor"
  | "badGateway"
  | "preconditionFailed"
  | "blocked"
  | "hang"
  | "drop"
  | "slow";
/** How many calls a fault is for. */
export type FaultExtent = "next" | "nextFive" | "some";

/** How many messages of the bot have not arrived. */
export type Deliveries = Readonly<Record<"pending" | "sending" | "failed" | "unknown", number>>;

/** What the connector panel shows. */
export interface PanelStatus {
  readonly fault: FaultName;
  readonly extent: FaultExtent;
  readonly tally: Readonly<
    Record<"all" | "failed" | "post" | "edit" | "delete" | "members" | "pagedMembers" | "other", number>
  >;
  /** Null when nobody counts them. */
  readonly deliveries: Deliveries | null;
  readonly now: string;
  /** Minutes the clock was moved; null when there is no clock to move. */
  readonly movedMinutes: number | null;
}
