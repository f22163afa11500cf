import type { BotAnswer, InboundActivity } from "./bot-exchange";
import type { CallCounter } from "./call-counter";
import type { ChatState } from "./chat-state";
import type { ConnectorAnswer, ConnectorCall, ConnectorRequest, Fault } from "./connector-call";
import type { Outcome } from "./deed-outcome";
import type {
  ChannelRequest,
  ClickRequest,
  CommandRequest,
  ConsentRequest,
  DialogRequest,
  LookUpRequest,
  OpenRequest,
  QueryRequest,
  RefreshRequest,
  ShareRequest,
  TextRequest,
} from "./deed-requests";
import type { FaultPlan } from "./faults";
import type { FileShelf } from "./file-shelf";
import type { ChannelAccount, Person, Team } from "./participants";

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
