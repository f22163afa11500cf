import type { CallCounter } from "./call-counter";
import type { ChatState, JsonObject } from "./chat-state";
import type { ConnectorAnswer, ConnectorCall, ConnectorRequest, Fault } from "./connector-call";
import type { FileShelf } from "./file-shelf";
import type { FaultPlan } from "./faults";

/** Somebody who can use the local chat. */
export interface Person {
  readonly aadObjectId: string;
  /** The id Teams uses towards bots, `29:…`. */
  readonly id: string;
  readonly name: string;
  readonly role: "technician" | "lead";
  readonly email?: string;
}

/** A person or the bot as Teams names them in activities. */
export interface ChannelAccount {
  readonly id: string;
  readonly name: string;
}

/** A team as it began; what its channels are called now is in the state. */
export interface Team {
  readonly id: string;
  readonly aadGroupId: string;
  readonly name: string;
  readonly channels: readonly ChannelAccount[];
}

/** An activity on its way to the bot. */
export interface InboundActivity extends JsonObject {
  readonly type: string;
  readonly id: string;
  readonly timestamp: string;
}

/** What the bot answered to an activity. */
export interface BotAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the connector is made with; clock, ids and the way to the bot are the caller's. */
export interface LocalConnectorOptions {
  readonly people: readonly Person[];
  readonly tenantId: string;
  readonly bot: ChannelAccount;
  /** A function when the port is known only after the server listens. */
  readonly serviceUrl: string | (() => string);
  readonly postToBot: (activity: InboundActivity) => Promise<BotAnswer>;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly team?: Team;
  /** A saved transcript, as it was read: anything that is none counts as an empty chat. */
  readonly initial?: unknown;
  readonly onChange?: (state: ChatState) => void;
  readonly fault?: (request: ConnectorRequest) => Fault | undefined;
}

/** Where a person sits; Teams tells the bot both. */
export interface Whereabouts {
  readonly locale?: string;
  readonly timezone?: string;
}

/** Somebody looks at a conversation. */
export interface OpenRequest extends Whereabouts {
  readonly person: Person;
}

/** Something done to a team or to one of its channels, from that channel. */
export interface ChannelRequest extends OpenRequest {
  readonly conversationId: string;
}

/** Somebody writes. */
export interface TextRequest extends Whereabouts {
  readonly person: Person;
  readonly conversationId: string;
  readonly text: string;
  /** Ids of files on the shelf that go with it. */
  readonly files?: readonly string[];
  /** The post answered to, in a channel. */
  readonly threadId?: string;
}

/** The action of a card that was clicked. */
export interface CardAction {
  readonly verb?: string;
  readonly id?: string;
  readonly title?: string;
  readonly data?: unknown;
}

/** Somebody clicks on a card. */
export interface ClickRequest extends Whereabouts {
  readonly person: Person;
  readonly conversationId: string;
  readonly messageId: string;
  readonly action: CardAction;
  readonly inputs?: JsonObject;
  readonly trigger?: "manual" | "automatic";
}

/** A command picked from the menu of a message. */
export interface CommandRequest extends Whereabouts {
  readonly person: Person;
  readonly conversationId: string;
  readonly messageId: string;
  readonly commandId: string;
}

/** A button pressed in the dialog the command opened. */
export interface DialogRequest extends CommandRequest {
  readonly action: CardAction;
  readonly inputs?: JsonObject;
}

/** What is typed into the app's search, from a chat or a channel. */
export interface QueryRequest extends ChannelRequest {
  readonly text: string;
}

/** What is typed into a picker of a card. */
export interface LookUpRequest extends QueryRequest {
  readonly dataset: string;
}

/** A card that was found and is to be posted. */
export interface ShareRequest extends ChannelRequest {
  readonly card: JsonObject;
}

/** Somebody accepts or declines a file. */
export interface ConsentRequest extends Whereabouts {
  readonly person: Person;
  readonly conversationId: string;
  readonly messageId: string;
  readonly accepted: boolean;
}

