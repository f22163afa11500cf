import type { Catalogue } from "../catalogue/catalogue";
import type { BusinessCalendar } from "../clocks/business-calendar";
import type { ClockRules } from "../clocks/clock";
import type { BuiltLink } from "../links/link";
import type { CaseFacts } from "../policy/case-facts";
import type { Step } from "../policy/steps";
import type { Say } from "../locales/texts";
import type { Reason } from "../policy/explain";
import type { Policy } from "../policy/load-policy";
import type { WhatIf } from "../policy/what-if";
import type { Audience } from "../views";
import type { Answers, EditionId, Language } from "../vocabulary";
import { rememberSentences } from "./sentences";

/** One "because" as cards show it. */
export type CardReason = Pick<Reason, "ruleId" | "text" | "source" | "date">;

/** What cards and plain texts are made from; all of it is given, so that tests can give less. */
export interface CardKit {
  readonly policy: Policy;
  readonly catalogue: Catalogue;
  readonly buildLinks: (facts: CaseFacts) => readonly BuiltLink[];
  readonly listSteps: (facts: CaseFacts) => readonly Step[];
  readonly explain: (ruleIds: readonly string[], language: Language) => readonly CardReason[];
  readonly whatIf: (edition: EditionId, answers: Answers) => readonly WhatIf[];
  readonly textsOf: (language: Language) => Say;
  /** What a business day is; absent: Monday to Friday where the reader is. */
  readonly calendar?: BusinessCalendar;
  /** What every clock of a case is reckoned with; absent: the partner's own clocks are not shown. */
  readonly clocks?: ClockRules;
  /** The address that opens a case for whoever may; absent or null: no link is shown. */
  readonly linkToCase?: (number: number) => string | null;
  /** The address of the reports in the tab; absent or null: no link is shown. */
  readonly linkToReports?: () => string | null;
  /** A first step in words; without it hand-overs name steps by their id. */
  readonly nameStep?: (id: string, language: Language) => string;
}

/** One rendering: the kit, the person it is for, and their language's sentences. */
export interface Scene {
  readonly kit: CardKit;
  readonly audience: Audience;
  readonly say: Say;
}

/** What one card is drawn with: the sentences of its reader and what the kit knows. */
export function createScene(kit: CardKit, audience: Audience): Scene {
  return { kit, audience, say: rememberSentences(kit.textsOf(audience.language)) };
}
