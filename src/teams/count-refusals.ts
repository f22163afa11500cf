/** Milliseconds in which refusals are counted before they are told. */
const usualSpan = 60_000;

/** Why a token was refused; `other_claims` is whatever the SDK does not take of one that is signed and in time. */
export type Refused =
  | "no_token"
  | "malformed"
  | "other_issuer"
  | "unknown_key"
  | "bad_signature"
  | "no_end"
  | "expired"
  | "not_yet"
  | "other_channel"
  | "other_claims"
  | "no_keys"
  | "no_time_for_keys"
  | "too_many_checks";

/** Thrown where a token is refused by us; what the SDK throws says its reason only in words. */
export class RefusalError extends Error {
  constructor(
    readonly kind: Refused,
    message: string,
  ) {
    super(message);
    this.name = "RefusalError";
  }
}

/** Who is told of refused tokens; `spanMs` is what "once in a while" means. */
export interface RefusalListeners {
  /** Told once in a while, for each kind: whoever sends many must not fill the log. */
  readonly tell: (kind: Refused, count: number) => void;
  /** Told of each, for the figures. */
  readonly note?: (kind: Refused) => void;
  readonly spanMs?: number;
}

/** Counts refused tokens by kind. What a stranger wrote is told to nobody. */
export function createRefusalCounter({
  tell,
  note = () => undefined,
  spanMs = usualSpan,
}: RefusalListeners): (cause: unknown) => void {
  const counts = new Map<Refused, number>();
  let timer: NodeJS.Timeout | undefined;
  function tellAll(): void {
    timer = undefined;
    for (const [kind, count] of counts) tell(kind, count);
    counts.clear();
  }
  return (cause) => {
    const kind = cause instanceof RefusalError ? cause.kind : "other_claims";
    note(kind);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    timer ??= setTimeout(tellAll, spanMs);
    timer.unref();
  };
}
