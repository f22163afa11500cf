import type { CustomerDirectory } from "../directory/customer-directory";
import { type Customer, customerKey } from "../directory/customer";
import type { HoursOf } from "../escalation/case-hours";
import type { ConversationKind } from "../escalation/conversation";
import type { Input } from "../input";
import type { Ground } from "../intake/next-questions";
import type { Profile } from "../intake/profile";
import type { Wording } from "../intake/question-views";
import { lasting, onceOfLasting } from "../lasting";
import { hasText, languageOfLocale, textsOf } from "../locales/texts";
import type { FileLimits } from "../records/case-file";
import type { EraseWish } from "../privacy/erase-subject";
import type { CaseRecord, Person } from "../records/record";
import type { Store, TurnChange, TurnContext, TurnKey } from "../storage/store";
import type { Audience, Notice, View } from "../views";
import type { CaseAccess, Language } from "../vocabulary";

/** Where a person acts; a channel without the thread. */
export interface Place {
  readonly kind: ConversationKind;
  readonly conversationId: string;
  readonly teamId: string | null;
  readonly name: string | null;
}

/** One thing a person did, with the identity the authenticated activity gave it. */
export interface Turn {
  readonly key: TurnKey;
  readonly person: Person;
  readonly input: Input;
  /** Tells this click from every other, of whoever it is; absent for what rests on nothing the person saw. */
  readonly click?: string;
  /** The channel it was done in, and the post its thread began with. */
  readonly channel?: { readonly conversationId: string; readonly threadId: string | null };
  /** Absent: the personal chat. */
  readonly place?: Place;
  readonly locale: string | undefined;
  /** IANA zone of the person's client. */
  readonly timeZone: string;
}

/** What turns are made of; clock and ids are arguments so that nothing here knows the machine. */
export interface Workbench extends Ground {
  readonly store: Store;
  readonly directory: CustomerDirectory;
  readonly caseAccess: CaseAccess;
  /** Who may change routes by the settings; the name is empty where it is not known. */
  readonly leads: readonly Person[];
  /** What the clocks of a case go by. */
  readonly hoursOf: HoursOf;
  readonly now: () => string;
  readonly newId: () => string;
  readonly fileLimits: FileLimits;
  /** Erases a person or a customer of the tenant. */
  readonly erase: (wish: EraseWish) => Promise<{ readonly pseudonym: string }>;
}

/** What a turn would change, and what is shown once that is saved. */
export interface Plan {
  readonly change?: Pick<
    TurnChange,
    | "intake"
    | "profile"
    | "createRecord"
    | "updateRecord"
    | "history"
    | "files"
    | "deliveries"
    | "routes"
    | "reroute"
    | "people"
    | "erasure"
    | "dueAt"
    | "dueClock"
  >;
  readonly show: (record: CaseRecord | null) => View | Promise<View>;
}

/** A turn on the bench: what was read, for whom, and the tools. */
export interface Scene {
  readonly turn: Turn;
  readonly bench: Workbench;
  readonly context: TurnContext;
  readonly audience: Audience;
  /** All customers the person may mean, those of the newest cases first, each once; read when first asked for. */
  readonly customers: () => Promise<readonly Customer[]>;
}

/** How many customers a card offers; others are typed. */
const offeredCustomers = 100;
const recentCustomers = 5;

/** The language of a person: chosen with `language`, else that of the client. */
export function languageOf(profile: Profile | null, locale: string | undefined): Language {
  return profile?.uiLanguage ?? languageOfLocale(locale);
}

/** The customers of a turn, read at most once. */
export function readCustomers({ turn, bench, context }: Omit<Scene, "customers">): Scene["customers"] {
  let reading: Promise<readonly Customer[]> | undefined;
  const read = async (): Promise<readonly Customer[]> => {
    const { tenantId, userId } = turn.key;
    const [recent, all] = await Promise.all([
      bench.store.recentCustomers(tenantId, userId, recentCustomers),
      bench.directory.list(tenantId),
    ]);
    const own = [context.intake?.customer, ...recent].filter((customer) => customer !== undefined);
    // The directory's list itself lives long, and so does what is made of it.
    if (own.length === 0) return all;
    const known = [...own, ...all];
    // A customer stands where it came first, with the facts of the directory, which knows more than an old case.
    return [...new Map(known.map((customer) => [customerKey(customer), customer])).values()];
  };
  return () => (reading ??= read());
}

/** The means to word questions for this person. */
export function wordingOf(scene: Scene, customers: readonly Customer[]): Wording {
  const { language } = scene.audience;
  return {
    language,
    say: textsOf(language),
    has: (key) => hasText(language, key),
    edition: scene.bench.edition,
    catalogue: scene.bench.catalogue,
    customers: offerSome(customers),
    hasMoreCustomers: customers.length > offeredCustomers,
  };
}

/** The first of a list, and of a directory's own list always the same. */
const offerSome = onceOfLasting((customers: readonly Customer[]): readonly Customer[] => {
  const first = customers.slice(0, offeredCustomers);
  return Object.isFrozen(customers) ? lasting(first) : first;
});

/** A plan that changes nothing. */
export function showing(view: View): Plan {
  return { show: () => view };
}

/** A view with a line above it about what just happened. */
export function withNotice(view: View, notice: Notice | undefined): View {
  return notice === undefined || view.kind === "channel" ? view : { ...view, notice };
}
