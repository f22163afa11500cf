/** Milliseconds in which refusals are counted before they are told. */
const usualSpan = 60_000;

export type Refused = "no_time_for_keys" | "too_many_checks" | "bad_token";

/** Thrown where a token was refused for another reason than what is in it. */
export class RefusalError extends Error {
  constructor(
    readonly kind: Refused,
    message: string,
  ) {
    super(message);
    this.name = "RefusalError";
  }
}

/**
 * Counts refused tokens and tells of them once in a while, a line for each kind: whoever sends many must not fill the
 * log. What a stranger wrote is in no line.
 */
export function createRefusalCounter(
  tell: (kind: Refused, count: number) => void,
  spanMs = usualSpan,
): (cause: unknown) => void {
  const counts = new Map<Refused, number>();
  let timer: NodeJS.Timeout | undefined;
  function tellAll(): void {
    timer = undefined;
    for (const [kind, count] of counts) tell(kind, count);
    counts.clear();
  }
  return (cause) => {
    const kind = cause instanceof RefusalError ? cause.kind : "bad_token";
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    timer ??= setTimeout(tellAll, spanMs);
    timer.unref();
  };
}