/** Somebody's client asks for their own view of a card. */
export interface RefreshRequest extends Whereabouts {
  readonly person: Person;
  readonly conversationId: string;
  /** Only this message; otherwise the last five that ask for it. */
  readonly messageId?: string;
}

/** What became of something a person did. */
export type Outcome =
  | { readonly kind: "delivered" }
  /** Said in a channel without mentioning the bot. */
  | { readonly kind: "unheard" }
  | { readonly kind: "card" }
  /** What a dialog shows next. */
  | { readonly kind: "dialog"; readonly title: string; readonly card: JsonObject }
  /** What a search has found; `card` is what is posted of it. */
  | {
      readonly kind: "results";
      readonly results: readonly {
        readonly title: string;
        readonly text: string;
        readonly card: JsonObject;
      }[];
    }
  | {
      readonly kind: "choices";
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    }
  /** The dialog has done its work. */
  | { readonly kind: "closed" }
  | { readonly kind: "notice"; readonly text: string }
  /** The bot's code ran and reported an error of its own. */
  | { readonly kind: "problem"; readonly code: number; readonly text: string }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "unreachable" }
  /** The conversation or the message is no longer there. */
  | { readonly kind: "gone" };

/** A conversation in which the bot is typing, and until when (ISO time). */
export interface Typing {
  readonly conversationId: string;
  /** Undefined while the bot's answer to a request is awaited. */
  readonly until?: string;
}

/** All a page has to know at one moment. */
export interface ChatSnapshot {
  readonly state: ChatState;
  readonly typing: readonly Typing[];
}

/** A Bot Connector in memory: what the bot calls, and what people do. */
export interface LocalConnector {
  readonly team: Team;
  readonly bot: ChannelAccount;
  readonly people: readonly Person[];
  readonly shelf: FileShelf;
  /** The bot's calls, oldest first; the last thousand. */
  readonly calls: readonly ConnectorCall[];
  /** What was sent to the bot, oldest first; the last thousand. */
  readonly deliveries: readonly InboundActivity[];
  /** How often the bot called, and how fast. */
  readonly counter: Pick<CallCounter, "busiest" | "tally">;
  /** The time as the bot and the chat have it. */
  readonly now: () => Date;
  /** Lets the bot's next calls go wrong; null ends that. */
  setFaults(plan: FaultPlan | null): void;
  handle(request: ConnectorRequest): Promise<ConnectorAnswer>;
  personalChatOf(person: Person): string;
  openPersonalChat(request: OpenRequest): Promise<Outcome>;
  /** Installs the bot in the channel, the first time, and refreshes its newest cards. */
  openChannel(request: ChannelRequest): Promise<Outcome>;
  addToTeam(request: ChannelRequest): Promise<Outcome>;
  removeFromTeam(request: ChannelRequest): Promise<Outcome>;
  renameChannel(request: ChannelRequest & { readonly name: string }): Promise<Outcome>;
  deleteChannel(request: ChannelRequest): Promise<Outcome>;
  restoreChannel(request: ChannelRequest): Promise<Outcome>;
  sendText(request: TextRequest): Promise<Outcome>;
  execute(request: ClickRequest): Promise<Outcome>;
  submit(request: ClickRequest): Promise<Outcome>;
  startCommand(request: CommandRequest): Promise<Outcome>;
  submitDialog(request: DialogRequest): Promise<Outcome>;
  queryCases(request: QueryRequest): Promise<Outcome>;
  lookUpChoices(request: LookUpRequest): Promise<Outcome>;
  shareCard(request: ShareRequest): Promise<Outcome>;
  /** Answers the offer of a file. */
  consent(request: ConsentRequest): Promise<Outcome>;
  refreshCards(request: RefreshRequest): Promise<readonly Outcome[]>;
  redeliver(activityId: string, options: { readonly newId: boolean }): Promise<BotAnswer>;
  snapshot(): ChatSnapshot;
  subscribe(listener: (snapshot: ChatSnapshot) => void): () => void;
}
