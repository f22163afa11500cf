import type { ErasedSubject } from "./privacy/privacy-store";
import type { Route, RouteTrial } from "./escalation/route";
import type { Finding } from "./escalation/self-test";
import type { Intake } from "./intake/intake";
import type { Notice } from "./notice";
import type { Profile } from "./intake/profile";
import type { CaseFile } from "./records/case-file";
import type { CaseRecord, HistoryEntry } from "./records/record";
import type { QuestionView } from "./question-view";
import type { ReadReport } from "./reports/report";
import type { SimilarCases } from "./records/similar-cases";
import type { HandOverPart, Language, UpdateTone } from "./vocabulary";

export type { Notice, NoticeKey } from "./notice";
export type { Dataset, Option, QuestionView } from "./question-view";

/** The forms of a record's card. */
export const recordForms = ["file", "state", "note", "severity", "evidence", "owner"] as const;
/** Which form a record's card shows. */
export type RecordForm = (typeof recordForms)[number];

/** Everything the bot can show. A view is drawn as a card (render-card) or said in words (render-text). */
export type View =
  | { readonly kind: "welcome"; readonly notice?: Notice }
  | { readonly kind: "greeting"; readonly notice?: Notice }
  | { readonly kind: "help"; readonly notice?: Notice }
  | {
      readonly kind: "page";
      readonly intake: Intake;
      readonly profile: Profile | null;
      /** 1 to 3, or 0 for the page that edits all answers at once. */
      readonly page: number;
      readonly questions: readonly QuestionView[];
      readonly canGoBack: boolean;
      /** What others changed while the person was editing. */
      readonly changes?: readonly HistoryEntry[];
      readonly notice?: Notice;
    }
  | {
      /** The same dialog in words: one question. */
      readonly kind: "ask";
      readonly intake: Intake;
      readonly question: QuestionView;
      readonly notice?: Notice;
    }
  | { readonly kind: "resume"; readonly intake: Intake; readonly notice?: Notice }
  | {
      /** Words typed while a case is open that seem to tell of another problem: asks what to do with them. */
      readonly kind: "aside";
      /** The case that is open. */
      readonly intake: Intake;
      readonly text: string;
      readonly canAdd: boolean;
      /** What the words would answer to the open question; `title` is final text or what a person typed. */
      readonly answer?: { readonly id: string; readonly value: string; readonly title: string };
      readonly notice?: Notice;
    }
  | { readonly kind: "cancelled"; readonly intake: Intake; readonly notice?: Notice }
  | {
      readonly kind: "verdict";
      readonly record: CaseRecord;
      readonly history: readonly HistoryEntry[];
      /** All files sent for the case, whatever has become of them. */
      readonly files?: readonly CaseFile[];
      readonly profile: Profile | null;
      /** Cases of colleagues and of one's own that look like the same problem. */
      readonly similar?: SimilarCases;
      readonly notice?: Notice;
    }
  | {
      /** A case as the team's channel sees it; the same for everybody there. */
      readonly kind: "team_case";
      readonly record: CaseRecord;
      readonly history: readonly HistoryEntry[];
      readonly notice?: Notice;
    }
  | {
      /** All that can be done with a record, beside what its card offers at once. */
      readonly kind: "menu";
      readonly record: CaseRecord;
      /** Of the card in a team's channel; says the tenant and the requester's address for links into Teams. */
      readonly team?: { readonly tenantId: string; readonly address: string | null };
      readonly notice?: Notice;
    }
  | {
      /** What is held about a person or a customer, for a lead to take out or erase; `name` as it was typed. */
      readonly kind: "subject_data";
      readonly subject: ErasedSubject;
      readonly name: string;
      readonly rows: number;
      readonly notice?: Notice;
    }
  | {
      /** The same as a file, which the lead may accept. */
      readonly kind: "data_offer";
      readonly subject: ErasedSubject;
      readonly content: string;
      readonly notice?: Notice;
    }
  | {
      /** The whole case as a file to take along, which the person may accept. */
      readonly kind: "file_offer";
      readonly record: CaseRecord;
      readonly history: readonly HistoryEntry[];
      readonly files: readonly CaseFile[];
      readonly notice?: Notice;
    }
  | {
      readonly kind: "form";
      readonly form: RecordForm;
      readonly record: CaseRecord;
      readonly questions: readonly QuestionView[];
      /** What others changed while the person was typing. */
      readonly changes?: readonly HistoryEntry[];
      readonly notice?: Notice;
    }
  | {
      readonly kind: "hand_over";
      readonly record: CaseRecord;
      readonly part: HandOverPart;
      /** Of the update for the customer; what fits the case where the person has not chosen. */
      readonly updateLanguage: Language | null;
      readonly tone: UpdateTone | null;
      readonly files?: readonly CaseFile[];
      readonly notice?: Notice;
    }
  | {
      readonly kind: "cases";
      readonly records: readonly CaseRecord[];
      readonly total: number;
      readonly overridden: number;
      readonly offset: number;
      readonly next: number | null;
      readonly notice?: Notice;
    }
  | {
      readonly kind: "profile";
      readonly profile: Profile | null;
      readonly questions: readonly QuestionView[];
      readonly notice?: Notice;
    }
  | { readonly kind: "language"; readonly current: Language; readonly notice?: Notice }
  | {
      /**
       * A case where a card of it or its link was shared: its number alone, what everybody there may read, or what
       * this reader may.
       */
      readonly kind: "shared_case";
      readonly number: number;
      readonly tenantId: string;
      readonly record: CaseRecord | null;
      readonly shows: "number" | "state" | "case";
      readonly notice?: Notice;
    }
  | {
      readonly kind: "report";
      readonly read: ReadReport;
      readonly weeks: number;
      /** Posted to a channel each week; nothing can be chosen on it. */
      readonly isDigest: boolean;
      readonly notice?: Notice;
    }
  | { readonly kind: "message"; readonly notice: Notice }
  | { readonly kind: "channel" }
  | {
      readonly kind: "routes";
      /** In the order they are tried. */
      readonly routes: readonly Route[];
      /** The way one case would take. */
      readonly trial: { readonly number: number; readonly trials: readonly RouteTrial[] } | null;
      readonly canAdd: boolean;
      readonly notice?: Notice;
    }
  | {
      readonly kind: "route";
      readonly route: Route;
      readonly place: number;
      readonly mayChange: boolean;
      readonly canMove: { readonly up: boolean; readonly down: boolean };
      /** Asks whether to remove it. */
      readonly isAsking: boolean;
      readonly notice?: Notice;
    }
  | {
      /** A route to be filled in; revision 0 for a new one. */
      readonly kind: "route_form";
      readonly id: string;
      readonly revision: number;
      readonly questions: readonly QuestionView[];
      readonly notice?: Notice;
    }
  /** Posted once in a team, with who added the app; an empty name where nobody is known. */
  | { readonly kind: "team_welcome"; readonly by: string; readonly notice?: Notice }
  /** Null while the test is under way. */
  | { readonly kind: "self_test"; readonly findings: readonly Finding[] | null; readonly notice?: Notice };

/** For whom a view is drawn. */
export interface Audience {
  readonly language: Language;
  /** IANA zone of the person's client, e.g. Asia/Taipei. */
  readonly timeZone: string;
  /** ISO time in UTC. */
  readonly now: string;
}
