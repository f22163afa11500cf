import type { JsonObject } from "./chat-state";
import type { Person } from "./participants";

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
