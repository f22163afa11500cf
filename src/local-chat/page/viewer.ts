import type { Click } from "./card-clicks.js";
import type { MessageMenu } from "./message-menu.js";
import type { Locale, Texts } from "./texts.js";
import type { WireChoice, WireMessage, WirePerson } from "./wire.js";

/** What is the same for every message of a pane. */
export interface Viewer {
  readonly me: WirePerson;
  readonly people: readonly WirePerson[];
  readonly locale: Locale;
  readonly texts: Texts;
  /** The time as the chat has it. */
  readonly now: Date;
  readonly onClick: (message: WireMessage, click: Click) => Promise<void>;
  readonly lookUp: (message: WireMessage, dataset: string, text: string) => Promise<readonly WireChoice[]>;
  readonly menu: MessageMenu;
  /** Accepts or declines the file a message offers. */
  readonly onConsent: (message: WireMessage, accepted: boolean) => Promise<void>;
}
