import type { ErasedSubject } from "./privacy/privacy-store";
import type { MoveDirection } from "./escalation/arrange-routes";
import type { IntakeInput } from "./intake/advance";
import type { CaseSource } from "./intake/intake";
import type { LinkKind } from "./records/link-records";
import type { HandOverPart, Language, UpdateTone } from "./vocabulary";
import type { RecordForm } from "./views";

type Values = Readonly<Record<string, string>>;

/** A file that came with a message: the sender's name for it, and where it is, in words of the channel's edge. */
export interface OfferedFile {
  readonly name: string;
  readonly source: string;
}

/** The files of one message, as many as are looked at; `total` were sent. */
export interface SentFiles {
  readonly offered: readonly OfferedFile[];
  readonly total: number;
}

/** What a person does with the routes to channels; ids and revisions are the card's. */
export type RouteInput =
  | { readonly step: "list" }
  | { readonly step: "new" }
  | { readonly step: "show" | "edit" | "ask"; readonly id: string }
  | { readonly step: "save"; readonly id: string; readonly revision: number; readonly values: Values }
  | {
      readonly step: "move";
      readonly id: string;
      readonly revision: number;
      readonly direction: MoveDirection;
    }
  | { readonly step: "remove"; readonly id: string; readonly revision: number };

/**
 * What a person did, whatever the client made of it: a click, its older fallback and typed text end here.
 * An automatic refresh is always `show` and can never change anything.
 */
export type Input =
  | { readonly kind: "text"; readonly text: string; readonly files?: SentFiles }
  | { readonly kind: "joined" }
  /** The bot came to a team; some clients tell it in its own name. */
  | { readonly kind: "joined_team"; readonly teamId: string; readonly isByPerson: boolean }
  /** Nothing can be written any more to a channel that was deleted, or to a team the bot was taken out of. */
  | { readonly kind: "place_lost"; readonly conversationId: string | null; readonly teamId: string | null }
  /** A channel has another name now. */
  | { readonly kind: "place_renamed"; readonly conversationId: string; readonly name: string }
  /** Said or done in a channel or group, where no case is worked on. */
  | { readonly kind: "channel"; readonly text: string }
  | { readonly kind: "route"; readonly route: RouteInput }
  | { readonly kind: "start"; readonly fresh: boolean }
  /** `text` is plain words; `source` is left out where the message has no address that may be kept. */
  | { readonly kind: "start_from_message"; readonly text: string; readonly source?: CaseSource }
  | { readonly kind: "discard"; readonly intakeId: string }
  | {
      readonly kind: "intake";
      readonly intakeId: string;
      readonly revision: number;
      readonly step: IntakeInput;
    }
  | { readonly kind: "resume"; readonly intakeId: string }
  | { readonly kind: "edit_record"; readonly record: number; readonly recordRevision: number }
  | { readonly kind: "show"; readonly intakeId?: string | undefined; readonly record?: number | undefined }
  /** Looks at a card that was shared, in whatever chat; the tenant is the card's. */
  | { readonly kind: "shared_case"; readonly record: number; readonly cardTenant: string }
  | { readonly kind: "record_menu"; readonly record: number }
  | {
      readonly kind: "record_form";
      readonly record: number;
      readonly form: RecordForm;
      /** What the form is opened with. */
      readonly values?: Values;
    }
  | { readonly kind: "record_send"; readonly record: number }
  | { readonly kind: "case_take"; readonly record: number }
  /** Words to the bot in a thread of a channel. */
  | { readonly kind: "thread_text"; readonly text: string }
  | {
      readonly kind: "hand_over";
      readonly record: number;
      readonly part: HandOverPart;
      readonly updateLanguage: Language | null;
      readonly tone: UpdateTone | null;
    }
  | {
      readonly kind: "record_change";
      readonly record: number;
      readonly recordRevision: number;
      readonly form: RecordForm;
      readonly values: Values;
    }
  | {
      readonly kind: "record_steps";
      readonly record: number;
      readonly recordRevision: number;
      readonly values: Values;
    }
  | {
      readonly kind: "record_link";
      readonly record: number;
      readonly recordRevision: number;
      readonly other: number;
      readonly how: LinkKind;
    }
  | { readonly kind: "record_file"; readonly record: number }
  /** A lead's, about what is held of somebody or a customer. */
  | { readonly kind: "subject_export" | "subject_erase"; readonly subject: ErasedSubject }
  | { readonly kind: "file_declined" }
  | { readonly kind: "cases"; readonly offset: number }
  | { readonly kind: "report"; readonly weeks?: number; readonly team?: string }
  | { readonly kind: "profile" }
  | { readonly kind: "save_profile"; readonly values: Values }
  | { readonly kind: "help" }
  | { readonly kind: "language"; readonly language: Language | null }
  | { readonly kind: "unknown"; readonly verb: string };
