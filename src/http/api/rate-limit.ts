/** How many calls somebody may make: `burst` at once, `perSecond` for ever. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
  /** How many callers are remembered; whoever was quiet longest is forgotten first. */
  readonly people: number;
}

/** Of one person, and of all people of a tenant together, so that no tenant takes the others' time. */
export const personRate: Rate = { burst: 60, perSecond: 5, people: 10_000 };
export const tenantRate: Rate = { burst: 600, perSecond: 100, people: 1000 };

interface Bucket {
  readonly tokens: number;
  /** Milliseconds. */
  readonly at: number;
}

/** A bucket of calls for each caller. Answers 0 when the call may go on, else after how many seconds the next one may. */
export function createRateLimit(now: () => Date, rate = personRate): (caller: string) => number {
  const buckets = new Map<string, Bucket>();
  return (caller) => {
    const at = now().getTime();
    const bucket = buckets.get(caller) ?? { tokens: rate.burst, at };
    // A clock that was set back must not take calls away.
    const gained = (Math.max(0, at - bucket.at) / 1000) * rate.perSecond;
    const tokens = Math.min(rate.burst, bucket.tokens + gained);
    const isAllowed = tokens >= 1;
    // Put at the end: a Map keeps the order of insertion.
    buckets.delete(caller);
    buckets.set(caller, { tokens: isAllowed ? tokens - 1 : tokens, at });
    const [oldest] = buckets.keys();
    if (buckets.size > rate.people && oldest !== undefined) buckets.delete(oldest);
    return isAllowed ? 0 : Math.ceil((1 - tokens) / rate.perSecond);
  };
}
