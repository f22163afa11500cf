import type { JsonObject } from "./chat-state";

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
