/** How many calls a person may make: `burst` at once, `perSecond` for ever. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
  /** How many people are remembered; whoever was quiet longest is forgotten first. */
  readonly people: number;
}

const usual: Rate = { burst: 60, perSecond: 5, people: 10_000 };

interface Bucket {
  readonly tokens: number;
  /** Milliseconds. */
  readonly at: number;
}

/** A bucket of calls for each person. Answers 0 when the call may go on, else after how many seconds the next one may. */
export function createRateLimit(now: () => Date, rate = usual): (person: string) => number {
  const buckets = new Map<string, Bucket>();
  return (person) => {
    const at = now().getTime();
    const bucket = buckets.get(person) ?? { tokens: rate.burst, at };
    // A clock that was set back must not take calls away.
    const gained = (Math.max(0, at - bucket.at) / 1000) * rate.perSecond;
    const tokens = Math.min(rate.burst, bucket.tokens + gained);
    const isAllowed = tokens >= 1;
    // Put at the end: a Map keeps the order of insertion.
    buckets.delete(person);
    buckets.set(person, { tokens: isAllowed ? tokens - 1 : tokens, at });
    const [oldest] = buckets.keys();
    if (buckets.size > rate.people && oldest !== undefined) buckets.delete(oldest);
    return isAllowed ? 0 : Math.ceil((1 - tokens) / rate.perSecond);
  };
}
