import type { Texts } from "./texts.js";
import type { WireOutcome } from "./wire.js";

/** A line above the composer. */
export interface Notice {
  readonly text: string;
  readonly tone: "info" | "error";
}

/** What to tell a person about the outcome; nothing where the chat itself shows it. */
export function describeOutcome(outcome: WireOutcome, texts: Texts): Notice | undefined {
  switch (outcome.kind) {
    case "delivered":
    case "card":
    case "dialog":
    case "closed":
    case "results":
    case "choices":
      return undefined;
    case "unheard":
      return { text: texts.unheard, tone: "info" };
    case "notice":
      return { text: outcome.text, tone: "info" };
    case "problem":
      return { text: outcome.text || texts.problem(outcome.code), tone: "error" };
    case "refused":
      return { text: texts.refused(outcome.status), tone: "error" };
    case "unreachable":
      return { text: texts.unreachable, tone: "error" };
    case "gone":
      return { text: texts.gone, tone: "error" };
  }
}
